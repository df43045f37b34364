using Post.Commission.Features.ListDeadlineRules;
using Post.Commission.Features.ReviseDeadlineRule;
using Post.Commission.Features.ShowDeadlineRule;
using Post.Kernel.Access;
using Post.Kernel.Deadlines;
using Post.Kernel.Deadlines.CountDeadline;
using Post.Kernel.Requests;
using static Post.Commission.Tests.DeadlineDesk;

namespace Post.Commission.Tests;

/// <summary>The stored rules count as the requirements say, and change only as they may.</summary>
public sealed class DeadlineRulesTests(DeadlineDesk desk) : IClassFixture<DeadlineDesk>
{
    [Theory]
    [InlineData("officer-notice", "2024-02-20", "2024-03-01")]
    [InlineData("further-review", "2026-03-02", "2026-04-01")]
    [InlineData("further-review", "2024-02-01", "2024-03-04")]
    [InlineData("further-review", "2025-06-04", "2025-07-07")]
    [InlineData("further-review", "2025-12-02", "2026-01-02")]
    [InlineData("three-year", "2023-09-01", "2026-09-01")]
    [InlineData("three-year", "2024-02-29", "2027-02-28")]
    [InlineData("petition-review", "2025-05-01", "2025-05-22")]
    [InlineData("petition-review", "2026-06-13", "2026-07-06")]
    [InlineData("petition-review", "2025-12-04", "2025-12-26")]
    [InlineData("records-response", "2025-11-26", "2025-12-11")]
    [InlineData("records-production", "2025-11-26", "2025-12-18")]
    [InlineData("records-response", "2025-12-20", "2026-01-07")]
    [InlineData("records-response", "2026-06-12", "2026-06-29")]
    [InlineData("complaint-transmittal", "2026-03-13", "2026-03-17")]
    [InlineData("complaint-transmittal", "2025-07-03", "2025-07-08")]
    [InlineData("complaint-transmittal", "2026-07-03", "2026-07-07")]
    [InlineData("civil-five", "2025-07-02", "2025-07-10")]
    [InlineData("advisory-notice", "2026-03-12", "2026-03-10")]
    public async Task Rule_CountsAsTheVectorsSay(string rule, string from, string due) =>
        Assert.Equal(Day(due), (await desk.CountAsync(rule, from)).Due);

    [Fact]
    public async Task NumberOfTheRegulation_ComesFromItsParameterAndTheRollFromItsGuideline()
    {
        var rule = await desk.RuleAsync("further-review");

        Assert.Equal((30, RollRule.NextBusinessDay, "G-ROLL version 1", "555 CMR 8.00, Register 1503"),
            (rule.Count, rule.Roll, rule.RollAuthority, rule.Edition));
        Assert.Equal(0L, await desk.ScalarAsync<long>("select count(*) from commission.deadline_rule where kind = 'Regulation' and count is not null"));
    }

    [Fact]
    public async Task RuleBeforeItsFirstDay_IsRefused() => Assert.IsType<NoRuleInForce>(
        (await desk.SendAsync(new CountDeadlineQuery("officer-notice", From("2023-02-20")))).Refusal);

    [Fact]
    public async Task RuleWithoutADay_IsRefusedInWords() => Assert.IsType<NotValid>(
        (await desk.SendAsync(new CountDeadlineQuery("officer-notice", new TriggerAnswers(null, null, default, false)))).Refusal);

    [Fact]
    [Trait("Clause", "8.02(3)")]
    public async Task NoRule_IsTakenFrom801Cmr3()
    {
        var rules = (await desk.SendAsync(new ListDeadlineRulesQuery(null))).Value.Rules;

        Assert.True(rules.Count > 15);
        Assert.All(rules, r =>
            Assert.DoesNotContain("801 CMR 3.", r.Clause + r.Source + r.RollAuthority, StringComparison.Ordinal));
        // 8.00 has deadlines of its own text alone; what is counted by 801 CMR 1.01 is no matter under 8.00.
        Assert.All(rules.Where(r => r.Clause.StartsWith("8.", StringComparison.Ordinal)),
            r => Assert.DoesNotContain("801 CMR", r.Source, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryRule_NamesItsClauseAndSource()
    {
        var rules = (await desk.SendAsync(new ListDeadlineRulesQuery(null))).Value.Rules;

        Assert.All(rules, r => Assert.True(r is { Clause.Length: > 0, Source.Length: > 0, Calendar: "massachusetts" }));
        Assert.All(rules.Where(r => r.Kind is DeadlineKind.Regulation), r => Assert.NotNull(r.Edition));
    }

    [Fact]
    public async Task Revision_CountsForTriggersFromItsDayOn()
    {
        var revised = await desk.SendAsync(new ReviseDeadlineRuleCommand(
            "agency-file", 20, RollRule.None, Day("2026-09-01"), "555 CMR 1.05 as amended", "Amendment"));

        Assert.Null(revised.Refusal);
        Assert.Equal(Day("2026-08-31").AddDays(15), (await desk.CountAsync("agency-file", "2026-08-31")).Due);
        Assert.Equal(Day("2026-09-21"), (await desk.CountAsync("agency-file", "2026-09-01")).Due);
        var shown = (await desk.SendAsync(new ShowDeadlineRuleQuery("agency-file"))).Value;
        Assert.Equal([2, 1], shown.Versions.Select(v => v.Version));
        Assert.Equal(15, shown.Now!.Count);
        Assert.Equal(1L, await desk.CountEventsAsync("deadline-rule.revised"));
    }

    [Fact]
    public async Task SecondRevisionOfTheSameDay_SupersedesTheFirst()
    {
        await ReviseAsync("inquiry-end", 70);
        await ReviseAsync("inquiry-end", 80);

        Assert.Equal(80, (await desk.RuleAsync("inquiry-end")).Count);
        Assert.Equal(3L, await desk.ScalarAsync<long>("select count(*) from commission.deadline_rule where code = 'inquiry-end'"));
        Assert.Equal(1L, await desk.ScalarAsync<long>(
            "select count(*) from commission.deadline_rule where code = 'inquiry-end' and version = 2 and superseded_at is not null"));
    }

    [Fact]
    public async Task NumberInTheTextOfTheRegulation_IsNotRevisedHere()
    {
        Assert.IsType<FixedByTheText>((await ReviseAsync("officer-notice", 20)).Refusal);
        Assert.Equal(10, (await desk.RuleAsync("officer-notice")).Count);
    }

    [Fact]
    public async Task UnknownRule_IsNotFound()
    {
        Assert.IsType<NotFound>((await ReviseAsync("no-such-rule", 1)).Refusal);
        Assert.IsType<NotFound>((await desk.SendAsync(new ShowDeadlineRuleQuery("no-such-rule"))).Refusal);
    }

    [Fact]
    public async Task RevisionWithoutReasonOrDay_IsRefusedInWords()
    {
        var refused = await desk.SendAsync(new ReviseDeadlineRuleCommand("agency-file", 20, RollRule.None, null, "", ""));

        Assert.Equal(3, Assert.IsType<NotValid>(refused.Refusal).Problems.Count);
    }

    [Theory]
    [InlineData("update commission.deadline_rule set count = 1")]
    [InlineData("update commission.holiday set name = 'x'")]
    [InlineData("update commission.calendar_change set reason = 'x'")]
    [InlineData("update commission.calendar_part_switch set counts = true")]
    [InlineData("update kernel.deadline set due = now()::date")]
    [InlineData("delete from kernel.deadline")]
    [InlineData("delete from commission.deadline_rule")]
    public async Task Application_CannotEditWhatACountRestsOn(string sql)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(desk.Database.App);
        await using var command = source.CreateCommand(sql);

        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal(Npgsql.PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData(Roles.ExecutiveDirector, true)]
    [InlineData(Roles.SysAdmin, false)]
    [InlineData(Roles.RecordsAccessOfficer, false)]
    [InlineData(Roles.CertStaff, false)]
    [InlineData(Roles.AgencyHead, false)]
    public async Task Revision_IsForTheExecutiveDirector(string role, bool allowed)
    {
        var refused = await desk.SendAsync(new ReviseDeadlineRuleCommand("officer-notice", 1, RollRule.None, Day("2026-01-01"), "s", "r"), role);

        Assert.Equal(allowed ? typeof(FixedByTheText) : typeof(NotAllowed), refused.Refusal!.GetType());
    }

    private Task<Result<Done>> ReviseAsync(string rule, int count) => desk.SendAsync(
        new ReviseDeadlineRuleCommand(rule, count, RollRule.NextBusinessDay, Day("2026-01-01"), "Order", "Reason"));
}
