using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Deadlines.SuspendDeadline;

/// <summary>Lets a clock stand still from a day on.</summary>
[Requires(KernelPermissions.KeepDeadlines)]
[Audited("deadline.suspended", DataClass.None)]
public sealed record SuspendDeadlineCommand(Guid Id, DateOnly From, string Authority, string Reason) : ICommand<Done>;

internal sealed class SuspendDeadlineValidator : AbstractValidator<SuspendDeadlineCommand>
{
    public SuspendDeadlineValidator()
    {
        RuleFor(c => c.From).Must(DeadlineLimits.Covers).WithMessage(DeadlineLimits.DayWords);
        RuleFor(c => c.Authority).NotEmpty().WithMessage(DeadlineLimits.AuthorityWords).MaximumLength(300)
            .WithMessage("Shorten the authority to 300 characters.");
        RuleFor(c => c.Reason).NotEmpty().WithMessage(DeadlineLimits.ReasonWords)
            .MaximumLength(DeadlineLimits.WordsMaxLength)
            .WithMessage($"Shorten the reason to {DeadlineLimits.WordsMaxLength} characters.");
    }
}

internal sealed class SuspendDeadlineHandler(RunningDeadlines deadlines, ChangeContext change, CurrentCaller caller)
    : IRequestHandler<SuspendDeadlineCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(SuspendDeadlineCommand command, CancellationToken ct)
    {
        if (await deadlines.LockAsync(command.Id, ct) is not { } deadline) return new NotFound("This deadline");
        change.Because($"{command.Reason} ({command.Authority})");
        var suspended = await deadlines.SuspendAsync(
            deadline, new ClockSuspension(command.From, null, command.Reason.Trim(), command.Authority.Trim(), caller.Value.Name), ct);
        return suspended.Refusal is { } refusal ? refusal : Done.Instance;
    }
}
