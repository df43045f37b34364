using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.PublicDatabase.Features.RefreshAgencies;
using Post.PublicDatabase.Features.RefreshOfficers;
using Post.PublicDatabase.Publishing;

namespace Post.PublicDatabase.Features.RebuildPublication;

/// <summary>
/// Looks at every officer and agency again, because date rules move with the day, and removes copies that no record
/// supports. Each page is a request of its own, so that no transaction grows long; this one is their parent. What only new
/// decisions allow is shown after it, as after any other decision.
/// </summary>
[Requires(PublicDatabasePermissions.Publish)]
[Audited("publication.rebuilt", DataClass.None)]
public sealed record RebuildPublicationCommand : ICommand<Done>;

internal sealed class RebuildPublicationHandler(
    ServiceDispatchers dispatchers,
    CurrentCaller caller,
    AuditDraft draft,
    PublicationSources sources,
    PublishersLock publishers,
    PublishedCopies copies,
    PublicKeys keys,
    ChangeContext change)
    : IRequestHandler<RebuildPublicationCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RebuildPublicationCommand request, CancellationToken ct)
    {
        var pages = dispatchers.As(caller.Value with { ParentEvent = draft.Id });
        var supported = new HashSet<string>(StringComparer.Ordinal);
        Guid? last = null;
        while (await sources.PageAsync(last, OfficerPublisher.BatchSize, ct) is { Count: > 0 } page)
        {
            if ((await pages.Send(new RefreshOfficersCommand(page), ct)).Refusal is { } undecided) return undecided;
            supported.UnionWith(page.Select(keys.OfOfficer));
            last = page[^1];
        }

        if ((await pages.Send(RefreshAgenciesCommand.All, ct)).Refusal is { } refusal) return refusal;
        var removed = await RemoveUnsupportedAsync(supported, last, ct);
        change.Rows(supported.Count);
        change.Summarise($"{supported.Count} officers looked at, {removed} copies without a record removed");
        return Done.Instance;
    }

    private async Task<int> RemoveUnsupportedAsync(HashSet<string> supported, Guid? last, CancellationToken ct)
    {
        await publishers.TakeAsync(ct);
        // Whoever came into the record since the last page may be published by now.
        while (await sources.PageAsync(last, OfficerPublisher.BatchSize, ct) is { Count: > 0 } page)
        {
            supported.UnionWith(page.Select(keys.OfOfficer));
            last = page[^1];
        }

        var unsupported = await copies.AllKeysAsync(ct);
        unsupported.ExceptWith(supported);
        if (unsupported.Count == 0) return 0;
        var standing = await copies.StandingAsync(unsupported, ct);
        return (await copies.WriteAsync([], unsupported, standing, [], await sources.AgenciesAsync(ct), ct)).Withdrawn;
    }
}
