using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Applications;

/// <summary>Records what happened to a decision on review, with the clocks that it starts and ends and what it takes back.</summary>
internal sealed class ReviewDesk(
    CertificationDb db, RecordReader records, RunningDeadlines deadlines, AnewApplication anew, ChangeContext change, CurrentCaller caller,
    TimeProvider clock)
{
    /// <param name="decision">The decision.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="on">The day on which it did.</param>
    /// <param name="note">How it is known.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Result<Done>> RecordAsync(CertificationDecision decision, ReviewStepKind kind, DateOnly on, string note, CancellationToken ct)
    {
        var steps = await StepsAsync(decision, ct);
        change.About(decision.PersonId);
        if (WhyNot(decision, steps, kind, on) is { } no) return no;

        var window = await WindowAsync(decision, kind, on, ct);
        if (window.Refusal is { } uncounted) return uncounted;
        if (await EndClockAsync(steps, kind, on, ct) is { } still) return still;
        db.ReviewSteps.Add(Step(decision, kind, on, note, window.Value));
        if (kind is ReviewStepKind.Granted or ReviewStepKind.Vacated && await TakeBackAsync(decision, on, ct) is { } refusal) return refusal;
        change.Because(note);
        change.Changed($"review of {decision.Reference}", DecisionReview.Of(decision.Reviewable, steps, clock.Today()).ToString(), kind.ToString());
        db.Publish(new OfficersChanged([decision.PersonId]));
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    /// <summary>The steps so far; the person is held, so that none comes between.</summary>
    public async Task<List<ReviewStep>> StepsAsync(CertificationDecision decision, CancellationToken ct)
    {
        await records.HoldAsync(decision.PersonId, ct);
        return await db.ReviewSteps.AsNoTracking().Where(s => s.DecisionId == decision.Id).ToListAsync(ct);
    }

    private Refusal? WhyNot(CertificationDecision decision, List<ReviewStep> steps, ReviewStepKind kind, DateOnly on)
    {
        var state = DecisionReview.Of(decision.Reviewable, steps, clock.Today());
        if (!DecisionReview.Next(state).Contains(kind)) return new StepDoesNotFollow(DecisionWords.OfStep(kind), DecisionWords.OfReview(state));
        if (kind is ReviewStepKind.Filed && DecisionReview.WindowEndsOn(steps) is { } end && on > end) return new PetitionLate(end);
        var last = steps.Count == 0 ? decision.DecidedOn : steps.Max(s => s.TakenOn);
        return on < last ? new StepBeforeTheLast(last) : null;
    }

    // Twenty-one days from service, which is never before the decision: the later of the two days that 7.10 and 9.11 name.
    private async Task<Result<Window>> WindowAsync(CertificationDecision decision, ReviewStepKind kind, DateOnly on, CancellationToken ct)
    {
        if (kind is not ReviewStepKind.Served) return new Window(null, null);
        var started = await deadlines.StartAsync(
            new DeadlineSubject("CertificationReview", decision.Id, $"{decision.Reference}, petition"), ReviewWindow.Rule,
            DeadlineTrigger.On("Decision served", on), "Served", ct);
        return started.Refusal is { } refusal ? refusal : new Window(started.Value.ChainId, started.Value.Due);
    }

    private async Task<Refusal?> EndClockAsync(List<ReviewStep> steps, ReviewStepKind kind, DateOnly on, CancellationToken ct)
    {
        if (kind is not ReviewStepKind.Filed || steps.Find(s => s.ClockId is not null) is not { } served) return null;
        if (await deadlines.LockAsync(served.ClockId!.Value, ct) is not { State: DeadlineState.Running } window) return null;
        return (await deadlines.CloseAsync(window, DeadlineState.Met, on, "A petition was filed", ct)).Refusal;
    }

    // What a decision asked for that was taken back is asked for no more; whoever decides anew says what is (555 CMR 7.04).
    private async Task<Refusal?> TakeBackAsync(CertificationDecision decision, DateOnly on, CancellationToken ct)
    {
        var asked = await db.Conditions
            .Where(c => c.DecisionId == decision.Id && (c.State == ConditionState.Open || c.State == ConditionState.Missed)).ToListAsync(ct);
        foreach (var condition in asked)
        {
            change.Changed($"condition {condition.Place} of {decision.Reference}", condition.State.ToString(), nameof(ConditionState.Lifted));
            var why = $"{decision.Reference}, which set it, was taken back on review.";
            condition.Settle(ConditionState.Lifted, on, why, caller.Value.Name, clock.GetUtcNow());
            if (condition.ClockId is not { } chain || await deadlines.LockAsync(chain, ct) is not { State: DeadlineState.Running } due) continue;
            if ((await deadlines.CloseAsync(due, DeadlineState.Ended, on, why, ct)).Refusal is { } refusal) return refusal;
        }

        return await anew.OpenAsync(decision, on, ct);
    }

    private ReviewStep Step(CertificationDecision decision, ReviewStepKind kind, DateOnly on, string note, Window window) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        DecisionId = decision.Id,
        PersonId = decision.PersonId,
        Kind = kind,
        TakenOn = on,
        Note = note,
        ClockId = window.Clock,
        WindowEndsOn = window.EndsOn,
        RecordedAt = clock.GetUtcNow(),
        RecordedBy = caller.Value.Id,
        RecordedByName = caller.Value.Name,
    };

    private sealed record Window(Guid? Clock, DateOnly? EndsOn);
}
