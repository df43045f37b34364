using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Records;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.IssueQuestionnaire;

/// <summary>Staff issue a version of the questionnaire of applicants; agencies say of each of its questions whether there is an answer (12.04(1)(b)4).</summary>
[Requires(CertificationPermissions.DesignateRecords)]
[Audited("questionnaire.issued", DataClass.None)]
internal sealed record IssueQuestionnaireCommand(string Code, string Title, int Questions, DateOnly? ValidFrom) : ICommand<Done>;

internal sealed class IssueQuestionnaireValidator : AbstractValidator<IssueQuestionnaireCommand>
{
    public IssueQuestionnaireValidator()
    {
        RuleFor(c => c.Code).NotEmpty().WithMessage("Name the version.").MaximumLength(QuestionnaireVersion.CodeMaxLength).WithMessage("Shorten the name to {MaxLength} characters.");
        RuleFor(c => c.Title).NotEmpty().WithMessage("Give the title.").MaximumLength(QuestionnaireVersion.TitleMaxLength).WithMessage("Shorten the title to {MaxLength} characters.");
        RuleFor(c => c.Questions).InclusiveBetween(1, QuestionnaireVersion.MostQuestions).WithMessage("Give the number of questions, 1 to {To}.");
        RuleFor(c => c.ValidFrom).NotNull().WithMessage("Give the day from which it is used.");
    }
}

internal sealed class IssueQuestionnaireHandler(CertificationDb db, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<IssueQuestionnaireCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(IssueQuestionnaireCommand command, CancellationToken ct)
    {
        var code = command.Code.Trim();
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('certification.questionnaire', 0))", ct);
        if (await db.Questionnaires.AnyAsync(q => q.Code == code, ct)) return new QuestionnaireOnRecord(code);
        db.Questionnaires.Add(new QuestionnaireVersion
        {
            Code = code,
            Title = command.Title.Trim(),
            Questions = command.Questions,
            ValidFrom = command.ValidFrom!.Value,
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = caller.Value.Id,
            RecordedByName = caller.Value.Name,
        });
        change.Summarise($"{code}: {command.Title.Trim()}");
        change.Changed("questions", null, $"{command.Questions}");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
