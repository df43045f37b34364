using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Kernel.Deadlines.CloseDeadline;

/// <summary>Says that somebody acted, and on which day, or that the duty ended without an act.</summary>
[Requires(KernelPermissions.KeepDeadlines)]
[Audited("deadline.closed", DataClass.None)]
public sealed record CloseDeadlineCommand(Guid Id, bool Met, DateOnly On, string Reason) : ICommand<Done>;

internal sealed class CloseDeadlineValidator : AbstractValidator<CloseDeadlineCommand>
{
    public CloseDeadlineValidator(TimeProvider clock)
    {
        RuleFor(c => c.On).Must(day => DeadlineLimits.Covers(day) && day <= clock.Today())
            .WithMessage("Choose the day on which it happened, today or before.");
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Say how you know: it is kept with the deadline.")
            .MaximumLength(DeadlineLimits.WordsMaxLength)
            .WithMessage($"Shorten the reason to {DeadlineLimits.WordsMaxLength} characters.");
    }
}

internal sealed class CloseDeadlineHandler(RunningDeadlines deadlines, ChangeContext change)
    : IRequestHandler<CloseDeadlineCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(CloseDeadlineCommand command, CancellationToken ct)
    {
        if (await deadlines.LockAsync(command.Id, ct) is not { } deadline) return new NotFound("This deadline");
        if (deadline.State is not DeadlineState.Running) return new DeadlineIsClosed();
        change.Because(command.Reason);
        var state = command.Met ? DeadlineState.Met : DeadlineState.Ended;
        var closed = await deadlines.CloseAsync(deadline, state, command.On, command.Reason.Trim(), ct);
        return closed.Refusal is { } refusal ? refusal : Done.Instance;
    }
}
