using Post.Kernel.Access;
using Post.Kernel.Deadlines;
using Post.Kernel.Deadlines.CloseDeadline;
using Post.Kernel.Deadlines.CountDeadline;
using Post.Kernel.Deadlines.ExtendDeadline;
using Post.Kernel.Deadlines.ListDeadlines;
using Post.Kernel.Deadlines.ResumeDeadline;
using Post.Kernel.Deadlines.ShowDeadline;
using Post.Kernel.Deadlines.StartDeadline;
using Post.Kernel.Deadlines.SuspendDeadline;
using Post.Kernel.Requests;
using static Post.Commission.Tests.DeadlineDesk;

namespace Post.Commission.Tests;

/// <summary>Deadlines of matters: started, extended, stopped, closed, listed; each change leaves the count before it.</summary>
public sealed class RunningDeadlinesTests(DeadlineDesk desk) : IClassFixture<DeadlineDesk>
{
    [Fact]
    public async Task Started_KeepsDateRuleAndExplanation()
    {
        var id = await desk.StartAsync("records-response", "2026-06-12", "R-2026-1");

        var shown = await desk.ShowAsync(id);
        Assert.Equal((Day("2026-06-29"), DeadlineState.Running, "Started", "R-2026-1"),
            (shown.Present.Due, shown.Present.State, shown.Present.Because, shown.Present.Subject.Reference));
        Assert.Equal(10, shown.Present.Explanation.CountedDays);
        Assert.Contains(shown.Present.Explanation.Lines, l => l.Words.Contains("Juneteenth", StringComparison.Ordinal));
        Assert.Equal(1L, await desk.ScalarAsync<long>(
            "select count(*) from kernel.deadline d join audit.event e on e.id = d.audit_event where d.id = $1 and e.action = 'deadline.started'", id));
    }

    [Fact]
    public async Task Extended_SaysWhoOnWhatAuthorityAndWhyAndKeepsTheOldDate()
    {
        var id = await desk.StartAsync("inquiry-end", "2026-03-02");

        Assert.Null((await ExtendAsync(id, 30)).Refusal);

        var shown = await desk.ShowAsync(id);
        Assert.Equal(2, shown.Counts.Count);
        Assert.Equal((Day("2026-05-01"), Day("2026-06-01")), (shown.Counts[1].Due, shown.Present.Due));
        Assert.Equal(shown.Counts[1].Id, shown.Present.Supersedes);
        Assert.NotNull(shown.Counts[1].SupersededAt);
        Assert.Contains(shown.Present.Explanation.Lines, l =>
            l is { Kind: ExplanationKind.Extended, Citation: "555 CMR 1.07" });
        Assert.Equal("Extended: Witness abroad", shown.Present.Because);
    }

    [Fact]
    public async Task ExtensionThatTheTextDoesNotKnow_IsRefused()
    {
        var id = await desk.StartAsync("further-review", "2026-03-02");

        Assert.IsType<NoExtensionKnown>((await ExtendAsync(id, 5)).Refusal);
        Assert.Single((await desk.ShowAsync(id)).Counts);
    }

    [Fact]
    public async Task StoppedClock_HasNoDateUntilItRunsAgain()
    {
        var id = await desk.StartAsync("inquiry-end", "2026-03-02");

        Assert.Null((await SuspendAsync(id, "2026-03-10")).Refusal);
        Assert.Equal((CountOutcome.StandsStill, null), ((await desk.ShowAsync(id)).Present.Outcome, await desk.DueAsync(id)));
        Assert.Contains((await ListAsync(undated: true)).Rows, r => r.ChainId == id);
        Assert.IsType<ClockStandsStill>((await SuspendAsync(id, "2026-03-20")).Refusal);

        Assert.Null((await desk.SendAsync(new ResumeDeadlineCommand(id, Day("2026-03-19"), "Court ruled"))).Refusal);

        Assert.Equal(Day("2026-05-11"), await desk.DueAsync(id));
        Assert.Equal(3, (await desk.ShowAsync(id)).Counts.Count);
        Assert.IsType<ClockRuns>((await desk.SendAsync(new ResumeDeadlineCommand(id, Day("2026-03-25"), "Again"))).Refusal);
    }

    [Theory]
    [InlineData("2026-06-08", false)]
    [InlineData("2026-06-09", true)]
    public async Task Met_IsLateOnlyAfterTheLastDay(string on, bool late)
    {
        var id = await desk.StartAsync("complaint-transmittal", "2026-06-04");

        Assert.Null((await desk.SendAsync(new CloseDeadlineCommand(id, true, Day(on), "Letter on file"))).Refusal);

        var shown = await desk.ShowAsync(id);
        Assert.Equal((DeadlineState.Met, late), (shown.Present.State, shown.Present.IsLate(shown.Today)));
        Assert.IsType<DeadlineIsClosed>((await SuspendAsync(id, "2026-06-05")).Refusal);
        Assert.IsType<DeadlineIsClosed>((await desk.SendAsync(new CloseDeadlineCommand(id, true, Day(on), "Again"))).Refusal);
    }

    [Fact]
    public async Task ClosedInTheFuture_IsRefused()
    {
        var id = await desk.StartAsync("complaint-transmittal", "2026-06-04");

        Assert.IsType<NotValid>((await desk.SendAsync(new CloseDeadlineCommand(id, true, Day("2026-06-11"), "Not yet"))).Refusal);
    }

    [Fact]
    [Trait("Rule", "K4")]
    public async Task SentWithoutReceipt_WaitsWithoutADate()
    {
        var answers = new TriggerAnswers(Day("2026-05-01"), null, DeliveryMeans.Electronic, OnlySent: true);
        var id = (await desk.SendAsync(new StartDeadlineCommand("P-9", "further-review", "Notice sent", answers))).Value;

        var shown = await desk.ShowAsync(id);
        Assert.Equal((CountOutcome.NotStarted, null), (shown.Present.Outcome, shown.Present.Due));
        Assert.False(shown.Present.IsLate(Day("2036-01-01")));
    }

    [Fact]
    public async Task List_GoesByDateInPagesWithoutLossOrRepetition()
    {
        for (var i = 0; i < 12; i++) await desk.StartAsync("agency-file", $"2027-01-{10 + (i % 4)}", $"L-{i}");

        var seen = new List<RunningDeadline>();
        RunningDeadline? last = null;
        do
        {
            var page = (await desk.SendAsync(new ListDeadlinesQuery(false, last?.Due, last?.Id, 5))).Value;
            seen.AddRange(page.Rows);
            last = page.Next;
        }
        while (last is not null);

        Assert.Equal(seen.Select(d => d.Id).Distinct().Count(), seen.Count);
        Assert.Equal(seen.OrderBy(d => d.Due).ThenBy(d => d.Id).Select(d => d.Id), seen.Select(d => d.Id));
        Assert.Equal(12, seen.Count(d => d.Subject.Reference.StartsWith("L-", StringComparison.Ordinal)));
        Assert.All(seen, d => Assert.Equal(DeadlineState.Running, d.State));
    }

    [Fact]
    public async Task UnknownDeadline_IsNotFound()
    {
        Assert.IsType<NotFound>((await desk.SendAsync(new ShowDeadlineQuery(Guid.NewGuid()))).Refusal);
        Assert.IsType<NotFound>((await ExtendAsync(Guid.NewGuid(), 1)).Refusal);
        Assert.IsType<NotFound>((await SuspendAsync(Guid.NewGuid(), "2026-03-10")).Refusal);
    }

    [Theory]
    [InlineData(Roles.CertStaff, true)]
    [InlineData(Roles.Counsel, true)]
    [InlineData(Roles.AuditLead, true)]
    [InlineData(Roles.SysAdmin, false)]
    [InlineData(Roles.Commissioner, false)]
    [InlineData(Roles.ExternalAuditor, false)]
    [InlineData(Roles.AgencyHead, false)]
    [InlineData(Roles.Public, false)]
    public async Task Deadlines_AreKeptByThoseWhoMay(string role, bool allowed)
    {
        MediatR.IRequest<Result<Done>>[] changes =
        [
            new ExtendDeadlineCommand(Guid.NewGuid(), 1, DeadlineUnit.CalendarDay, "b", "a", "r"),
            new SuspendDeadlineCommand(Guid.NewGuid(), Day("2026-03-10"), "a", "r"),
            new ResumeDeadlineCommand(Guid.NewGuid(), Day("2026-03-10"), "r"),
            new CloseDeadlineCommand(Guid.NewGuid(), true, Day("2026-03-10"), "r"),
        ];

        foreach (var change in changes) Assert.Equal(!allowed, (await desk.SendAsync(change, role)).Refusal is NotAllowed);
        Assert.Equal(!allowed, (await desk.SendAsync(new StartDeadlineCommand("x", "no-such-rule", "w", From("2026-03-10")), role)).Refusal is NotAllowed);
    }

    [Theory]
    [InlineData(Roles.SysAdmin, true)]
    [InlineData(Roles.Commissioner, true)]
    [InlineData(Roles.ExternalAuditor, true)]
    [InlineData(Roles.AgencyHead, false)]
    [InlineData(Roles.OfficerUser, false)]
    [InlineData(Roles.Public, false)]
    public async Task Deadlines_AreReadByTheStaff(string role, bool allowed)
    {
        Assert.Equal(!allowed, (await desk.SendAsync(new ListDeadlinesQuery(false, null, null), role)).Refusal is NotAllowed);
        Assert.Equal(!allowed, (await desk.SendAsync(new CountDeadlineQuery(null, new TriggerAnswers(null, null, default, false)), role)).Refusal is NotAllowed);
        Assert.Equal(!allowed, (await desk.SendAsync(new ShowDeadlineQuery(Guid.NewGuid()), role)).Refusal is NotAllowed);
    }

    private async Task<ListDeadlinesResult> ListAsync(bool undated) =>
        (await desk.SendAsync(new ListDeadlinesQuery(undated, null, null, 100))).Value;

    private Task<Result<Done>> ExtendAsync(Guid id, int days) => desk.SendAsync(
        new ExtendDeadlineCommand(id, days, DeadlineUnit.CalendarDay, "Chair", "555 CMR 1.07", "Witness abroad"));

    private Task<Result<Done>> SuspendAsync(Guid id, string from) =>
        desk.SendAsync(new SuspendDeadlineCommand(id, Day(from), "555 CMR 1.10", "Criminal case pending"));
}
