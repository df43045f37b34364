using Post.Certification.Domain;
using Post.Certification.Features.PromptAgencies;

namespace Post.Certification.Tests;

/// <summary>An agency that stays silent about what its officers told is reminded, once, after the days that the Commission set, and never without a number.</summary>
[Trait("Clause", "12.07(1)(b)3.c")]
public sealed class PromptAgenciesTests(PortalHost host) : IClassFixture<PortalHost>, IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => host.ExecuteAsync("delete from commission.deadline_rule where code = 'statement-answer' and version = 2");

    [Fact]
    public async Task SilentPastTheDays_IsPromptedOnce_AndWhoeverAnsweredIsNot()
    {
        var silent = await ReportingAgency.OpenAsync(host, "Linden Police Department", "7301-0001", "7301-0002");
        var prompt = await ReportingAgency.OpenAsync(host, "Mallow Police Department", "7301-0003");
        var before = await ToldAsync("7301-0002");
        await InstructAsync(days: 2);
        var waits = await ToldAsync("7301-0001");
        var answered = await ToldAsync("7301-0003");
        Assert.Null((await prompt.AnswerAsync(answered, takesIn: true, "The roster shows the leave")).Refusal);
        var due = (await host.ScalarAsync<DateOnly>("select due from kernel.deadline where rule_code = 'statement-answer' and superseded_at is null and subject_id = $1", waits));

        await RunAsync(due);
        Assert.Equal(0, await PromptsAsync());
        await RunAsync(due.AddDays(1));
        await RunAsync(due.AddDays(1));
        await RunAsync(due.AddDays(2));

        Assert.Equal(1, await PromptsAsync());
        var notice = Assert.Single(await host.RowsAsync("select addressee_id, body from kernel.notice where kind = 'officer-statements-wait'", r => (To: r.GetGuid(0), Body: r.GetString(1))));
        Assert.Equal(silent.Id, notice.To);
        Assert.Contains(await ReferenceAsync(waits), notice.Body, StringComparison.Ordinal);
        // Told before a number was set, nothing of it is late (part 0.3(3)).
        Assert.DoesNotContain(await ReferenceAsync(before), notice.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("leave", notice.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(nameof(Post.Kernel.Deadlines.DeadlineState.Met), await host.ScalarAsync<string>(
            "select state from kernel.deadline where rule_code = 'statement-answer' and superseded_at is null and subject_id = $1", answered));
    }

    private async Task<Guid> ToldAsync(string number) => await (await PortalOfficer.InvitedAsync(host, number)).ToldAsync(StatementKind.WorkStatus);

    private Task<string> ReferenceAsync(Guid statement) =>
        host.ScalarAsync<string>("select 'OS-' || lpad(number::text, 6, '0') from certification.officer_statement where id = $1", statement);

    private async Task RunAsync(DateOnly day) => Assert.Null(
        (await host.Send(new PromptAgenciesCommand(Post.Kernel.Time.CivilClock.StartOf(day)))).Refusal);

    private Task<long> PromptsAsync() => host.ScalarAsync<long>("select count(*) from kernel.notice where kind = 'officer-statements-wait'");

    private Task InstructAsync(int days) => host.ExecuteAsync(
        """
        insert into commission.deadline_rule (id, code, version, title, kind, count, unit, direction, roll, starts, non_business_day_is_next,
          service_adds_days, calendar_code, clause, source, effective_from, reason, recorded_at, recorded_by)
        select gen_random_uuid(), code, 2, title, kind, $1, unit, direction, roll, starts, non_business_day_is_next, service_adds_days, calendar_code,
          clause, 'Instruction of the Commission', effective_from, 'Test', now(), 'Test'
        from commission.deadline_rule where code = 'statement-answer'
        """, days);
}
