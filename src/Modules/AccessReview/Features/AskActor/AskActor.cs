using FluentValidation;
using MediatR;
using Post.AccessReview.Alerts;
using Post.AccessReview.Domain;
using Post.Audit;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.AskActor;

/// <summary>Asks the account's holder what a look was for; the question waits in their work.</summary>
[Requires(AccessReviewPermissions.Review)]
[Audited("alert.asked", DataClass.None)]
internal sealed record AskActorCommand(Guid AlertId, string Words) : ICommand<Done>;

internal sealed class AskActorValidator : AbstractValidator<AskActorCommand>
{
    public AskActorValidator() => RuleFor(c => c.Words).NotEmpty().WithMessage("Ask a question.").MaximumLength(AlertStep.WordsMaxLength)
        .WithMessage($"Shorten it to {AlertStep.WordsMaxLength} characters.");
}

internal sealed class AskActorHandler(AlertWork work) : IRequestHandler<AskActorCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(AskActorCommand command, CancellationToken ct)
    {
        var opened = await work.OpenAsync(command.AlertId, StepKind.Asked, ct);
        if (opened.Refusal is { } refusal) return refusal;
        await work.TakeAsync(opened.Value, StepKind.Asked, command.Words, ct);
        return Done.Instance;
    }
}
