using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.RecordReviewStep;

/// <summary>Records service of a decision, a petition for review, what was decided on it, and the outcome of a hearing.</summary>
[Requires(CertificationPermissions.Decide)]
[Audited("certification-review.recorded", DataClass.Personal, Fields = ["decision", "review"])]
internal sealed record RecordReviewStepCommand(Guid DecisionId, string Step, DateOnly On, string Note) : ICommand<Done>;

internal sealed class RecordReviewStepValidator : AbstractValidator<RecordReviewStepCommand>
{
    public RecordReviewStepValidator(TimeProvider clock)
    {
        RuleFor(c => c.Step).IsEnumName(typeof(ReviewStepKind)).WithMessage("Choose what happened.");
        RuleFor(c => c.On).LessThanOrEqualTo(_ => clock.Today()).WithMessage("Choose the day on which it happened, today or before.");
        RuleFor(c => c.Note).NotEmpty().WithMessage("Say how you know: by what it was served, who filed it, what was decided and why.");
        RuleFor(c => c.Note).MaximumLength(ReviewStep.NoteMaxLength).WithMessage($"Shorten the note to {ReviewStep.NoteMaxLength} characters.");
    }
}

internal sealed class RecordReviewStepHandler(
    CertificationDb db, RecordReader records, RunningDeadlines deadlines, AnewApplication anew, ChangeContext change, CurrentCaller caller,
    TimeProvider clock)
    : IRequestHandler<RecordReviewStepCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RecordReviewStepCommand command, CancellationToken ct)
    {
        var decision = await db.Decisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == command.DecisionId, ct);
        if (decision is null) return new NotFound("This decision");
        await records.HoldAsync(decision.PersonId, ct);
        change.About(decision.PersonId);
        var steps = await db.ReviewSteps.AsNoTracking().Where(s => s.DecisionId == decision.Id).ToListAsync(ct);
        var kind = Enum.Parse<ReviewStepKind>(command.Step);
        if (WhyNot(decision, steps, kind, command.On) is { } no) return no;

        var window = await WindowAsync(decision, kind, command.On, ct);
        if (window.Refusal is { } uncounted) return uncounted;
        if (await EndClockAsync(steps, kind, command.On, ct) is { } still) return still;
        db.ReviewSteps.Add(Step(command, decision, kind, window.Value));
        if (kind is ReviewStepKind.Granted or ReviewStepKind.Vacated && await TakeBackAsync(decision, command.On, ct) is { } refusal) return refusal;
        change.Because(command.Note.Trim());
        change.Changed($"review of {decision.Reference}", DecisionReview.Of(decision.Reviewable, steps, clock.Today()).ToString(), kind.ToString());
        db.Publish(new OfficersChanged([decision.PersonId]));
        await db.SaveChangesAsync(ct);
        return Done.Instance;
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
            if (await deadlines.LockAsync(condition.ClockId, ct) is not { State: DeadlineState.Running } due) continue;
            if ((await deadlines.CloseAsync(due, DeadlineState.Ended, on, why, ct)).Refusal is { } refusal) return refusal;
        }

        return await anew.OpenAsync(decision, on, ct);
    }

    private ReviewStep Step(RecordReviewStepCommand command, CertificationDecision decision, ReviewStepKind kind, Window window) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        DecisionId = decision.Id,
        PersonId = decision.PersonId,
        Kind = kind,
        TakenOn = command.On,
        Note = command.Note.Trim(),
        ClockId = window.Clock,
        WindowEndsOn = window.EndsOn,
        RecordedAt = clock.GetUtcNow(),
        RecordedBy = caller.Value.Id,
        RecordedByName = caller.Value.Name,
    };

    private sealed record Window(Guid? Clock, DateOnly? EndsOn);
}
