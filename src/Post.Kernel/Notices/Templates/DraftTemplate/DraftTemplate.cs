using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.Templates.DraftTemplate;

/// <summary>Writes the next version of a template; it is used only once it is adopted.</summary>
[Requires(KernelPermissions.SendNotices)]
[Audited("notice.template.drafted", DataClass.None)]
public sealed record DraftTemplateCommand(string Kind, string Subject, string Body, string Authority, string Language = "en") : ICommand<int>;

internal sealed class DraftTemplateValidator : AbstractValidator<DraftTemplateCommand>
{
    public DraftTemplateValidator()
    {
        RuleFor(c => c.Subject).NotEmpty().WithMessage("Write a subject.")
            .MaximumLength(NoticeTemplate.SubjectMaxLength).WithMessage($"Shorten the subject to {NoticeTemplate.SubjectMaxLength} characters.");
        RuleFor(c => c.Body).NotEmpty().WithMessage("Write the text.")
            .MaximumLength(NoticeTemplate.BodyMaxLength).WithMessage($"Shorten the text to {NoticeTemplate.BodyMaxLength} characters.");
        RuleFor(c => c.Authority).NotEmpty().WithMessage("Name the regulation under which it is sent.").MaximumLength(200);
    }
}

internal sealed class DraftTemplateHandler(NoticeTemplates templates, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<DraftTemplateCommand, Result<int>>
{
    public async Task<Result<int>> Handle(DraftTemplateCommand command, CancellationToken ct)
    {
        if (await templates.KindAsync(command.Kind, ct) is not { } kind) return new NotFound("This kind of notice");
        var draft = new NoticeTemplate(
            kind.Key, command.Language, 0, TemplateState.Draft, command.Subject.Trim(), command.Body.ReplaceLineEndings("\n").Trim(),
            command.Authority.Trim(), null)
        {
            DraftedBy = caller.Value.Name,
            DraftedAt = clock.GetUtcNow(),
        };
        if (draft.CheckPlaces(kind) is { } unknown) return unknown;
        var version = await templates.DraftAsync(draft, ct);
        change.Summarise($"{kind.Key}, version {version}");
        return version;
    }
}
