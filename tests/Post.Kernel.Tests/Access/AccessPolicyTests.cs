using Post.Audit;
using Post.Kernel.Access;

namespace Post.Kernel.Tests.Access;

/// <summary>The rules one by one, at their edges.</summary>
[Trait("Clause", "8.07(5)(a)")]
public sealed class AccessPolicyTests
{
    private static readonly DateTimeOffset s_now = new(2026, 6, 10, 16, 0, 0, TimeSpan.Zero);
    private static readonly Guid s_me = Guid.NewGuid();
    private static readonly Guid s_party = Guid.NewGuid();
    private static readonly Guid s_other = Guid.NewGuid();
    private static readonly HashSet<Guid> s_nowhere = [];

    private static readonly Purpose s_bound = new("investigation", "Investigation", "8.05(2)", new HashSet<string> { Roles.StdStaff }, 60, false)
    {
        MatterKinds = new HashSet<string> { "Investigation" },
        MayBrowse = false,
    };

    private static readonly MatterFacts s_matter = new()
    {
        Number = "M-1",
        Kind = "Investigation",
        Open = true,
        Assigned = new Dictionary<Guid, bool> { [s_me] = false },
        Persons = new HashSet<Guid> { s_party },
        Agencies = new HashSet<Guid>(),
    };

    [Theory]
    [InlineData(ActorKind.Job, true)]
    [InlineData(ActorKind.Operator, true)]
    [InlineData(ActorKind.Staff, false)]
    [InlineData(ActorKind.Vendor, false)]
    [InlineData(ActorKind.Contractor, false)]
    [InlineData(ActorKind.Anonymous, false)]
    public void Exempt_AreThoseWithoutAFace(ActorKind kind, bool exempt) => Assert.Equal(exempt, AccessPolicy.IsExempt(kind));

    // Under the purpose of one's own record the tie that else shuts is what opens, and nothing else does.
    [Theory]
    [InlineData(true, false, true)]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    [Trait("Clause", "8.07(5)")]
    public void OwnRecord_OpensOneself_AndWhatOneSaid(bool self, bool ownWords, bool open)
    {
        var purpose = new Purpose("own-record", "One's own record", "c. 66A", new HashSet<string> { Roles.OfficerUser }, 60, true) { OwnPerson = true };
        var facts = new AccountFacts { Acknowledged = false, Self = new HashSet<Guid> { self ? s_party : s_me } };
        var look = new Look(s_me, purpose, new ChosenPurpose("own-record", null, null, s_now), facts, null, s_now) { OwnWords = ownWords };

        Assert.Null(AccessPolicy.Begin(look));
        Assert.Equal(open ? null : new NotOfOneself(), AccessPolicy.AtPerson(look, s_party, s_nowhere).Refusal);
        Assert.Equal(open ? null : new NotOfOneself(), AccessPolicy.AtRow(look, s_party, s_nowhere).Refusal);
        Assert.False(AccessPolicy.AsksEmployers(look));
    }

    [Theory]
    [InlineData("1234567890123456789", false)]
    [InlineData("12345678901234567890", true)]
    [InlineData("  1234567890123456789  ", false)]
    [InlineData(null, false)]
    public void OwnWords_CountWithoutTheBlanksAroundThem(string? words, bool enough)
    {
        var purpose = s_bound with { WordsMinLength = 20 };

        var refusal = AccessPolicy.Chosen(s_me, purpose, new ChosenPurpose("investigation", "M-1", words, s_now), s_matter);

        Assert.Equal(enough ? null : new WordsNeeded(20), refusal);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Glass_EndsAtItsInstant(int secondsAfterTheEnd, bool open)
    {
        var glass = new Passage(PassageKind.BrokenGlass, new HashSet<Guid> { s_other }, s_now, "Why");
        var look = Bound(new AccountFacts { Acknowledged = true, Passages = [glass] }) with { Now = s_now.AddSeconds(secondsAfterTheEnd) };

        var ruling = AccessPolicy.AtPerson(look, s_other, s_nowhere);

        Assert.Equal(open ? glass : null, ruling.Passage);
        Assert.Equal(open, ruling.Refusal is null);
    }

    [Fact]
    public void Glass_IsNotTakenForWhatIsOpenAnyway()
    {
        var glass = new Passage(PassageKind.BrokenGlass, new HashSet<Guid> { s_party }, s_now.AddMinutes(1), "Why");

        Assert.Equal(LookRuling.Open, AccessPolicy.AtPerson(Bound(new AccountFacts { Acknowledged = true, Passages = [glass] }), s_party, s_nowhere));
    }

    [Fact]
    public void Approval_OpensTheTieAndNotTheMatter()
    {
        var approval = new Passage(PassageKind.Approval, new HashSet<Guid> { s_other }, s_now.AddMinutes(1), "Why");
        var facts = new AccountFacts
        {
            Acknowledged = true,
            Family = new HashSet<Guid> { s_other },
            Ties = new TieRules(TieRule.Never, new TieRule(null, true), TieRule.Never),
            Passages = [approval],
        };

        Assert.IsType<SubjectNotInMatter>(AccessPolicy.AtPerson(Bound(facts), s_other, s_nowhere).Refusal);
        var unbound = Bound(facts) with { Purpose = s_bound with { MatterKinds = new HashSet<string>(), MayBrowse = true } };
        Assert.Equal(approval, AccessPolicy.AtPerson(unbound, s_other, s_nowhere).Passage);
        Assert.IsType<LookAtFamily>(AccessPolicy.AtPerson(unbound with { Facts = facts with { Ties = TieRules.Strictest } }, s_other, s_nowhere).Refusal);
    }

    [Fact]
    public void Refusals_AreDenialsThatLeadOn()
    {
        LookRefused[] refusals =
        [
            new AcknowledgmentNeeded(), new MatterNeeded("Hearing"), new MatterNotOpen("M-1"), new SecondPersonNeeded("M-1"), new WordsNeeded(20),
            new SubjectNotInMatter(s_other, "M-1"), new SubjectsOutsideMatter(2, "M-1"), new LookAtOneself(s_other), new LookAtFamily(s_other),
            new LookAtFormerAgency(s_other),
        ];

        Assert.All(refusals, r => Assert.Equal(Kernel.Requests.RefusalKind.Forbidden, r.Kind));
        Assert.All(refusals, r => Assert.NotEmpty(r.Ways));
        Assert.All(refusals.SelectMany(r => r.Ways), w => Assert.StartsWith("/staff/", w.Link, StringComparison.Ordinal));
        Assert.Contains(new SubjectNotInMatter(s_other, "M-1").Ways, w => w.Link == $"/staff/break-glass?subject={s_other}");
    }

    private static Look Bound(AccountFacts facts) => new(s_me, s_bound, new ChosenPurpose("investigation", "M-1", null, s_now), facts, s_matter, s_now);
}
