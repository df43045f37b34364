using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.SettleCondition;

/// <summary>Says that a condition was met, or is asked for no more; no status follows from it (12.05(1)(a)).</summary>
[Requires(CertificationPermissions.Decide)]
[Audited("certification-condition.settled", DataClass.Personal, Fields = ["application", "condition"])]
internal sealed record SettleConditionCommand(Guid ConditionId, bool Met, DateOnly On, string Note) : ICommand<Done>;

internal sealed class SettleConditionValidator : AbstractValidator<SettleConditionCommand>
{
    public SettleConditionValidator(TimeProvider clock)
    {
        RuleFor(c => c.On).LessThanOrEqualTo(_ => clock.Today()).WithMessage("Choose the day on which it was met, today or before.");
        RuleFor(c => c.Note).NotEmpty().WithMessage("Say how you know: it is kept with the condition.");
        RuleFor(c => c.Note).MaximumLength(CertificationCondition.NoteMaxLength)
            .WithMessage($"Shorten the note to {CertificationCondition.NoteMaxLength} characters.");
    }
}

internal sealed class SettleConditionHandler(
    CertificationDb db, RecordReader records, RunningDeadlines deadlines, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<SettleConditionCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(SettleConditionCommand command, CancellationToken ct)
    {
        var known = await db.Conditions.AsNoTracking().SingleOrDefaultAsync(c => c.Id == command.ConditionId, ct);
        if (known is null) return new NotFound("This condition");
        await records.HoldAsync(known.PersonId, ct);
        var condition = await db.Conditions.SingleAsync(c => c.Id == known.Id, ct);
        change.About(condition.PersonId);
        if (condition.State is ConditionState.Met or ConditionState.Lifted) return new ConditionSettled(condition.State);

        var before = condition.State;
        condition.Settle(
            command.Met ? ConditionState.Met : ConditionState.Lifted, command.On, command.Note.Trim(), caller.Value.Name, clock.GetUtcNow());
        change.Because(command.Note.Trim());
        change.Changed($"condition {condition.Place}", before.ToString(), condition.State.ToString());
        if (condition.ClockId is { } chain && await deadlines.LockAsync(chain, ct) is { State: DeadlineState.Running } due)
        {
            var closed = await deadlines.CloseAsync(
                due, command.Met ? DeadlineState.Met : DeadlineState.Ended, command.On, command.Note.Trim(), ct);
            if (closed.Refusal is { } refusal) return refusal;
        }

        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}

/// <summary>What became of it is on record.</summary>
internal sealed record ConditionSettled(ConditionState State)
    : Refusal($"This condition is recorded as {(State is ConditionState.Met ? "met" : "lifted")} already. Nothing was changed.");
