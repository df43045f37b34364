using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Kernel.Notices.Templates.ShowTemplates;

/// <summary>Kinds of notices; for one of them its required words, its versions, and how the newest reads with made-up words.</summary>
[Requires(KernelPermissions.ReadNotices)]
[Audited("notice.templates.shown", DataClass.None)]
public sealed record ShowTemplatesQuery(string? Kind = null, int? Version = null, string Language = "en") : IQuery<ShowTemplatesResult>;

/// <param name="Kinds">All kinds.</param>
/// <param name="Chosen">The kind asked for.</param>
/// <param name="Phrases">Words that its templates must contain.</param>
/// <param name="Versions">Newest first.</param>
/// <param name="InForce">The version that a notice of today is made from.</param>
/// <param name="Shown">The version that is previewed.</param>
/// <param name="Preview">It, filled with words that stand for nobody.</param>
public sealed record ShowTemplatesResult(
    IReadOnlyList<NoticeKind> Kinds, NoticeKind? Chosen, IReadOnlyList<RequiredPhrase> Phrases, IReadOnlyList<NoticeTemplate> Versions,
    int? InForce, NoticeTemplate? Shown, RenderedNotice? Preview);

internal sealed class ShowTemplatesHandler(NoticeTemplates templates, NoticeRendering rendering, TimeProvider clock)
    : IRequestHandler<ShowTemplatesQuery, Result<ShowTemplatesResult>>
{
    public async Task<Result<ShowTemplatesResult>> Handle(ShowTemplatesQuery query, CancellationToken ct)
    {
        var kinds = await templates.KindsAsync(ct);
        if (query.Kind is not { } key) return new ShowTemplatesResult(kinds, null, [], [], null, null, null);
        if (kinds.SingleOrDefault(k => k.Key == key) is not { } kind) return new NotFound("This kind of notice");
        var versions = await templates.VersionsAsync(key, query.Language, ct);
        var inForce = await templates.InForceAsync(key, query.Language, clock.Today(), ct);
        var shown = query.Version is { } wanted ? versions.SingleOrDefault(v => v.Version == wanted) : versions.Count > 0 ? versions[0] : null;
        return new ShowTemplatesResult(
            kinds, kind, await templates.PhrasesAsync(key, ct), versions, inForce?.Version, shown,
            shown is null ? null : await PreviewAsync(kind, shown));
    }

    private async Task<RenderedNotice?> PreviewAsync(NoticeKind kind, NoticeTemplate template)
    {
        var made = await rendering.RenderAsync(kind, template, kind.Fields.ToDictionary(f => f, MadeUp));
        return made.Refused ? null : made.Value;
    }

    private static string MadeUp(string field) => field == "reasons"
        ? "- row 12 (line 13): an example of a reason\n- row 40 (line 41): another example"
        : $"[{field.Replace('_', ' ')}]";
}
