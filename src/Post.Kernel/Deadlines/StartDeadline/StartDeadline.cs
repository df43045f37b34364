using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Deadlines.CountDeadline;
using Post.Kernel.Requests;

namespace Post.Kernel.Deadlines.StartDeadline;

/// <summary>Keeps a clock for a matter that staff know by a number, such as one still on paper.</summary>
[Requires(KernelPermissions.KeepDeadlines)]
[Audited("deadline.started", DataClass.None)]
public sealed record StartDeadlineCommand(
    string Reference, string RuleCode, string What, TriggerAnswers Trigger) : ICommand<Guid>;

internal sealed class StartDeadlineValidator : AbstractValidator<StartDeadlineCommand>
{
    public StartDeadlineValidator()
    {
        RuleFor(c => c.Reference).NotEmpty().WithMessage("Give the number of the matter.")
            .MaximumLength(DeadlineLimits.ReferenceMaxLength)
            .WithMessage($"Shorten the number to {DeadlineLimits.ReferenceMaxLength} characters.");
        RuleFor(c => c.RuleCode).NotEmpty().WithMessage("Choose the rule to count by.");
        RuleFor(c => c.What).NotEmpty().WithMessage("Say what started the clock, without naming a person.")
            .MaximumLength(100).WithMessage("Shorten what started the clock to 100 characters.");
        RuleFor(c => c.Trigger.Day).NotNull().WithMessage("Give the day from which to count.");
        RuleFor(c => c.Trigger.Day).Must(d => d is null || DeadlineLimits.Covers(d.Value))
            .WithMessage(DeadlineLimits.DayWords);
    }
}

internal sealed class StartDeadlineHandler(RunningDeadlines deadlines, ChangeContext change, TimeProvider clock)
    : IRequestHandler<StartDeadlineCommand, Result<Guid>>
{
    /// <summary>A matter that no module keeps yet.</summary>
    private const string SubjectKind = "StaffMatter";

    public async Task<Result<Guid>> Handle(StartDeadlineCommand command, CancellationToken ct)
    {
        var subject = new DeadlineSubject(SubjectKind, Guid.CreateVersion7(clock.GetUtcNow()), command.Reference.Trim());
        var started = await deadlines.StartAsync(subject, command.RuleCode, command.Trigger.ToTrigger(command.What.Trim())!, "Started", ct);
        if (started.Refusal is { } refusal) return refusal;
        change.Summarise($"{subject.Reference}: {started.Value.Explanation.Rule}");
        return started.Value.ChainId;
    }
}
