using Post.App.Access;
using Post.Certification.Applications;
using Post.Certification.Domain;
using Post.Certification.Features.DecideApplication;
using Post.Certification.Features.ListOfficers;
using Post.Certification.Features.ShowDecisions;
using Post.Certification.Features.ShowOfficer;
using Post.Certification.Tests.Imports;
using Post.Commission.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Testing;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

public sealed class DecideApplicationTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private DateOnly Today => host.Clock.Today();

    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    [Fact]
    [Trait("Clause", "8.05(1)(a)")]
    public async Task InitialGranted_IsTheFirstCertificateAndTheStatusWithTheDecisionAsItsSource()
    {
        var person = await host.OfficerAsync("6301-0001", "Not Certified", certified: false);
        var application = await host.ReceivedAsync(person, ApplicationKind.Initial, Today.AddDays(-20));
        await host.ShowAllAsync(application);

        var decided = await host.DecideAsync(application, DecisionKind.Grant, Today.AddDays(-2));

        Assert.Null(decided.Refusal);
        Assert.Equal([("NotCertified", June, Today.AddDays(-2), false), ("Certified", Today.AddDays(-2), null, true)], await host.TimelineAsync(person));
        Assert.Equal([("Initial", "Active", Today.AddDays(-2), (DateOnly?)Today.AddDays(-2).AddYears(3))], await host.CertificatesAsync(person));
        var facts = await host.FactsOfAsync("6301-0001");
        Assert.Equal((Today.AddDays(-2), "Certified", decided.Value), (facts.FirstCertifiedOn, facts.Status!.Code, facts.Source.SourceId));
        var status = (await host.AsStaffAsync(new ShowOfficerQuery(person))).Value.Status!;
        Assert.Matches("^Granted, decision CD-\\d{6}$", status.Source);
        Assert.Equal("Decided", (await host.ApplicationAsync(application)).ClosedAs);
    }

    [Fact]
    public async Task Decision_TellsWhoPublishesAndClosesTheClock()
    {
        var person = await host.OfficerAsync("6302-0001");
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification);

        var decided = (await host.DecideAsync(application, DecisionKind.Nonrenew)).Value;

        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from kernel.outbox where type like '%CertificationDecided%' and body::text like $1", $"%{decided}%"));
        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'certification.decided' and outcome = 'Ok' and subject_ids = array[$1]", person));
        Assert.Equal("Met", (await host.ApplicationAsync(application)).Clock!.State.ToString());
        var shown = (await host.AsStaffAsync(new ShowDecisionsQuery(person))).Value;
        Assert.Equal(("Not renewed", "As shown on the checklist"), (Assert.Single(shown.Decisions).Words, shown.Decisions[0].Reasons));
        Assert.Empty(shown.Open);
    }

    [Fact]
    [Trait("Clause", "8.05(1)(b)")]
    public async Task Recertified_IsARowOfItsOwnAndTheOneBeforeStays()
    {
        var person = await host.OfficerAsync("6303-0001");
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification, Today.AddDays(-40));
        await host.ShowAllAsync(application);

        Assert.Null((await host.DecideAsync(application, DecisionKind.Grant, Today.AddDays(-10))).Refusal);

        Assert.Equal(
            [("Initial", "Renewed", new DateOnly(2023, 7, 1), new DateOnly(2026, 7, 1)), ("Recertification", "Active", Today.AddDays(-10), Today.AddDays(-10).AddYears(3))],
            await host.CertificatesAsync(person));
        var decision = Assert.Single((await host.ApplicationAsync(application)).Decisions);
        Assert.Equal((Today, Today.AddDays(-10)), (decision.DecidedOn, decision.EffectiveOn));
    }

    [Fact]
    public async Task OpenRequirement_RefusesAFullGrantAndLeavesTheRecordAlone()
    {
        var person = await host.OfficerAsync("6304-0001");
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification);
        await host.ShowAllAsync(application, "in-service");
        var before = await host.TimelineAsync(person);

        var refused = await host.DecideAsync(application, DecisionKind.Grant);

        Assert.Equal(["In-service training of each year"], Assert.IsType<OpenRequirements>(refused.Refusal).Titles);
        Assert.Equal(before, await host.TimelineAsync(person));
        await host.FindAsync(application, "in-service", Finding.Waived, "On approved leave");
        Assert.Null((await host.DecideAsync(application, DecisionKind.Grant)).Refusal);
    }

    [Fact]
    [Trait("Clause", "8.03(2) Certification")]
    public async Task Conditional_IsStillACertificationAndItsConditionsHaveClocks()
    {
        var person = await host.OfficerAsync("6305-0001");
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification);
        await host.ShowAllAsync(application, "in-service");

        Assert.IsType<ConditionsDoNotFit>((await host.DecideAsync(application, DecisionKind.GrantConditionally)).Refusal);
        Assert.IsType<ConditionDayPassed>((await host.DecideAsync(
            application, DecisionKind.GrantConditionally, null, null, new ConditionWish("Complete the training", Today))).Refusal);
        var decided = await host.DecideAsync(
            application, DecisionKind.GrantConditionally, null, null, new ConditionWish("Complete the in-service training", Today.AddDays(90)));

        Assert.Null(decided.Refusal);
        Assert.Equal("ConditionallyCertified", (await host.FactsOfAsync("6305-0001")).Status!.Code);
        Assert.Null((await host.FactsOfAsync("6305-0001")).CeasedOn);
        var condition = Assert.Single(Assert.Single((await host.ApplicationAsync(application)).Decisions).Conditions);
        Assert.Equal((Today.AddDays(90), "Open"), (condition.DueOn, condition.State));
        Assert.Equal(Today.AddDays(90), await host.ScalarAsync<DateOnly>(
            "select due from kernel.deadline where subject_kind = 'CertificationCondition' and subject_id = $1 and superseded_at is null", condition.Id));
    }

    [Fact]
    public async Task ConditionalOverABarredRequirement_IsRefused()
    {
        var application = await host.ReceivedAsync(await host.OfficerAsync("6306-0001"), ApplicationKind.Recertification);
        await host.ShowAllAsync(application, "background");
        await host.FindAsync(application, "background", Finding.NotMet, "Failed");

        var refused = await host.DecideAsync(
            application, DecisionKind.GrantConditionally, null, null, new ConditionWish("Pass the check", Today.AddDays(30)));

        Assert.Equal(["State and national background check"], Assert.IsType<ConditionBarred>(refused.Refusal).Titles);
    }

    [Theory]
    [InlineData("6307-0001", "Suspended")]
    [InlineData("6307-0002", "Decertified")]
    public async Task Suspension_OrRevocation_IsNotGrantedOver(string number, string status)
    {
        var person = await host.OfficerAsync(number, status);
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification);
        await host.ShowAllAsync(application);

        Assert.IsType<StatusBars>((await host.DecideAsync(application, DecisionKind.Grant)).Refusal);
        Assert.Equal([status], (await host.TimelineAsync(person)).Select(s => s.Code));
    }

    [Fact]
    [Trait("Clause", "8.03(2) Decertification")]
    public async Task NotRenewed_IsNoDecertification()
    {
        var person = await host.OfficerAsync("6308-0001");
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification);

        Assert.Null((await host.DecideAsync(application, DecisionKind.Nonrenew)).Refusal);

        var facts = await host.FactsOfAsync("6308-0001");
        Assert.False(facts.Decertified);
        Assert.Equal(("NotCertified", (DateOnly?)Today), (facts.Status!.Code, facts.CeasedOn));
    }

    [Fact]
    public async Task TimelyApplication_ContinuesTheCertificationAndStaysOpen()
    {
        var person = await host.OfficerAsync("6309-0001", expires: "6/1/2026");
        var timely = await host.ReceivedAsync(person, ApplicationKind.Recertification, new DateOnly(2026, 6, 1));
        var late = await host.ReceivedAsync(await host.OfficerAsync("6309-0002", expires: "6/1/2026"), ApplicationKind.Recertification, new DateOnly(2026, 6, 2));

        Assert.Null((await host.DecideAsync(timely, DecisionKind.ContinueWhilePending)).Refusal);

        Assert.Equal(("Initial", "Continued"), Assert.Single((await host.CertificatesAsync(person)).Select(c => (c.Type, c.Status))));
        Assert.Equal([("Certified", false)], (await host.TimelineAsync(person)).Select(s => (s.Code, s.Decided)));
        Assert.True((await host.ApplicationAsync(timely)).Open);
        Assert.IsType<ReceivedTooLate>((await host.DecideAsync(late, DecisionKind.ContinueWhilePending)).Refusal);
    }

    [Fact]
    public async Task Restriction_NeedsAVoteThatNamesIt()
    {
        var person = await host.OfficerAsync("6310-0001");
        var motion = await host.ReceivedAsync(person, ApplicationKind.OwnMotion);

        Assert.IsType<VoteRequired>((await host.DecideAsync(motion, DecisionKind.Restrict)).Refusal);
        await host.VotedAsync(motion, Today.AddDays(-1));
        Assert.IsType<VotePrecedesGround>((await host.DecideAsync(motion, DecisionKind.Restrict)).Refusal);
        await host.VotedAsync(motion, Today);
        var decided = await host.DecideAsync(motion, DecisionKind.Restrict);

        Assert.Null(decided.Refusal);
        Assert.Equal("Restricted", (await host.FactsOfAsync("6310-0001")).Status!.Code);
        Assert.True(Assert.Single((await host.ApplicationAsync(motion)).Decisions).ByVote);
        var waiting = await host.AskAsync<IEnumerable<IVoteMatters>, IReadOnlyList<VoteMatter>>(async all =>
            [.. (await Task.WhenAll(all.OfType<ApplicationMatters>().Select(m => m.WaitingAsync(default)))).SelectMany(m => m)]);
        Assert.DoesNotContain(waiting, m => m.Subject == CertificationApplication.VoteSubjectOf(motion));
    }

    [Fact]
    public async Task Extension_MovesTheLastDayAndNothingElse()
    {
        var person = await host.OfficerAsync("6311-0001");
        var motion = await host.ReceivedAsync(person, ApplicationKind.OwnMotion);

        Assert.IsType<TermDoesNotFit>((await host.DecideAsync(motion, DecisionKind.Extend, null, new DateOnly(2026, 7, 1))).Refusal);
        Assert.Null((await host.DecideAsync(motion, DecisionKind.Extend, null, new DateOnly(2026, 9, 30))).Refusal);

        Assert.Equal([("Initial", "Active", new DateOnly(2023, 7, 1), (DateOnly?)new DateOnly(2026, 9, 30))], await host.CertificatesAsync(person));
        Assert.Equal([("Certified", false)], (await host.TimelineAsync(person)).Select(s => (s.Code, s.Decided)));
    }

    [Fact]
    [Trait("Clause", "MMA-02")]
    public async Task SchoolResourceOfficer_AddsToTheWordAndEndsNoCertificate()
    {
        var person = await host.OfficerAsync("6312-0001");
        var application = await host.ReceivedAsync(person, ApplicationKind.Sro);
        await host.ShowAllAsync(application, "sro-training");
        Assert.IsType<OpenRequirements>((await host.DecideAsync(application, DecisionKind.Grant)).Refusal);
        Assert.Null((await host.FindAsync(application, "sro-training", Finding.Met)).Refusal);

        Assert.Null((await host.DecideAsync(application, DecisionKind.Grant)).Refusal);

        Assert.Contains((await host.AsStaffAsync(new ListOfficersQuery("6312-0001", null, "CertifiedSro", null))).Value.Rows, r => r.PersonId == person);
        // The last day beside the word stays that of the officer's own certification.
        Assert.Equal(new DateOnly(2026, 7, 1), (await host.AsStaffAsync(new ShowOfficerQuery(person))).Value.Status!.ExpiresOn);
        Assert.Equal(["Certified", "CertifiedSro"], (await host.TimelineAsync(person)).Select(s => s.Code));
        Assert.Equal([("Initial", "Active"), ("Sro", "Active")], (await host.CertificatesAsync(person)).Select(c => (c.Type, c.Status)));
    }

    [Theory]
    [Trait("Clause", "12.03(2) SRO Certification")]
    [InlineData("6318-0001", "9/1/2027", false, "CertifiedSro")]
    [InlineData("6318-0002", "9/1/2025", false, "Certified")]
    [InlineData("6318-0003", "9/1/2025", true, "CertifiedSro")]
    public async Task SchoolResourceOfficer_WhoseTermRanOut_IsNoneInTheWord_UnlessARenewalAskedForInTimeIsPending(
        string number, string expires, bool pending, string word)
    {
        var person = await host.OfficerAsync(number);
        await host.BringInAsync("certifications", Certifications(Certificate(number, $"S-{number}", "SRO", "9/1/2022", expires)), July);
        if (pending) await host.ReceivedAsync(person, ApplicationKind.Sro, new DateOnly(2025, 9, 1));
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification);
        await host.ShowAllAsync(application);

        Assert.Null((await host.DecideAsync(application, DecisionKind.Grant)).Refusal);

        Assert.Equal(word, (await host.FactsOfAsync(number)).Status!.Code);
    }

    [Theory]
    [Trait("Clause", "MMA-02")]
    [InlineData("6316-0001", "Suspended", "Active")]
    [InlineData("6316-0002", "Certified", "Suspended")]
    public async Task SchoolResourceOfficer_OfASuspendedCertification_IsNotGranted(string number, string status, string certificate)
    {
        var person = await host.OfficerAsync(number, status);
        await host.BringInAsync("certifications", Certifications(
            Certificate(number, $"L-{number}", granted: "7/1/2023", expires: "7/1/2026", status: certificate)), July);
        var application = await host.ReceivedAsync(person, ApplicationKind.Sro);
        await host.ShowAllAsync(application);

        var refused = await host.DecideAsync(application, DecisionKind.Grant);

        Assert.Equal("officer-certification-not-active", refused.Refusal!.Code);
        Assert.IsType<OfficerCertificationNotActive>((await host.DecideAsync(
            application, DecisionKind.GrantConditionally, null, null, new ConditionWish("Complete the training", Today.AddDays(30)))).Refusal);
        Assert.Equal(["Initial"], (await host.CertificatesAsync(person)).Select(c => c.Type));
    }

    [Fact]
    [Trait("Clause", "12.03(2) Officer Certification")]
    public async Task OfficerWithOneOfEach_HasOneCertificationAsAnOfficer()
    {
        var person = await host.OfficerAsync("6317-0001");
        var application = await host.ReceivedAsync(person, ApplicationKind.Sro);
        await host.ShowAllAsync(application);
        Assert.Null((await host.DecideAsync(application, DecisionKind.Grant)).Refusal);

        var record = await host.AskAsync<RecordReader, PersonRecord>(r => r.OfAsync(person, default));

        Assert.Equal(2, record.Certificates.Count);
        Assert.Equal("Initial", Assert.Single(record.AsOfficer).TypeCode);
        var facts = await host.FactsOfAsync("6317-0001");
        Assert.Equal((new DateOnly(2023, 7, 1), new DateOnly(2023, 7, 1)), (facts.FirstCertifiedOn, facts.LastCertifiedOn));
    }

    [Fact]
    public async Task DecidedBehindALaterDecision_OrAhead_OrTwice_IsRefused()
    {
        var person = await host.OfficerAsync("6313-0001");
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification);
        await host.ShowAllAsync(application);

        Assert.IsType<EffectiveDayLiesAhead>((await host.DecideAsync(application, DecisionKind.Grant, Today.AddDays(1))).Refusal);
        Assert.IsType<NotAfterLastGrant>((await host.DecideAsync(application, DecisionKind.Grant, new DateOnly(2023, 7, 1))).Refusal);
        Assert.IsType<TermDoesNotFit>((await host.DecideAsync(application, DecisionKind.Grant, Today, Today.AddYears(3).AddDays(-1))).Refusal);
        Assert.IsType<DecisionNotOpen>((await host.DecideAsync(application, DecisionKind.Expire)).Refusal);
        Assert.Null((await host.DecideAsync(application, DecisionKind.Grant)).Refusal);
        Assert.IsType<ApplicationClosed>((await host.DecideAsync(application, DecisionKind.Grant)).Refusal);

        var motion = await host.ReceivedAsync(person, ApplicationKind.OwnMotion);
        Assert.Equal(new LaterDecisionStands(Today), (await host.DecideAsync(motion, DecisionKind.Expire, Today.AddDays(-1))).Refusal);
    }

    [Fact]
    public async Task ListOfTheSameDay_LeavesTheDecisionAndALaterOneFollowsIt()
    {
        var person = await host.OfficerAsync("6314-0001");
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification);
        Assert.Null((await host.DecideAsync(application, DecisionKind.Nonrenew)).Refusal);

        await host.BringInAsync("officers", Officers(Officer("6314-0001", status: "Certified")), Today);
        Assert.Equal([("Certified", false), ("NotCertified", true)], (await host.TimelineAsync(person)).Select(s => (s.Code, s.Decided)));

        var decided = Today;
        host.Clock.Advance(TimeSpan.FromDays(5));
        await host.BringInAsync("officers", Officers(Officer("6314-0001", status: "Expired")), decided.AddDays(5));
        host.Clock.Advance(TimeSpan.FromDays(-5));
        Assert.Equal(
            [("Certified", (DateOnly?)decided, false), ("NotCertified", decided.AddDays(5), true), ("Expired", null, false)],
            (await host.TimelineAsync(person)).Select(s => (s.Code, s.Until, s.Decided)));
    }

    [Fact]
    public async Task RetroactiveDecision_IsNewOnTheAxisOfKnowledgeAlone()
    {
        var person = await host.OfficerAsync("6315-0001");
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification, Today.AddDays(-60));
        var yesterday = Today.AddDays(-1);
        host.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Null((await host.DecideAsync(application, DecisionKind.Nonrenew, Today.AddDays(-30))).Refusal);

        var now = (await host.AsStaffAsync(new ShowOfficerQuery(person, Today.AddDays(-20)))).Value;
        Assert.Equal("NotCertified", now.Status!.Code);
        await host.ExecuteAsync("update certification.person_name set recorded_at = '2026-01-01' where person_id = $1", person);
        await host.ExecuteAsync("update certification.status_report set recorded_at = '2026-01-01' where person_id = $1 and decision_id is null and superseded_at is not null", person);
        var asKnown = (await host.AsStaffAsync(new ShowOfficerQuery(person, yesterday, yesterday))).Value;
        Assert.Equal("Certified", asKnown.Status!.Code);
        host.Clock.Advance(TimeSpan.FromDays(-1));
    }

    [Theory]
    [InlineData("Bogus", "Reasons")]
    [InlineData("Grant", " ")]
    public async Task UnknownDecisionOrNoReasons_IsInvalid(string decision, string reasons) => Assert.Equal(
        RefusalKind.Invalid,
        (await host.AsStaffAsync(new DecideApplicationCommand(Guid.NewGuid(), decision, Today, reasons))).Refusal!.Kind);

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task OnlyWhoDecides_MayDecide(string role)
    {
        var sent = await host.Send(new DecideApplicationCommand(Guid.NewGuid(), "Grant", Today, "Reasons"), People.With(role, host.Clock));

        var may = RolePermissions.Table.Allows([role], CertificationPermissions.Decide);
        Assert.Equal(may, sent.Refusal is not NotAllowed);
        Assert.Equal(role is Roles.CertStaff or Roles.ExecutiveDirector, may);
    }
}
