using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Kernel.Notices.Templates.AdoptTemplate;

/// <summary>Puts a draft into force from a day on; refused while it lacks words that a clause asks for.</summary>
[Requires(KernelPermissions.AdoptTemplates)]
[Audited("notice.template.adopted", DataClass.None)]
public sealed record AdoptTemplateCommand(string Kind, int Version, DateOnly From, string Language = "en") : ICommand<Done>;

internal sealed class AdoptTemplateHandler(NoticeTemplates templates, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<AdoptTemplateCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(AdoptTemplateCommand command, CancellationToken ct)
    {
        if (await templates.LockAsync(command.Kind, command.Language, command.Version, ct) is not { } draft) return new NotFound("This version");
        if (draft.State is not TemplateState.Draft) return new TemplateNotDraft(draft.Version);
        if (command.From < clock.Today()) return new TemplateDateInPast();
        var phrases = await templates.PhrasesAsync(command.Kind, ct);
        if (draft.Missing(phrases, command.From) is { } missing) return new RequiredPhraseMissing(missing.Phrase, missing.Clause);

        await templates.AdoptAsync(draft, command.From, caller.Value.Name, clock.GetUtcNow(), ct);
        change.Summarise($"{draft.Kind}, version {draft.Version}, from {command.From:yyyy-MM-dd}");
        return Done.Instance;
    }
}
