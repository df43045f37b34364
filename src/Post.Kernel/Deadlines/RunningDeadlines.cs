using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Events;
using Post.Kernel.Requests;

namespace Post.Kernel.Deadlines;

/// <summary>
/// Deadlines of matters, for the commands of any module, inside their transaction. Each change counts anew and supersedes the
/// count before it; the event of the request says which date became which.
/// </summary>
public sealed class RunningDeadlines(
    DeadlineStore store, DeadlineCounting counting, ChangeContext change, CurrentCaller caller, AuditDraft draft,
    InboxReceipt receipt, TimeProvider clock)
{
    public Task<RunningDeadline?> LockAsync(Guid chain, CancellationToken ct) => store.LockAsync(chain, ct);

    public async Task<Result<RunningDeadline>> StartAsync(
        DeadlineSubject subject, string ruleCode, DeadlineTrigger trigger, string because, CancellationToken ct, DeadlinePeriod? period = null)
    {
        var facts = DeadlineFacts.From(trigger) with { Period = period };
        if (await counting.CountAsync(ruleCode, facts, ct) is not { } found) return new NoRuleInForce(ruleCode, trigger.Date);
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var deadline = new RunningDeadline
        {
            Id = id,
            ChainId = id,
            Subject = subject,
            RuleCode = ruleCode,
            RuleVersionId = found.Rule.VersionId,
            Facts = facts,
            Outcome = found.Counted.Outcome,
            Due = found.Counted.Due,
            LookedFrom = found.Counted.Earliest,
            LookedTo = found.Counted.Latest,
            Explanation = found.Counted.Explanation,
            State = DeadlineState.Running,
            Because = because,
            CountedAt = clock.GetUtcNow(),
            CountedBy = caller.Value.Name,
            CauseEvent = receipt.EventId,
        };
        await store.AddAsync(deadline, draft.Id, ct);
        change.Changed($"due {subject.Reference}", null, Iso(deadline.Due));
        return deadline;
    }

    /// <summary>More time by somebody who may give it, where the text knows of an extension.</summary>
    public async Task<Result<RunningDeadline>> ExtendAsync(
        RunningDeadline deadline, DeadlineExtension extension, CancellationToken ct)
    {
        if (await counting.CountAsync(deadline.RuleCode, deadline.Facts, ct) is not { } now) return new NoRuleInForce(deadline.RuleCode, deadline.Facts.Trigger.Date);
        if (now.Rule.ExtendableBy is null) return new NoExtensionKnown(now.Rule.Clause);
        return await WithFactsAsync(deadline, deadline.Facts with { Extensions = [.. deadline.Facts.Extensions, extension] },
            $"Extended: {extension.Reason}", ct);
    }

    /// <summary>What started the clock was another day than was thought: the same clock, counted from that.</summary>
    public Task<Result<RunningDeadline>> RetriggerAsync(RunningDeadline deadline, DeadlineTrigger trigger, string because, CancellationToken ct) =>
        WithFactsAsync(deadline, deadline.Facts with { Trigger = trigger }, because, ct);

    /// <summary>The clock stands still from a day on, until somebody lets it run.</summary>
    public async Task<Result<RunningDeadline>> SuspendAsync(
        RunningDeadline deadline, ClockSuspension suspension, CancellationToken ct) =>
        deadline.Facts.Suspensions.FirstOrDefault(s => s.To is null || s.Covers(suspension.From)) is { } other
            ? new ClockStandsStill(other.From)
            : await WithFactsAsync(deadline, deadline.Facts with { Suspensions = [.. deadline.Facts.Suspensions, suspension] },
                $"Clock stands still: {suspension.Reason}", ct);

    /// <param name="deadline">Held by this transaction.</param>
    /// <param name="lastDay">The last day on which it stood still.</param>
    /// <param name="because">Why it runs again.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<Result<RunningDeadline>> ResumeAsync(
        RunningDeadline deadline, DateOnly lastDay, string because, CancellationToken ct)
    {
        var open = deadline.Facts.Suspensions.FirstOrDefault(s => s.To is null);
        if (open is null || lastDay < open.From) return new ClockRuns();
        var suspensions = deadline.Facts.Suspensions.Select(s => s == open ? s with { To = lastDay } : s);
        return await WithFactsAsync(deadline, deadline.Facts with { Suspensions = [.. suspensions] }, $"Clock runs again: {because}", ct);
    }

    /// <summary>Somebody acted on that day, in time or not; or the duty went away.</summary>
    public Task<Result<RunningDeadline>> CloseAsync(
        RunningDeadline deadline, DeadlineState state, DateOnly on, string because, CancellationToken ct) =>
        SupersedeAsync(deadline, deadline with { State = state, ClosedOn = on }, because, ct);

    /// <summary>Counts by the rows of now; nothing is written when date, rule and explanation stay as they were.</summary>
    public async Task<Result<RunningDeadline>> RecountAsync(
        RunningDeadline deadline, string because, CancellationToken ct)
    {
        if (await CountedAsync(deadline, deadline.Facts, ct) is not { } counted) return new NoRuleInForce(deadline.RuleCode, deadline.Facts.Trigger.Date);
        var same = counted.RuleVersionId == deadline.RuleVersionId && counted.Due == deadline.Due && counted.Outcome == deadline.Outcome
            && counted.Explanation.SameAs(deadline.Explanation);
        return same ? deadline : await SupersedeAsync(deadline, counted, because, ct);
    }

    private async Task<Result<RunningDeadline>> WithFactsAsync(
        RunningDeadline deadline, DeadlineFacts facts, string because, CancellationToken ct)
    {
        if (deadline.State is not DeadlineState.Running) return new DeadlineIsClosed();
        return await CountedAsync(deadline, facts, ct) is { } counted
            ? await SupersedeAsync(deadline, counted, because, ct)
            : new NoRuleInForce(deadline.RuleCode, facts.Trigger.Date);
    }

    private async Task<RunningDeadline?> CountedAsync(
        RunningDeadline deadline, DeadlineFacts facts, CancellationToken ct) =>
        await counting.CountAsync(deadline.RuleCode, facts, ct) is not { } found
            ? null
            : deadline with
            {
                Facts = facts,
                RuleVersionId = found.Rule.VersionId,
                Outcome = found.Counted.Outcome,
                Due = found.Counted.Due,
                LookedFrom = found.Counted.Earliest,
                LookedTo = found.Counted.Latest,
                Explanation = found.Counted.Explanation,
            };

    private async Task<Result<RunningDeadline>> SupersedeAsync(
        RunningDeadline old, RunningDeadline changed, string because, CancellationToken ct)
    {
        var next = changed with
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Supersedes = old.Id,
            Because = because,
            CountedAt = clock.GetUtcNow(),
            CountedBy = caller.Value.Name,
            CauseEvent = receipt.EventId,
        };
        await store.SupersedeAsync(old.Id, clock.GetUtcNow(), ct);
        await store.AddAsync(next, draft.Id, ct);
        if (old.Due != next.Due) change.Changed($"due {old.Subject.Reference}", Iso(old.Due), Iso(next.Due));
        if (old.State != next.State) change.Changed($"state {old.Subject.Reference}", old.State.ToString(), next.State.ToString());
        return next;
    }

    private static string? Iso(DateOnly? day) =>
        day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
