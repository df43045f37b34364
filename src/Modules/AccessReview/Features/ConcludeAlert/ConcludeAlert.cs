using FluentValidation;
using MediatR;
using Post.AccessReview.Alerts;
using Post.AccessReview.Domain;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.ConcludeAlert;

/// <summary>Judges a look: there was a reason for it, or there was none. A second person closes.</summary>
[Requires(AccessReviewPermissions.Review)]
[Audited("alert.concluded", DataClass.None)]
internal sealed record ConcludeAlertCommand(Guid AlertId, bool Explained, string Words) : ICommand<Done>;

internal sealed class ConcludeAlertValidator : AbstractValidator<ConcludeAlertCommand>
{
    public ConcludeAlertValidator() => RuleFor(c => c.Words).NotEmpty().WithMessage("Say what the judgment rests on: it is kept.")
        .MaximumLength(AlertStep.WordsMaxLength).WithMessage($"Shorten it to {AlertStep.WordsMaxLength} characters.");
}

internal sealed class ConcludeAlertHandler(AlertWork work, ChangeContext change) : IRequestHandler<ConcludeAlertCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ConcludeAlertCommand command, CancellationToken ct)
    {
        var step = command.Explained ? StepKind.Explained : StepKind.Unexplained;
        var opened = await work.OpenAsync(command.AlertId, step, ct);
        if (opened.Refusal is { } refusal) return refusal;
        change.Because(command.Words);
        await work.TakeAsync(opened.Value, step, command.Words, ct);
        return Done.Instance;
    }
}
