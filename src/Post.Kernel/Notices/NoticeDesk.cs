using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Notices.Templates;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Kernel.Notices;

/// <summary>Issues notices in the transaction of the request that gives rise to them.</summary>
internal sealed class NoticeDesk(
    NoticeTemplates templates, NoticeRendering rendering, NoticeBook book, DeliveryBook deliveries, ContactPoints addresses,
    SealedWords secrets, ChangeContext change, CurrentCaller caller, TimeProvider clock) : INotices
{
    public async Task<Result<Guid>> IssueAsync(NoticeRequest request, CancellationToken ct)
    {
        if (await book.FindSameAsync(request, ct) is { } before) return before;
        var made = await MakeAsync(request, ct);
        if (made.Refusal is { } refusal) return refusal;
        if (request.OnlyTo is { } one && await addresses.FindAsync(one, ct) is not { State: ContactState.Active, Kind: ContactKind.Email }) return new AddressEnded();

        var (kind, template, rendered) = made.Value;
        IReadOnlyCollection<Guid> subjects = request.To.Kind is AddresseeKind.Officer
            ? [.. request.Subjects.Append(request.To.Id).Distinct()]
            : request.Subjects;
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        if (!await book.AddAsync(id, request, template, rendered, secrets.Seal(request.Sealed), subjects, caller.Value.Name, now, ct))
        {
            // Somebody else asked for the very same meanwhile, and committed first.
            return (await book.FindSameAsync(request, ct))!.Value;
        }

        change.About(subjects);
        await deliveries.OpenAsync(id, request.To, kind.Purpose, request.OnlyTo, now, ct);
        await book.RefreshAsync(id, ct);
        return id;
    }

    public async Task<Result<RenderedNotice>> PreviewAsync(NoticeRequest request, CancellationToken ct)
    {
        var made = await MakeAsync(request, ct);
        return made.Refusal is { } refusal ? refusal : made.Value.Rendered;
    }

    public async Task<IReadOnlyList<ContactPoint>> WhereAsync(string kind, Addressee to, CancellationToken ct)
    {
        if (await templates.KindAsync(kind, ct) is not { } known) return [];
        var email = await addresses.FurnishedAsync(to.Kind, to.Id, ContactKind.Email, known.Purpose, ct);
        return email.Count > 0 ? email : await addresses.FurnishedAsync(to.Kind, to.Id, ContactKind.Postal, known.Purpose, ct);
    }

    private async Task<Result<(NoticeKind Kind, NoticeTemplate Template, RenderedNotice Rendered)>> MakeAsync(
        NoticeRequest request, CancellationToken ct)
    {
        var kind = await templates.KindAsync(request.Kind, ct);
        var template = await templates.InForceAsync(request.Kind, request.Language, clock.Today(), ct);
        if (kind is null || template is null) return new NoTemplateInForce(request.Kind, request.Language);
        // Words may have come into force after the template was adopted.
        if (template.Missing(await templates.PhrasesAsync(kind.Key, ct), clock.Today()) is { } missing)
        {
            return new RequiredPhraseMissing(missing.Phrase, missing.Clause);
        }

        var rendered = await rendering.RenderAsync(kind, template, SealedWords.Marked(request));
        return rendered.Refusal is { } refusal ? refusal : (kind, template, rendered.Value);
    }
}
