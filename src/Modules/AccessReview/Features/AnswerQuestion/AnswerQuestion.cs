using FluentValidation;
using MediatR;
using Post.AccessReview.Alerts;
using Post.AccessReview.Domain;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.AnswerQuestion;

/// <summary>Says what an own look was for; only the person who was asked can.</summary>
[Requires(AccessReviewPermissions.Answer)]
[Audited("alert.answered", DataClass.None)]
internal sealed record AnswerQuestionCommand(Guid AlertId, string Words) : ICommand<Done>;

internal sealed class AnswerQuestionValidator : AbstractValidator<AnswerQuestionCommand>
{
    public AnswerQuestionValidator() => RuleFor(c => c.Words).NotEmpty().WithMessage("Say what the look was for.")
        .MaximumLength(AlertStep.WordsMaxLength).WithMessage($"Shorten the answer to {AlertStep.WordsMaxLength} characters.");
}

internal sealed class AnswerQuestionHandler(AlertWork work, CurrentCaller caller) : IRequestHandler<AnswerQuestionCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(AnswerQuestionCommand command, CancellationToken ct)
    {
        // One answer for a question to another and for none: nobody learns that others are asked.
        if (await work.LockAsync(command.AlertId, ct) is not { State: AlertState.Asked } alert || alert.ActorId != caller.Value.Id) return new NotAsked();
        await work.TakeAsync(alert, StepKind.Answered, command.Words, ct);
        return Done.Instance;
    }
}
