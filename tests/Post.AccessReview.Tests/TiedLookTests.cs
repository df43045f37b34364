using Post.AccessReview.Contracts;
using Post.AccessReview.Features.AskTiedLook;
using Post.AccessReview.Features.BreakGlass;
using Post.AccessReview.Features.DecideTiedLook;
using Post.AccessReview.Features.ListTiedLooks;
using Post.AccessReview.Passages;
using Post.AccessReview.Register;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.AccessReview.Tests;

/// <summary>Oneself and one's family only by a second person; a former agency's officers only in a matter and with words.</summary>
[Trait("Clause", "8.07(5)(a)")]
public sealed class TiedLookTests(AccessHost host) : IClassFixture<AccessHost>
{
    private const string Why = "Nobody else is on duty before the hearing.";
    private const string Words = "The officer is a witness in this matter.";

    [Theory]
    [InlineData("Self", typeof(LookAtOneself))]
    [InlineData("Family", typeof(LookAtFamily))]
    public async Task OwnRecordAndFamily_AreRefusedByRequestAndByResult_AndInNoMatterOpen(string kind, Type refusal)
    {
        var who = await host.SomebodyAsync(Roles.StdStaff);
        var person = Guid.NewGuid();
        await host.TieAsync(who, kind, person);
        var (_, number) = await host.MatterAsync(MatterKinds.Investigation, who, person);

        Assert.IsType(refusal, await host.RefusalAsync(new OpenFileQuery(person), host.At(who, "complaint-intake")));
        Assert.IsType(refusal, await host.RefusalAsync(new FindFileQuery(person), host.At(who, "complaint-intake")));
        Assert.IsType(refusal, await host.RefusalAsync(new TouchCommand(person), host.At(who, "complaint-intake")));
        Assert.IsType(refusal, await host.RefusalAsync(new OpenFileQuery(person), host.At(who, "investigation", number, Words)));
        // Whom a list finds is known only afterwards: it is shown, and left to review.
        Assert.Null(await host.RefusalAsync(new GoThroughQuery([person, Guid.NewGuid()]), host.At(who, "complaint-intake")));
    }

    [Theory]
    [InlineData("Self", "self")]
    [InlineData("Family", "relative")]
    public async Task RefusedTry_IsToldToCompliance_WhoeverNamedThePerson(string kind, string rule)
    {
        var who = host.At(await host.SomebodyAsync(Roles.StdStaff), "complaint-intake");
        var (named, found, stranger) = ((await host.OfficerAsync()).Id, (await host.OfficerAsync()).Id, (await host.OfficerAsync()).Id);
        await host.TieAsync(who, kind, named);
        await host.TieAsync(who, kind, found);

        Assert.NotNull(await host.RefusalAsync(new OpenFileQuery(named), who));
        Assert.NotNull(await host.RefusalAsync(new FindFileQuery(found), who));
        Assert.Null(await host.RefusalAsync(new OpenFileQuery(stranger), who));
        await host.WatchAsync();

        var alerts = await host.RowsAsync(
            "select subject_ids[1], facts from access_review.alert where actor_id = $1 and rule_code = $2",
            r => (Person: r.GetGuid(0), Facts: r.GetString(1)), who.Id!.Value, rule);
        Assert.Equal(new[] { named, found }.Order(), alerts.Select(a => a.Person).Order());
        Assert.All(alerts, a => Assert.EndsWith("The look was refused.", a.Facts, StringComparison.Ordinal));
    }

    [Fact]
    public async Task PersonOfTheAccount_IsOneselfWithoutBeingDeclared()
    {
        var who = await host.SomebodyAsync(Roles.CertStaff);
        var agency = (await host.AgencyAsync()).Id;
        var (own, colleague) = ((await host.OfficerAsync(agency)).Id, (await host.OfficerAsync(agency)).Id);
        await host.ExecuteAsync("""
            insert into identity.account (id, display_name, kind, person_id, access_failed_count, email_confirmed, lockout_enabled, phone_number_confirmed, two_factor_enabled)
            values ($1, 'Test', 'Staff', $2, 0, false, false, false, false)
            """, who.Id!.Value, own);
        who = host.At(who, "certification");

        Assert.IsType<LookAtOneself>(await host.RefusalAsync(new OpenFileQuery(own), who));
        // Where one serves or served as an officer oneself is a former agency too.
        Assert.IsType<LookAtFormerAgency>(await host.RefusalAsync(new OpenFileQuery(colleague), who));
    }

    [Fact]
    public async Task FormerAgencysOfficer_OpensOnlyInAMatterToWhichTheyAreAParty_WithWords()
    {
        var who = await host.SomebodyAsync(Roles.StdStaff);
        var agency = (await host.AgencyAsync()).Id;
        var officer = (await host.OfficerAsync(agency)).Id;
        var stranger = (await host.OfficerAsync()).Id;
        await host.TieAsync(who, "Agency", null, agency);
        var (_, theirs) = await host.MatterAsync(MatterKinds.Complaint, who, officer);
        var (_, another) = await host.MatterAsync(MatterKinds.Complaint, who, stranger);

        Assert.Equal(new LookAtFormerAgency(officer), await host.RefusalAsync(new OpenFileQuery(officer), host.At(who, "complaint-intake", words: Words)));
        Assert.IsType<LookAtFormerAgency>(await host.RefusalAsync(new OpenFileQuery(officer), host.At(who, "complaint-intake", theirs)));
        Assert.IsType<LookAtFormerAgency>(await host.RefusalAsync(new OpenFileQuery(officer), host.At(who, "complaint-intake", another, Words)));
        Assert.Null(await host.RefusalAsync(new OpenFileQuery(officer), host.At(who, "complaint-intake", theirs, Words)));
        Assert.Null(await host.RefusalAsync(new OpenFileQuery(stranger), host.At(who, "complaint-intake")));
    }

    [Fact]
    public async Task Approved_OpensForAWhileAndBothNamesAreOnRecord()
    {
        var who = host.At(await host.SomebodyAsync(Roles.StdStaff), "complaint-intake");
        var decider = host.At(await host.SomebodyAsync(Roles.ComplianceOfficer), "access-review");
        var person = Guid.NewGuid();
        await host.TieAsync(who, "Family", person);

        var asked = await host.Send(new AskTiedLookCommand(person, Why), who);
        Assert.IsType<LookAtFamily>(await host.RefusalAsync(new OpenFileQuery(person), who));
        Assert.Contains((await host.Send(new ListTiedLooksQuery(), decider)).Value.Waiting, r => r.Id == asked.Value && r.SubjectId == person);
        Assert.Null(await host.RefusalAsync(new DecideTiedLookCommand(asked.Value, true, "There is nobody else."), decider));

        Assert.Null(await host.RefusalAsync(new OpenFileQuery(person), who));
        Assert.Equal("Ok - complaint-intake - -", await host.LastEventAsync("look.file", who));
        Assert.Equal(who.Id, await host.ScalarAsync<Guid>("select actor_id from audit.event where action = 'tied-look.asked' and $1 = any (subject_ids)", person));
        Assert.Equal(decider.Id, await host.ScalarAsync<Guid>("select actor_id from audit.event where action = 'tied-look.decided' and $1 = any (subject_ids)", person));
        Assert.Contains(decider.Name, await host.ScalarAsync<string>("""
            select convert_from(p.body, 'UTF8') from audit.event e join audit.payload p on p.event_id = e.id
            where e.action = 'look.file' and e.outcome = 'Ok' and $1 = any (e.subject_ids)
            """, person), StringComparison.Ordinal);

        host.Clock.Advance(TimeSpan.FromMinutes(60));
        Assert.IsType<LookAtFamily>(await host.RefusalAsync(new OpenFileQuery(person), host.At(who, "complaint-intake")));
    }

    [Fact]
    public async Task Refused_StaysShut()
    {
        var who = host.At(await host.SomebodyAsync(Roles.StdStaff), "complaint-intake");
        var decider = await host.SomebodyAsync(Roles.ExecutiveDirector);
        var person = Guid.NewGuid();
        await host.TieAsync(who, "Self", person);
        var asked = await host.Send(new AskTiedLookCommand(person, Why), who);

        Assert.Null(await host.RefusalAsync(new DecideTiedLookCommand(asked.Value, false, "A colleague does it."), decider));

        Assert.IsType<LookAtOneself>(await host.RefusalAsync(new OpenFileQuery(person), who));
        Assert.IsType<TiedLookDecided>(await host.RefusalAsync(new DecideTiedLookCommand(asked.Value, true, "After all."), decider));
    }

    [Fact]
    public async Task OneselfOrAnotherTiedPerson_DoesNotDecide()
    {
        var director = host.At(await host.SomebodyAsync(Roles.ExecutiveDirector), "certification");
        var tied = await host.SomebodyAsync(Roles.ComplianceOfficer);
        var person = Guid.NewGuid();
        await host.TieAsync(director, "Family", person);
        await host.TieAsync(tied, "Self", person);
        var asked = await host.Send(new AskTiedLookCommand(person, Why), director);

        Assert.IsType<OwnTiedLook>(await host.RefusalAsync(new DecideTiedLookCommand(asked.Value, true, "I may."), director));
        Assert.IsType<DeciderIsTied>(await host.RefusalAsync(new DecideTiedLookCommand(asked.Value, true, "I may."), tied));
        // What the handler refuses the table refuses too.
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => host.ExecuteAsync(
            "update access_review.tied_look set approved = true, decided_at = now(), decided_by = account_id where id = $1", asked.Value));
    }

    [Fact]
    public async Task AskedWithoutReasonTieOrTwice_IsRefused()
    {
        var who = host.At(await host.SomebodyAsync(Roles.StdStaff), "complaint-intake");
        var person = Guid.NewGuid();
        await host.TieAsync(who, "Family", person);

        Assert.Equal(new ReasonTooShort(20), await host.RefusalAsync(new AskTiedLookCommand(person, "urgent"), who));
        Assert.IsType<NoTieToAskAbout>(await host.RefusalAsync(new AskTiedLookCommand(Guid.NewGuid(), Why), who));
        Assert.IsType<PurposeNeeded>(await host.RefusalAsync(new AskTiedLookCommand(person, Why), People.WithoutPurpose(who)));
        Assert.Null(await host.RefusalAsync(new AskTiedLookCommand(person, Why), who));
        Assert.IsType<AlreadyAsked>(await host.RefusalAsync(new AskTiedLookCommand(person, Why), who));
    }

    [Fact]
    public async Task Glass_DoesNotReachAcrossATie()
    {
        var who = await host.SomebodyAsync(Roles.StdStaff);
        var person = Guid.NewGuid();
        await host.TieAsync(who, "Family", person);
        var (_, number) = await host.MatterAsync(MatterKinds.Investigation, who);
        who = host.At(who, "investigation", number) with { SteppedUpAt = host.Clock.GetUtcNow() };

        Assert.IsType<LookAtFamily>(await host.RefusalAsync(new BreakGlassCommand(person, Why), who));
    }

    [Fact]
    public async Task OwnFamily_IsMadeAPartyByAColleagueOnly()
    {
        var who = host.At(await host.SomebodyAsync(Roles.StdStaff), "complaint-intake");
        var officer = await host.OfficerAsync();
        await host.TieAsync(who, "Family", officer.Id);
        var (id, _) = await host.MatterAsync(MatterKinds.Investigation, who);
        var add = new Features.AddParty.AddPartyCommand(id, officer.Number, null, "A witness");

        Assert.IsType<PartyOfOnesOwn>(await host.RefusalAsync(add, who));
        Assert.Null(await host.RefusalAsync(add, await host.SomebodyAsync(Roles.StdStaff)));
    }
}
