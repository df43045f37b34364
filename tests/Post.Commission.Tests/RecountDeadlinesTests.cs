using Post.Commission.Features.ChangeHoliday;
using Post.Commission.Features.CloseDay;
using Post.Commission.Features.ListHolidays;
using Post.Commission.Features.ReviseDeadlineRule;
using Post.Commission.Features.WithdrawCalendarChange;
using Post.Kernel.Access;
using Post.Kernel.Deadlines;
using Post.Kernel.Deadlines.CloseDeadline;
using Post.Kernel.Requests;
using static Post.Commission.Tests.DeadlineDesk;

namespace Post.Commission.Tests;

/// <summary>A rule or a holiday changes after the fact: every date that it moves is counted anew, and the old one stays on record.</summary>
public sealed class RecountDeadlinesTests(DeadlineDesk desk) : IClassFixture<DeadlineDesk>
{
    [Fact]
    public async Task HolidayMovedAfterTheFact_MovesTheDateWithARecord()
    {
        var id = await desk.StartAsync("complaint-transmittal", "2025-07-02", "C-1");
        Assert.Equal(Day("2025-07-07"), await desk.DueAsync(id));

        await MoveAsync("Independence Day", "2025-07-04", "2025-07-07");
        await desk.SettleAsync();

        var shown = await desk.ShowAsync(id);
        Assert.Equal(2, shown.Counts.Count);
        Assert.Equal((Day("2025-07-07"), Day("2025-07-04")), (shown.Counts[1].Due, shown.Present.Due));
        Assert.Equal("Independence Day moved from Fri, Jul 4, 2025 to Mon, Jul 7, 2025", shown.Present.Because);
        Assert.Equal("outbox", shown.Present.CountedBy);
        Assert.Equal("Post.Commission.Contracts.CalendarChanged",
            await desk.ScalarAsync<string>("select type from kernel.outbox where id = $1", shown.Present.CauseEvent!.Value));
        var recorded = await ChangesAsync(shown.Present.Id);
        Assert.Contains("due C-1", recorded, StringComparison.Ordinal);
        Assert.Contains("2025-07-07", recorded, StringComparison.Ordinal);
        Assert.Contains("2025-07-04", recorded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClosureThenItsWithdrawal_GoesForthAndBack()
    {
        var id = await desk.StartAsync("agency-file", "2027-02-01", "C-2");
        Assert.Equal(Day("2027-02-16"), await desk.DueAsync(id));

        await CloseAsync("2027-02-16");
        await desk.SettleAsync();
        Assert.Equal(Day("2027-02-17"), await desk.DueAsync(id));

        var change = await desk.ScalarAsync<Guid>("select id from commission.calendar_change where day = '2027-02-16'");
        Assert.Null((await desk.SendAsync(new WithdrawCalendarChangeCommand(change, "Offices were open"))).Refusal);
        await desk.SettleAsync();

        Assert.Equal([Day("2027-02-16"), Day("2027-02-17"), Day("2027-02-16")], (await desk.ShowAsync(id)).Counts.Select(c => c.Due));
    }

    [Fact]
    public async Task ClosureOnTheLastDayOfAnActThatWasLate_MakesItInTime()
    {
        var id = await desk.StartAsync("agency-file", "2026-04-13", "C-3");
        Assert.Null((await desk.SendAsync(new CloseDeadlineCommand(id, true, Day("2026-04-29"), "Received"))).Refusal);
        Assert.True((await desk.ShowAsync(id)).Present.IsLate(Day("2026-06-10")));

        await CloseAsync("2026-04-28");
        await desk.SettleAsync();

        var present = (await desk.ShowAsync(id)).Present;
        Assert.Equal((DeadlineState.Met, Day("2026-04-29"), Day("2026-04-29")), (present.State, present.Due, present.ClosedOn));
        Assert.False(present.IsLate(Day("2026-06-10")));
    }

    [Fact]
    public async Task ChangeOutsideTheCountedDays_LeavesTheRowAlone()
    {
        var before = await desk.StartAsync("complaint-transmittal", "2028-05-01", "C-4");
        var ended = await desk.StartAsync("complaint-transmittal", "2028-05-08", "C-5");
        Assert.Null((await desk.SendAsync(new CloseDeadlineCommand(ended, false, Day("2026-06-10"), "Withdrawn"))).Refusal);

        await CloseAsync("2028-05-09");
        await desk.SettleAsync();

        Assert.Single((await desk.ShowAsync(before)).Counts);
        Assert.Equal(2, (await desk.ShowAsync(ended)).Counts.Count);
    }

    [Fact]
    public async Task SecondDelivery_ChangesNothing()
    {
        var id = await desk.StartAsync("complaint-transmittal", "2029-03-05", "C-6");
        await CloseAsync("2029-03-06");
        await desk.SettleAsync();

        await desk.Send(new RecountDeadlinesCommand(null, Day("2029-03-06"), Day("2029-03-06"), "Delivered again"));

        Assert.Equal(2, (await desk.ShowAsync(id)).Counts.Count);
        Assert.Equal(Day("2029-03-08"), await desk.DueAsync(id));
    }

    [Fact]
    public async Task RevisedRule_MovesItsOwnDeadlinesFromItsDayOn()
    {
        var early = await desk.StartAsync("personnel-record-notice", "2026-05-31", "C-7");
        var later = await desk.StartAsync("personnel-record-notice", "2026-06-01", "C-8");
        var other = await desk.StartAsync("records-appeal", "2026-06-01", "C-9");

        Assert.Null((await desk.SendAsync(new ReviseDeadlineRuleCommand(
            "personnel-record-notice", 14, RollRule.None, Day("2026-06-01"), "Act", "Amended"))).Refusal);
        await desk.SettleAsync();

        Assert.Equal((Day("2026-06-10"), Day("2026-06-15")), (await desk.DueAsync(early), await desk.DueAsync(later)));
        Assert.Single((await desk.ShowAsync(other)).Counts);
        Assert.Equal("Rule revised from Mon, Jun 1, 2026: Employee is told of an adverse entry, version 2", (await desk.ShowAsync(later)).Present.Because);
    }

    [Fact]
    [Trait("Clause", "8.06(6)")]
    public async Task GuidelineOnTheRollReplaced_MovesTheDatesThatRestOnIt()
    {
        var id = await desk.StartAsync("further-review", "2027-03-04", "C-11");
        var other = await desk.StartAsync("agency-file", "2027-03-04", "C-12");
        Assert.Equal(Day("2027-04-05"), await desk.DueAsync(id));

        await desk.ExecuteAsync(
            """
            insert into commission.guideline_version
              (id, guideline_code, version, edition_id, authority, status, effective_from, parameters, health_and_safety_memo, recorded_at)
            select gen_random_uuid(), guideline_code, 99, edition_id, authority, status, '2027-01-01',
              '{"roll": "None", "appliesTo": ["8.08(7)"], "noReceiptEvidence": "ClockNotStarted"}', 'Trial', now()
            from commission.guideline_version where guideline_code = 'G-ROLL' and version = 1
            """);
        await desk.ExecuteAsync(
            """
            insert into kernel.outbox (id, type, body, happened_at)
            values (gen_random_uuid(), 'Post.Commission.Contracts.GuidelinesChanged', '{"codes": ["G-ROLL"], "from": "2027-01-01"}', now())
            """);
        await desk.SettleAsync();

        var shown = await desk.ShowAsync(id);
        Assert.Equal((Day("2027-04-05"), Day("2027-04-03")), (shown.Counts[1].Due, shown.Present.Due));
        Assert.Equal("Guideline G-ROLL counts otherwise from 2027-01-01", shown.Present.Because);
        Assert.Single((await desk.ShowAsync(other)).Counts);
    }

    [Fact]
    public async Task ExtensionAndStandingStill_SurviveARecount()
    {
        var id = await desk.StartAsync("agency-file", "2027-05-03", "C-10");
        await desk.SendAsync(new Kernel.Deadlines.ExtendDeadline.ExtendDeadlineCommand(
            id, 5, DeadlineUnit.BusinessDay, "Director", "555 CMR 1.05", "Volume"));
        Assert.Equal(Day("2027-05-25"), await desk.DueAsync(id));

        await CloseAsync("2027-05-24");
        await desk.SettleAsync();

        Assert.Equal(Day("2027-05-26"), await desk.DueAsync(id));
    }

    [Theory]
    [InlineData(Roles.System, true)]
    [InlineData(Roles.ExecutiveDirector, false)]
    [InlineData(Roles.SysAdmin, false)]
    public async Task Recount_IsForTheSystem(string role, bool allowed)
    {
        var done = await desk.SendAsync(new RecountDeadlinesCommand("no-such-rule", null, null, "Trial"), role);

        Assert.Equal(!allowed, done.Refusal is NotAllowed);
    }

    private Task<string> ChangesAsync(Guid deadline) => desk.ScalarAsync<string>(
        """
        select convert_from(p.body, 'UTF8') from audit.payload p
        join kernel.deadline d on d.audit_event = p.event_id where d.id = $1
        """, deadline);

    private async Task CloseAsync(string day) =>
        Assert.Null((await desk.SendAsync(new CloseDayCommand(Day(day), "Snow emergency", "Blizzard", "Order"))).Refusal);

    private async Task MoveAsync(string name, string day, string to)
    {
        var holiday = (await desk.SendAsync(new ListHolidaysQuery(Day(day).Year))).Value.Rows.Single(r => r.Name == name).HolidayId!.Value;
        Assert.Null((await desk.SendAsync(new ChangeHolidayCommand(holiday, Day(day), Day(to), "Order", "Governor"))).Refusal);
    }
}
