using Post.App.Access;
using Post.Certification.Applications;
using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Features.CloseReviewWindows;
using Post.Certification.Features.RecordReviewStep;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Testing;

namespace Post.Certification.Tests;

public sealed class RecordReviewStepTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private static readonly DateTimeOffset s_start = ModuleHost.Start;

    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    [Fact]
    public async Task Decision_IsToldToOfficerAgencyAndRepresentativeOnce()
    {
        var person = await host.OfficerAsync("6601-0001");
        var agency = await host.AgencyAsync("Millbrook Police Department");
        var received = await host.AsStaffAsync(new Features.ReceiveApplication.ReceiveApplicationCommand(
            person, "Recertification", agency, host.Clock.Today(), null)
        { Representative = "Millbrook Patrol Union" });

        var decision = (await host.DecideAsync(received.Value, DecisionKind.Nonrenew)).Value;

        Assert.Equal(
            ["LawEnforcementAgency", "Officer", "OtherPerson"],
            await host.RowsAsync(
                "select addressee_kind from kernel.notice where kind = 'certification-decision' and occasion = $1 order by 1", r => r.GetString(0),
                $"certification-decision:{decision}"));
        var body = await host.ScalarAsync<string>(
            "select body from kernel.notice where occasion = $1 and addressee_kind = 'Officer'", $"certification-decision:{decision}");
        Assert.Contains("within 21 calendar days of its service", body, StringComparison.Ordinal);
        Assert.Contains("As shown on the checklist", body, StringComparison.Ordinal);
    }

    // G: a 21-day avenue, served on May 1, nothing filed: under review through May 22, the status itself from May 23 on.
    [Fact]
    [Trait("Clause", "8.06(3)(a)2")]
    public async Task Served_IsUnderReviewThroughTheLastDayAndNotAfter()
    {
        var (person, decision) = await NotRenewedAsync("6602-0001", new DateOnly(2025, 5, 1));
        Assert.Equal(new CertificationReview(false, null), (await host.FactsOfAsync("6602-0001")).Review);

        Assert.Null((await StepAsync(decision, ReviewStepKind.Served, new DateOnly(2025, 5, 1))).Refusal);

        Assert.Equal(new CertificationReview(false, new DateOnly(2025, 5, 22)), (await host.FactsOfAsync("6602-0001")).Review);
        At(new DateOnly(2025, 5, 22), 23);
        Assert.NotNull((await host.FactsOfAsync("6602-0001")).Review);
        At(new DateOnly(2025, 5, 23), 0);
        var facts = await host.FactsOfAsync("6602-0001");
        Assert.Equal((null, "NotCertified"), (facts.Review, facts.Status!.Code));

        var before = await OutboxAsync(person);
        await CloseAsync();
        await CloseAsync();
        Assert.Equal(before + 1, await OutboxAsync(person));
        Assert.Equal("Ended", await host.ScalarAsync<string>(
            "select state from kernel.deadline where subject_kind = 'CertificationReview' and subject_id = $1 and superseded_at is null", decision));
        host.Clock.Set(s_start);
    }

    [Theory]
    [InlineData("6603-0001", 2025, 5, 22, true)]
    [InlineData("6603-0002", 2025, 5, 23, false)]
    public async Task Petition_IsInTimeByTheDayItWasSent(string number, int year, int month, int day, bool inTime)
    {
        var (_, decision) = await NotRenewedAsync(number, new DateOnly(2025, 5, 1));
        await StepAsync(decision, ReviewStepKind.Served, new DateOnly(2025, 5, 1));
        At(new DateOnly(2025, 5, 27), 12);

        var filed = await StepAsync(decision, ReviewStepKind.Filed, new DateOnly(year, month, day));

        Assert.Equal(inTime ? null : new PetitionLate(new DateOnly(2025, 5, 22)), filed.Refusal);
        Assert.Equal(inTime ? new CertificationReview(true, null) : null, (await host.FactsOfAsync(number)).Review);
        host.Clock.Set(s_start);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)2")]
    public async Task DeniedAndUpheld_IsUnderReviewUntilTheHearingEnds()
    {
        var (_, decision) = await NotRenewedAsync("6604-0001", new DateOnly(2025, 5, 1));
        var day = new DateOnly(2025, 5, 1);
        foreach (var (step, filed) in new (ReviewStepKind, bool?)[]
        {
            (ReviewStepKind.Served, false), (ReviewStepKind.Filed, true), (ReviewStepKind.Denied, false), (ReviewStepKind.HearingRequested, true), (ReviewStepKind.Upheld, null),
        })
        {
            Assert.Null((await StepAsync(decision, step, day)).Refusal);
            Assert.Equal(filed, (await host.FactsOfAsync("6604-0001")).Review?.Filed);
        }

        Assert.IsType<StepDoesNotFollow>((await StepAsync(decision, ReviewStepKind.Vacated, day)).Refusal);
        host.Clock.Set(s_start);
    }

    [Fact]
    public async Task Vacated_IsDecidedAnewFromTheFirstDayAndTheOfficerWasCertifiedInBetween()
    {
        var (person, decision) = await NotRenewedAsync("6605-0001", new DateOnly(2025, 5, 1));
        var day = new DateOnly(2025, 5, 1);
        await StepAsync(decision, ReviewStepKind.Served, day);
        await StepAsync(decision, ReviewStepKind.Filed, day);
        Assert.Null((await StepAsync(decision, ReviewStepKind.Granted, day)).Refusal);

        var anew = await host.ScalarAsync<Guid>("select id from certification.application where person_id = $1 and closed_at is null", person);
        Assert.True((await host.FactsOfAsync("6605-0001")).Review!.Filed);
        await host.ShowAllAsync(anew);
        Assert.Null((await host.DecideAsync(anew, DecisionKind.Grant, day)).Refusal);

        var facts = await host.FactsOfAsync("6605-0001");
        Assert.Equal((null, "Certified", day), (facts.Review, facts.Status!.Code, facts.Status.AsOf));
        Assert.DoesNotContain(await host.TimelineAsync(person), s => s.Code == "NotCertified");
        host.Clock.Set(s_start);
    }

    [Fact]
    public async Task StepOutOfOrder_BeforeTheLast_OrOnAFullGrant_IsRefused()
    {
        var (_, decision) = await NotRenewedAsync("6606-0001", new DateOnly(2025, 5, 1));
        var day = new DateOnly(2025, 5, 1);
        Assert.IsType<StepDoesNotFollow>((await StepAsync(decision, ReviewStepKind.Denied, day)).Refusal);
        Assert.Equal(new StepBeforeTheLast(day), (await StepAsync(decision, ReviewStepKind.Served, day.AddDays(-1))).Refusal);
        Assert.Null((await StepAsync(decision, ReviewStepKind.Served, day)).Refusal);
        Assert.IsType<StepDoesNotFollow>((await StepAsync(decision, ReviewStepKind.Served, day)).Refusal);
        Assert.IsType<NotFound>((await StepAsync(Guid.NewGuid(), ReviewStepKind.Served, day)).Refusal);
        host.Clock.Set(s_start);

        var application = await host.ReceivedAsync(await host.OfficerAsync("6606-0002"), ApplicationKind.Recertification);
        await host.ShowAllAsync(application);
        var granted = (await host.DecideAsync(application, DecisionKind.Grant)).Value;
        Assert.IsType<StepDoesNotFollow>((await StepAsync(granted, ReviewStepKind.Served, host.Clock.Today())).Refusal);
        Assert.Null((await host.FactsOfAsync("6606-0002")).Review);
    }

    [Theory]
    [InlineData("Nothing", 0, "How")]
    [InlineData("Served", 1, "How")]
    [InlineData("Served", 0, " ")]
    public async Task UnknownStep_DayToCome_OrNoWord_IsInvalid(string step, int days, string note) => Assert.Equal(
        RefusalKind.Invalid,
        (await host.AsStaffAsync(new RecordReviewStepCommand(Guid.NewGuid(), step, host.Clock.Today().AddDays(days), note))).Refusal!.Kind);

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task OnlyWhoDecides_RecordsAStep_AndNobodyRunsTheJob(string role)
    {
        var caller = People.With(role, host.Clock);

        var recorded = await host.Send(new RecordReviewStepCommand(Guid.NewGuid(), "Served", host.Clock.Today(), "How"), caller);
        var run = await host.Send(new CloseReviewWindowsCommand(host.Clock.GetUtcNow()), caller);

        Assert.Equal(RolePermissions.Table.Allows([role], CertificationPermissions.Decide), recorded.Refusal is not NotAllowed);
        Assert.IsType<NotAllowed>(run.Refusal);
    }

    private void At(DateOnly day, int hour) => host.Clock.Set(CivilClock.At(day, new TimeOnly(hour, 30)));

    private async Task CloseAsync() => Assert.Null((await host.Send(new CloseReviewWindowsCommand(host.Clock.GetUtcNow()))).Refusal);

    private Task<long> OutboxAsync(Guid person) => host.ScalarAsync<long>(
        "select count(*) from kernel.outbox where type like '%OfficersChanged%' and body::text like $1", $"%{person}%");

    private Task<Result<Done>> StepAsync(Guid decision, ReviewStepKind step, DateOnly on) =>
        host.AsStaffAsync(new RecordReviewStepCommand(decision, step.ToString(), on, "By electronic mail of that day"));

    /// <summary>Brought in now, decided on an earlier day of the clock, which stays there.</summary>
    private async Task<(Guid Person, Guid Decision)> NotRenewedAsync(string number, DateOnly on)
    {
        host.Clock.Set(s_start);
        var person = await host.OfficerAsync(number, expires: "7/1/2025");
        await host.ExecuteAsync("update certification.status_report set as_of = '2025-01-31' where person_id = $1", person);
        At(on, 12);
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification);
        var decided = await host.DecideAsync(application, DecisionKind.Nonrenew);
        Assert.Null(decided.Refusal);
        return (person, decided.Value);
    }
}
