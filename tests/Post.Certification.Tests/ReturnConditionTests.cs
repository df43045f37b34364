using Post.Certification.Applications;
using Post.Certification.Domain;
using Post.Certification.Features.ListConditions;
using Post.Certification.Features.MarkMissedConditions;
using Post.Certification.Features.SettleCondition;
using Post.Certification.Features.ShowOwnOfficer;
using Post.Certification.Features.TakeInReport;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Tests;

/// <summary>Conditions that count from the return to duty: no day while the officer is away, and one that follows from the report of the return.</summary>
public sealed class ReturnConditionTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const int Days = 60;

    // G: return from leave W reported T dependent condition due dates computed.
    [Fact]
    [Trait("Clause", "12.05(1)(i)(c)")]
    public async Task Return_GivesTheConditionItsDay_WithHowItIsCounted_WhereverConditionsAreRead()
    {
        var (agency, officer, application) = await OnLeaveAsync("Alder Return Police Department", "4961-0001");
        Assert.Equal((null, (int?)Days), await DueAsync(application) switch { var c => (c.DueOn, c.DaysFromReturn) });
        Assert.Equal((null, (int?)Days), Assert.Single((await OwnAsync(agency, officer.Person)).Conditions) switch { var c => (c.DueOn, c.DaysFromReturn) });
        Assert.DoesNotContain((await OwnAsync(agency, officer.Person)).Due, d => d.Words.StartsWith("Condition", StringComparison.Ordinal));
        Assert.Contains($"within {Days} days of the return to duty", (await OwnAsync(agency, officer.Person)).Conditions[0].Said, StringComparison.Ordinal);
        Assert.Contains(await ListedAsync(ConditionCut.Open), r => r.PersonId == officer.Person && r.DueOn is null);
        Assert.DoesNotContain(await ListedAsync(ConditionCut.Due), r => r.PersonId == officer.Person);
        Assert.Null((await host.Send(new MarkMissedConditionsCommand(CivilClock.At(Day(400), new TimeOnly(0, 35))))).Refusal);
        Assert.Equal("Open", (await DueAsync(application)).State);

        await TakenInAsync(agency, Status(agency, "4961-0001", "Restricted", -5));

        Assert.Equal((DateOnly?)Day(Days - 5), (await DueAsync(application)).DueOn);
        Assert.Equal(Day(Days - 5), Assert.Single((await OwnAsync(agency, officer.Person)).Due, d => d.Words.StartsWith("Condition", StringComparison.Ordinal)).On);
        var own = Assert.Single(Assert.Single((await officer.RecordAsync()).File.Decisions).Conditions);
        Assert.Equal(Day(Days - 5), own.DueOn);
        Assert.Contains($"{Days} calendar days", own.Counted!.Rule, StringComparison.Ordinal);
        Assert.Contains(own.Counted.Lines, l => l.Words.Contains("sets the period: 60 calendar days", StringComparison.Ordinal));
        Assert.Contains(await ListedAsync(ConditionCut.Open), r => r.PersonId == officer.Person && r.DueOn == Day(Days - 5));

        Assert.Null((await host.Send(new MarkMissedConditionsCommand(CivilClock.At(Day(Days - 5), new TimeOnly(0, 35))))).Refusal);
        Assert.Equal("Open", (await DueAsync(application)).State);
        Assert.Null((await host.Send(new MarkMissedConditionsCommand(CivilClock.At(Day(Days - 4), new TimeOnly(0, 35))))).Refusal);
        Assert.Equal("Missed", (await DueAsync(application)).State);
    }

    [Fact]
    [Trait("Clause", "12.05(1)(i)(c)")]
    public async Task CorrectedReturn_CountsAnew_OnTheSameClock_AndASecondLeaveChangesNothing()
    {
        var (agency, _, application) = await OnLeaveAsync("Briar Return Police Department", "4962-0001");
        var wrong = await TakenInAsync(agency, Status(agency, "4962-0001", "FullDuty", -5));
        Assert.NotNull((await TakeInAsync(wrong)).Refusal);

        var right = await agency.CorrectionAsync(wrong, ReportKind.WorkStatusChange, Status(agency, "4962-0001", "FullDuty", -3));
        Assert.Null((await agency.SubmitAsync(right)).Refusal);
        Assert.Null((await TakeInAsync(right)).Refusal);

        var condition = await DueAsync(application);
        Assert.Equal((DateOnly?)Day(Days - 3), condition.DueOn);
        Assert.Equal([(Day(Days - 5), true), (Day(Days - 3), false)], await CountsAsync(condition.Id));
        Assert.Equal(1, await host.ScalarAsync<long>("select count(distinct chain_id) from kernel.deadline where subject_id = $1", condition.Id));

        await TakenInAsync(agency, Leave(agency, "4962-0001", -2));
        await TakenInAsync(agency, Status(agency, "4962-0001", "FullDuty", -1));
        Assert.Equal((DateOnly?)Day(Days - 3), (await DueAsync(application)).DueOn);
        Assert.Equal(2, (await CountsAsync(condition.Id)).Count);
    }

    [Fact]
    public async Task ReturnTakenBack_LeavesNoDay_UntilItIsReportedAgain()
    {
        var (agency, _, application) = await OnLeaveAsync("Cedar Return Police Department", "4963-0001");
        var wrong = await TakenInAsync(agency, Status(agency, "4963-0001", "FullDuty", -5));
        var suspended = await agency.CorrectionAsync(wrong, ReportKind.WorkStatusChange, Status(agency, "4963-0001", "Suspended", -5));
        Assert.Null((await agency.SubmitAsync(suspended)).Refusal);
        Assert.Null((await TakeInAsync(suspended)).Refusal);

        Assert.Null((await DueAsync(application)).DueOn);
        Assert.Equal("Ended", await host.ScalarAsync<string>(
            "select state from kernel.deadline where subject_id = $1 and superseded_at is null", (await DueAsync(application)).Id));

        await TakenInAsync(agency, Status(agency, "4963-0001", "FullDuty", -1));
        Assert.Equal((DateOnly?)Day(Days - 1), (await DueAsync(application)).DueOn);
    }

    [Fact]
    public async Task ReturnOnRecordAlready_GivesItsDayWithTheDecision()
    {
        var (agency, person) = await ReadyAsync("Dogwood Return Police Department", "4964-0001");
        await TakenInAsync(agency, Leave(agency, "4964-0001", -15));
        await TakenInAsync(agency, Status(agency, "4964-0001", "FullDuty", -4));

        var application = await DecidedAsync(person, new ConditionWish("Complete the training", null, Days));

        Assert.Equal((DateOnly?)Day(Days - 4), (await DueAsync(application)).DueOn);
    }

    [Fact]
    public async Task WithoutLeave_OrWithoutOneTime_ItIsRefused()
    {
        var (agency, person) = await ReadyAsync("Elder Return Police Department", "4965-0001");
        var application = await ApplicationAsync(person);
        async Task<Refusal?> RefusalAsync(ConditionWish wish) => (await host.DecideAsync(application, DecisionKind.GrantConditionally, Day(-10), null, wish)).Refusal;

        Assert.Equal(new NoLeaveToReturnFrom(Day(-10)), await RefusalAsync(new("Complete the training", null, Days)));
        await TakenInAsync(agency, Leave(agency, "4965-0001", -15));
        foreach (var days in new[] { -1, 0, ConditionWish.MostDays + 1 }) Assert.IsType<ConditionNotTimed>(await RefusalAsync(new("Complete the training", null, days)));
        Assert.IsType<ConditionNotTimed>(await RefusalAsync(new("Complete the training", null)));
        Assert.IsType<ConditionNotTimed>(await RefusalAsync(new("Complete the training", Day(30), Days)));
        Assert.Null(await RefusalAsync(new("Complete the training", null, ConditionWish.MostDays)));
    }

    [Fact]
    public async Task ConditionWithoutADay_CanBeSettled_AndStaysAsItIs()
    {
        var (agency, _, application) = await OnLeaveAsync("Fir Return Police Department", "4966-0001");
        Assert.Null((await host.AsStaffAsync(new SettleConditionCommand((await DueAsync(application)).Id, true, host.Today, "Certificate seen"))).Refusal);

        await TakenInAsync(agency, Status(agency, "4966-0001", "FullDuty", -5));

        Assert.Equal(("Met", (DateOnly?)null), await DueAsync(application) switch { var c => (c.State, c.DueOn) });
    }

    [Fact]
    public async Task ConditionsWithoutADay_ComeLast_AndPagesLoseNone()
    {
        foreach (var number in new[] { "4967-0001", "4968-0001", "4969-0001" }) await OnLeaveAsync($"{number} Return Police Department", number);
        var all = await ListedAsync(ConditionCut.Open);
        Assert.Equal(all.OrderBy(r => r.DueOn is null).ThenBy(r => r.DueOn).ThenBy(r => r.Id).Select(r => r.Id), all.Select(r => r.Id));

        var walked = new List<Guid>();
        for (Guid? after = null; ;)
        {
            var page = (await host.AsStaffAsync(new ListConditionsQuery(nameof(ConditionCut.Open), after, 1))).Value;
            walked.AddRange(page.Rows.Select(r => r.Id));
            if (page.Next is not { } next) break;
            after = next;
        }

        Assert.Equal(all.Select(r => r.Id), walked);
    }

    [Fact]
    public void RandomOrderOfReports_GivesTheSameReturn()
    {
        var draws = new Random(20261125);
        string[] codes = ["OnLeave", "FullDuty", "Restricted", "Suspended", "Other"];
        for (var n = 0; n < 400; n++)
        {
            var first = new DateOnly(2026, 3, 1);
            var said = Enumerable.Range(0, draws.Next(1, 8)).Select(i => new DatedValue(Guid.NewGuid(), first.AddDays(i * 5), null, codes[draws.Next(codes.Length)], null)).ToArray();
            var set = first.AddDays(draws.Next(30));
            // By the days themselves: away since the last leave, and back with the first day of duty after both.
            var expected = said.Where((s, i) => s.From > set && s.Value is "FullDuty" or "Restricted" && s.From > set
                && said.Take(i).Reverse().TakeWhile(b => b.Value is not ("FullDuty" or "Restricted")).Any(b => b.Value is "OnLeave")).Select(s => (DateOnly?)s.From).FirstOrDefault();

            draws.Shuffle(said);
            var record = said.Aggregate(WorkRecord.Nothing, (known, s) => known.With(s, null, null));

            Assert.Equal(expected, ReturnToDuty.After(set, record.Statuses));
        }
    }

    private DateOnly Day(int days) => host.Today.AddDays(days);

    private ReportContent Status(ReportingAgency agency, string number, string code, int from) =>
        agency.Matter(number, Day(from)) with { WorkStatusCode = code, Evidence = null };

    private ReportContent Leave(ReportingAgency agency, string number, int from) => Status(agency, number, "OnLeave", from) with { LeaveNatureCode = "Military" };

    private async Task<(ReportingAgency Agency, Guid Person)> ReadyAsync(string name, string number)
    {
        var agency = await ReportingAgency.OpenAsync(host, name, number);
        return (agency, await host.PersonAsync(number));
    }

    /// <summary>Certified conditionally ten days ago, while on leave.</summary>
    private async Task<(ReportingAgency Agency, PortalOfficer Officer, Guid Application)> OnLeaveAsync(string name, string number)
    {
        var (agency, person) = await ReadyAsync(name, number);
        await TakenInAsync(agency, Leave(agency, number, -15));
        return (agency, await PortalOfficer.InvitedAsync(host, number), await DecidedAsync(person, new ConditionWish("Complete the training", null, Days)));
    }

    private async Task<Guid> ApplicationAsync(Guid person)
    {
        var application = await host.ReceivedAsync(person, ApplicationKind.Initial, Day(-20));
        await host.ShowAllAsync(application);
        return application;
    }

    private async Task<Guid> DecidedAsync(Guid person, ConditionWish wish)
    {
        var application = await ApplicationAsync(person);
        Assert.Null((await host.DecideAsync(application, DecisionKind.GrantConditionally, Day(-10), null, wish)).Refusal);
        return application;
    }

    private async Task<ConditionRow> DueAsync(Guid application) => Assert.Single((await host.ApplicationAsync(application)).Decisions.SelectMany(d => d.Conditions));

    private async Task<OwnOfficer> OwnAsync(ReportingAgency agency, Guid person) => (await host.Send(new ShowOwnOfficerQuery(person), agency.Clerk)).Value;

    private async Task<IReadOnlyList<ConditionListRow>> ListedAsync(ConditionCut cut) =>
        (await host.AsStaffAsync(new ListConditionsQuery($"{cut}", null, 100))).Value.Rows;

    private Task<IReadOnlyList<(DateOnly, bool)>> CountsAsync(Guid condition) => host.RowsAsync(
        "select due, superseded_at is not null from kernel.deadline where subject_id = $1 order by counted_at, superseded_at is null, due", r => (r.GetFieldValue<DateOnly>(0), r.GetBoolean(1)), condition);

    private async Task<Guid> TakenInAsync(ReportingAgency agency, ReportContent said)
    {
        var report = await agency.ReceivedAsync(ReportKind.WorkStatusChange, said);
        Assert.Null((await TakeInAsync(report)).Refusal);
        return report;
    }

    private Task<Result<Done>> TakeInAsync(Guid report) => host.AsStaffAsync(new TakeInReportCommand(report, null, SamePerson: false));
}
