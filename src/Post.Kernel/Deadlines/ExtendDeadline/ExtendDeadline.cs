using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Kernel.Deadlines.ExtendDeadline;

/// <summary>Records more time: how much, by whom, on what authority and why.</summary>
[Requires(KernelPermissions.KeepDeadlines)]
[Audited("deadline.extended", DataClass.None)]
public sealed record ExtendDeadlineCommand(
    Guid Id, int Count, DeadlineUnit Unit, string By, string Authority, string Reason) : ICommand<Done>;

internal sealed class ExtendDeadlineValidator : AbstractValidator<ExtendDeadlineCommand>
{
    public ExtendDeadlineValidator()
    {
        RuleFor(c => c.Count).InclusiveBetween(1, 1000).WithMessage("Extend by 1 to 1,000.");
        RuleFor(c => c.Unit).IsInEnum().WithMessage("Choose days, months or years.");
        RuleFor(c => c.By).NotEmpty().WithMessage("Say who gave more time, by office.").MaximumLength(100)
            .WithMessage("Shorten who gave more time to 100 characters.");
        RuleFor(c => c.Authority).NotEmpty().WithMessage(DeadlineLimits.AuthorityWords).MaximumLength(300)
            .WithMessage("Shorten the authority to 300 characters.");
        RuleFor(c => c.Reason).NotEmpty().WithMessage(DeadlineLimits.ReasonWords)
            .MaximumLength(DeadlineLimits.WordsMaxLength)
            .WithMessage($"Shorten the reason to {DeadlineLimits.WordsMaxLength} characters.");
    }
}

internal sealed class ExtendDeadlineHandler(RunningDeadlines deadlines, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ExtendDeadlineCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ExtendDeadlineCommand command, CancellationToken ct)
    {
        if (await deadlines.LockAsync(command.Id, ct) is not { } deadline) return new NotFound("This deadline");
        var extension = new DeadlineExtension(
            command.Count, command.Unit, command.Authority.Trim(), command.By.Trim(), command.Reason.Trim(), clock.Today());
        change.Because($"{command.Reason} ({command.Authority})");
        var extended = await deadlines.ExtendAsync(deadline, extension, ct);
        return extended.Refusal is { } refusal ? refusal : Done.Instance;
    }
}
