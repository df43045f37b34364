using FsCheck;
using FsCheck.Fluent;
using Post.Certification.Contracts;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Publishing;
using Post.PublicDatabase.Tests.Gate;
using Post.Standards.Contracts;

namespace Post.PublicDatabase.Tests.Publishing;

public sealed class OfficerDraftTests
{
    private readonly FakeRegister _register = new();

    [Fact]
    [Trait("Clause", "8.06(3)(a)10")]
    public void MixedAllegations_OnlyAdverseOnesAreListed()
    {
        var complaint = Complaint("1",
            Sustained("A-1") with { IncidentOn = new DateOnly(2019, 5, 3) },
            Allegations.One("A-2", "Unfounded", []) with { IncidentOn = new DateOnly(2018, 1, 1) },
            Allegations.One("A-3", "NeedsDetermination", []) with { IncidentOn = new DateOnly(2020, 1, 1) },
            Allegations.One("A-4", "Sustained", []) with { IncidentOn = new DateOnly(2019, 6, 1) });

        var entry = Assert.Single(Draft([complaint])!.Complaints);

        Assert.Equal(2, entry.Allegations.Count);
        Assert.Equal(new DateOnly(2019, 5, 3), entry.IncidentFrom);
        Assert.Equal(new DateOnly(2019, 6, 1), entry.IncidentTo);
        Assert.Contains("8.06(3)(a)10", entry.Why.Clauses);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)10")]
    public void SeveralComplaints_OnlyTheListableIsThereAndNothingCountsTheRest()
    {
        var officer = Draft([Complaint("1", Sustained("A-1")), Complaint("2", Allegations.One("A-2", "Unfounded", [])),
            Complaint("3", Sustained("A-3") with { Disposition = new("Sustained", "Sustained", false) })]);

        Assert.Equal(["1"], officer!.Complaints.Select(c => c.Number));
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)10.c")]
    public void Discipline_ReadsWithItsTypedQualifiersOrNotRecorded()
    {
        var officer = Draft([Complaint("1",
            Allegations.One("A-1", "Sustained",
            [
                Allegations.Imposed("Suspension, 1 to 5 days", "Held in abeyance",
                    "Retired or resigned to avoid discipline", ""),
                Allegations.Imposed("Last chance agreement"),
            ]),
            Allegations.One("A-2", "Sustained", []))]);

        var allegations = officer!.Complaints.Single().Allegations;
        Assert.Equal(
            ["Suspension, 1 to 5 days (held in abeyance; retired or resigned to avoid discipline)",
                "Last chance agreement"],
            allegations[0].Discipline);
        Assert.Equal(["Not recorded"], allegations[1].Discipline);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)10.d")]
    [Trait("Clause", "8.06(3)(a)10.e")]
    public void AnonymousAndSworn_NotRecordedIsNeverNo()
    {
        var complaint = Complaint("1", Sustained("A-1")) with { Anonymous = Recorded.NotRecorded, Sworn = Recorded.Yes };

        var entry = Draft([complaint])!.Complaints.Single();


        Assert.Equal("Not recorded", entry.Anonymous);
        Assert.Equal("Yes", entry.Sworn);
    }

    [Fact]
    [Trait("Clause", "8.06(4)")]
    public void WordsNobodyScreened_ReadLikeABlankCell()
    {
        var blank = Sustained("A-1") with
        {
            CategoryCode = "NotRecorded",
            CategoryLabel = "Category not recorded",
            Discipline = []
        };
        var strange = blank with
        {
            CategoryCode = "Unmapped",
            CategoryLabel = "Struck his neighbor",
            Discipline = [new DisciplineFacts("Unmapped", "Settled with his neighbor", DisciplineState.Imposed, [])],
        };

        Assert.Equal(Bytes([Complaint("1", blank)]), Bytes([Complaint("1", strange)]));
    }

    [Fact]
    public void SubtypeRedactedByTheSource_IsShownAsSuch() =>
        Assert.Equal("Redacted", Draft([Complaint("1", Sustained("A-1") with { SubtypeLabel = "Redacted" })])!
            .Complaints.Single().Allegations.Single().Subtype);

    [Fact]
    [Trait("Clause", "8.06(3)(a)2")]
    public void StatusBlank_ReadsStatusNotRecorded()
    {
        var person = _register.Officer("Dana", "Whitfield", "9000-0001");
        _register.Change(person, o => o with { Status = null });

        var status = Draft([])!.Status;

        Assert.Equal(("NotRecorded", "Status not recorded"), (status.Code, status.Label));
    }

    [Fact]
    [Trait("Clause", "8.06(4)")]
    public void DecisionNotOnRecord_NothingIsShown()
    {
        var officer = Officer();
        var decisions = OfficerDecisions.Decide(officer, [], RulesOfTheDay.InForce, RulesOfTheDay.Day,
            new HashSet<string>());

        Assert.True(decisions.WaitsForRecord);
        Assert.Null(new OfficerDraft(officer, [], decisions, Agencies()).Write("key", new HashSet<OfficerName>()));
    }

    [Fact]
    [Trait("Clause", "8.06(4)(b)1.i")]
    public void AddingAComplaintThatIsNotPublic_NeverChangesAByte()
    {
        var ending = Gen.Elements("Unfounded", "Exonerated", "SeparatedBeforeFinding", "NeedsDetermination", "Strange");
        var state = Gen.Elements(Enum.GetValues<DisciplineState>());
        var withheld =
            from code in ending
            from final in Gen.Elements(true, false)
            from discipline in state
            from number in Gen.Choose(10, 99)
            select Complaint($"{number}", Allegations.One(
                $"A-{number}", code, [new DisciplineFacts("Demotion", "Demotion", discipline, [])])
                with
            { Disposition = new DispositionFacts(code, code, final) });
        ComplaintFacts[] shown = [Complaint("1", Sustained("A-1")), Complaint("5", Sustained("A-5"))];
        var before = Bytes(shown);

        Prop.ForAll(withheld.ListOf().ToArbitrary(), more =>
                Bytes([.. more.DistinctBy(c => c.ComplaintNumber), .. shown]).SequenceEqual(before))
            .Check(Config.QuickThrowOnFailure);
    }

    private static AllegationFacts Sustained(string number) =>
        Allegations.One(number, "Sustained", [Allegations.Imposed("Written reprimand")]);

    private static ComplaintFacts Complaint(string number, params AllegationFacts[] allegations) => new(
        FakeRegister.IdOf(number), FakeRegister.IdOf("9000-0001"), number, null, null, null,
        Recorded.NotRecorded, Recorded.NotRecorded, allegations, "List of 2024-08-24");

    private byte[] Bytes(IReadOnlyList<ComplaintFacts> complaints) => OfficerDocument.Write(Draft(complaints)!);

    private PublishedOfficer? Draft(IReadOnlyList<ComplaintFacts> complaints)
    {
        var officer = Officer();
        var onRecord = OfficerItems.Of(officer, complaints, RulesOfTheDay.Day).Select(i => i.Key).ToHashSet();
        var decisions = OfficerDecisions.Decide(officer, complaints, RulesOfTheDay.InForce, RulesOfTheDay.Day,
            onRecord);
        return new OfficerDraft(officer, complaints, decisions, Agencies()).Write("k7m2-q9xa-3f5t",
            new HashSet<OfficerName>());
    }

    private OfficerFacts Officer()
    {
        var found = _register.FactsAsync([FakeRegister.IdOf("9000-0001")],
            CancellationToken.None).GetAwaiter().GetResult();
        if (found.Count > 0) return found[0];
        _register.Officer("Dana", "Whitfield", "9000-0001");
        return Officer();
    }

    private static AgencyBook Agencies() => new([], new PublicKeys(new byte[32]));
}
