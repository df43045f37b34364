using FluentValidation;
using MediatR;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Exports;
using Post.AccessReview.Facts;
using Post.AccessReview.Passages;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Exports;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.AskExport;

/// <summary>Asks a second person for a file of restricted data, with the question as it stands and the person's own words (8.07(5)(b)).</summary>
[Requires(AccessReviewPermissions.AskExports)]
[Audited("export.asked", DataClass.Personal, Fields = ["access"])]
internal sealed record AskExportCommand(string Export, string Question, string Reason) : ICommand<Guid>, IAsksFor
{
    public string? Query => Question;
}

internal sealed class AskExportValidator : AbstractValidator<AskExportCommand>
{
    public AskExportValidator()
    {
        RuleFor(c => c.Question).MaximumLength(RestrictedExport.QuestionMaxLength).WithMessage("The question is too long. Shorten the filters.");
        RuleFor(c => c.Reason).MaximumLength(Matter.WordsMaxLength).WithMessage($"Shorten the reason to {Matter.WordsMaxLength} characters.");
    }
}

internal sealed class AskExportHandler(
    AccessReviewDb db, ExportKinds kinds, AccessRuleBook rules, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<AskExportCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(AskExportCommand command, CancellationToken ct)
    {
        if (kinds.OpenToCaller(command.Export) is not { } kind || caller.Value is not { Id: { } me, Purpose: { } purpose }) return new NoSuchExport();
        var length = await rules.ValueAsync(AccessRuleCodes.RestrictedExportReason, ct);
        if (command.Reason.Trim().Length < length) return new ReasonTooShort(length);
        var measured = await kind.MeasureAsync(command.Question, ct);
        if (measured.Refusal is { } refusal) return refusal;
        var asked = Made(kind.Code, measured.Value, me, purpose, command.Reason.Trim());
        db.RestrictedExports.Add(asked);
        change.About(asked.SubjectIds);
        change.Changed("export", null, $"{asked.Id}: {asked.Rows} rows, {asked.Persons} persons");
        change.Summarise(asked.QuestionWords);
        change.Because(asked.Reason);
        await db.SaveChangesAsync(ct);
        return asked.Id;
    }

    private RestrictedExport Made(string export, ExportMeasure measured, Guid me, ChosenPurpose purpose, string reason)
    {
        var now = clock.GetUtcNow();
        return new RestrictedExport
        {
            Id = Guid.CreateVersion7(now),
            Export = export,
            Question = measured.Question,
            QuestionWords = measured.Words,
            SubjectIds = [.. measured.Subjects],
            Rows = measured.Rows,
            Persons = measured.Persons,
            AccountId = me,
            AccountName = caller.Value.Name,
            Purpose = purpose.Code,
            Matter = purpose.Matter,
            Reason = reason,
            AskedAt = now,
        };
    }
}
