using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Deadlines.ResumeDeadline;

/// <summary>Lets a clock run again: the day after the last one on which it stood still counts.</summary>
[Requires(KernelPermissions.KeepDeadlines)]
[Audited("deadline.resumed", DataClass.None)]
public sealed record ResumeDeadlineCommand(Guid Id, DateOnly LastDay, string Reason) : ICommand<Done>;

internal sealed class ResumeDeadlineValidator : AbstractValidator<ResumeDeadlineCommand>
{
    public ResumeDeadlineValidator()
    {
        RuleFor(c => c.LastDay).Must(DeadlineLimits.Covers).WithMessage(DeadlineLimits.DayWords);
        RuleFor(c => c.Reason).NotEmpty().WithMessage(DeadlineLimits.ReasonWords)
            .MaximumLength(DeadlineLimits.WordsMaxLength)
            .WithMessage($"Shorten the reason to {DeadlineLimits.WordsMaxLength} characters.");
    }
}

internal sealed class ResumeDeadlineHandler(RunningDeadlines deadlines, ChangeContext change)
    : IRequestHandler<ResumeDeadlineCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ResumeDeadlineCommand command, CancellationToken ct)
    {
        if (await deadlines.LockAsync(command.Id, ct) is not { } deadline) return new NotFound("This deadline");
        change.Because(command.Reason);
        var resumed = await deadlines.ResumeAsync(deadline, command.LastDay, command.Reason.Trim(), ct);
        return resumed.Refusal is { } refusal ? refusal : Done.Instance;
    }
}
