using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.RecordReviewStep;

/// <summary>Records service of a decision, a petition for review, what was decided on it, and the outcome of a hearing.</summary>
[Requires(CertificationPermissions.Decide)]
[Audited("certification-review.recorded", DataClass.Personal, Fields = ["decision", "review"])]
internal sealed record RecordReviewStepCommand(Guid DecisionId, string Step, DateOnly On, string Note) : ICommand<Done>;

internal sealed class RecordReviewStepValidator : AbstractValidator<RecordReviewStepCommand>
{
    public RecordReviewStepValidator(TimeProvider clock)
    {
        RuleFor(c => c.Step).IsEnumName(typeof(ReviewStepKind)).WithMessage("Choose what happened.");
        RuleFor(c => c.On).LessThanOrEqualTo(_ => clock.Today()).WithMessage("Choose the day on which it happened, today or before.");
        RuleFor(c => c.Note).NotEmpty().WithMessage("Say how you know: by what it was served, who filed it, what was decided and why.");
        RuleFor(c => c.Note).MaximumLength(ReviewStep.NoteMaxLength).WithMessage($"Shorten the note to {ReviewStep.NoteMaxLength} characters.");
    }
}

internal sealed class RecordReviewStepHandler(CertificationDb db, ReviewDesk desk) : IRequestHandler<RecordReviewStepCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RecordReviewStepCommand command, CancellationToken ct)
    {
        var decision = await db.Decisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == command.DecisionId, ct);
        if (decision is null) return new NotFound("This decision");
        return await desk.RecordAsync(decision, Enum.Parse<ReviewStepKind>(command.Step), command.On, command.Note.Trim(), ct);
    }
}
