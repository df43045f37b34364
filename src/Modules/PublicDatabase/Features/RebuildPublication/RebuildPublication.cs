using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.PublicDatabase.Features.RefreshAgencies;
using Post.PublicDatabase.Features.RefreshOfficers;
using Post.PublicDatabase.Publishing;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Features.RebuildPublication;

/// <summary>
/// Looks at every officer and agency again, because date rules move with the day, and removes copies that no record
/// supports. Each page is a request of its own, so that no transaction grows long; this one is their parent. A page is read
/// and decided while the one before it is written. What only new decisions allow is shown after it, as after any other decision.
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
    PublicationLease lease,
    ChangeContext change)
    : IRequestHandler<RebuildPublicationCommand, Result<Done>>
{
    // One is written while the next is read and decided: two cores, and memory that does not grow with the register.
    private const int PagesAtOnce = 2;

    public async Task<Result<Done>> Handle(RebuildPublicationCommand request, CancellationToken ct)
    {
        var pages = dispatchers.As(caller.Value with { ParentEvent = draft.Id });
        var supported = new HashSet<string>(StringComparer.Ordinal);
        var (last, undecided) = await RefreshAllAsync(pages, supported, ct);
        if (undecided is not null) return undecided;
        if ((await pages.Send(RefreshAgenciesCommand.All, ct)).Refusal is { } refusal) return refusal;
        var removed = await RemoveUnsupportedAsync(supported, last, ct);
        // Pages that only added left the waiting to this: whoever comes now sees all of it (ADR 28).
        await lease.WaitOutAsync();
        change.Rows(supported.Count);
        change.Summarise($"{supported.Count} officers looked at, {removed} copies without a record removed");
        return Done.Instance;
    }

    private async Task<(Guid? Last, Refusal? Undecided)> RefreshAllAsync(IDispatcher pages, HashSet<string> supported, CancellationToken ct)
    {
        var turns = new RebuildTurns();
        var underWay = new Queue<Task<Result<Done>>>();
        Guid? last = null;
        try
        {
            while (await sources.PageAsync(last, OfficerPublisher.PageSize, ct) is { Count: > 0 } page)
            {
                if (underWay.Count == PagesAtOnce && (await underWay.Dequeue()).Refusal is { } undecided) return (last, undecided);
                underWay.Enqueue(RefreshAsync(pages, page, turns, ct));
                await Task.WhenAny(turns.Begun, underWay.Peek());
                supported.UnionWith(page.Select(keys.OfOfficer));
                last = page[^1];
            }

            while (underWay.TryDequeue(out var page))
            {
                if ((await page).Refusal is { } undecided) return (last, undecided);
            }

            return (last, null);
        }
        finally
        {
            // Nothing of this act goes on after it.
            await ((Task)Task.WhenAll(underWay)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Read ahead first; where somebody else published in between, again with the lock in hand, which nobody can disturb.
    private static async Task<Result<Done>> RefreshAsync(IDispatcher pages, IReadOnlyList<Guid> page, RebuildTurns turns, CancellationToken ct)
    {
        var ahead = await pages.Send(new RefreshOfficersCommand(page) { Page = new RebuildPage(turns, MayReadAhead: true) }, ct);
        return ahead.Refusal is OutOfTurn
            ? await pages.Send(new RefreshOfficersCommand(page) { Page = new RebuildPage(turns, MayReadAhead: false) }, ct)
            : ahead;
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
