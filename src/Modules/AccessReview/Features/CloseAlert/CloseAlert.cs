using FluentValidation;
using MediatR;
using Post.AccessReview.Alerts;
using Post.AccessReview.Domain;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.CloseAlert;

/// <summary>Ends a review as its second person, or passes a look without a reason on to those who decide what follows from it.</summary>
/// <param name="AlertId">The alert.</param>
/// <param name="Refer">To whom it is referred; null: it ends here.</param>
/// <param name="Words">What the second person found.</param>
[Requires(AccessReviewPermissions.Review)]
[Audited("alert.closed", DataClass.None)]
internal sealed record CloseAlertCommand(Guid AlertId, string? Refer, string Words) : ICommand<Done>;

internal sealed class CloseAlertValidator : AbstractValidator<CloseAlertCommand>
{
    public CloseAlertValidator()
    {
        RuleFor(c => c.Words).NotEmpty().WithMessage("Say in a sentence what you looked at: you vouch for it.")
            .MaximumLength(AlertStep.WordsMaxLength - 200).WithMessage($"Shorten it to {AlertStep.WordsMaxLength - 200} characters.");
        RuleFor(c => c.Refer).MaximumLength(150).WithMessage("Shorten to whom it is referred to 150 characters.");
    }
}

internal sealed class CloseAlertHandler(AlertWork work, ReviewerCheck check, ChangeContext change) : IRequestHandler<CloseAlertCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(CloseAlertCommand command, CancellationToken ct)
    {
        var step = string.IsNullOrWhiteSpace(command.Refer) ? StepKind.Closed : StepKind.Referred;
        var opened = await work.OpenAsync(command.AlertId, step, ct);
        if (opened.Refusal is { } refusal) return refusal;
        if (opened.Value.ConcludedBy == check.Caller.Account) return new SecondPersonNeeded();
        var words = step is StepKind.Referred ? $"To {command.Refer!.Trim()}. {command.Words}" : command.Words;
        change.Because(words);
        await work.TakeAsync(opened.Value, step, words, ct);
        return Done.Instance;
    }
}
