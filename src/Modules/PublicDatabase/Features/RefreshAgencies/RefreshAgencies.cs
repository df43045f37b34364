using MediatR;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.PublicDatabase.Data;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Publishing;

namespace Post.PublicDatabase.Features.RefreshAgencies;

/// <summary>
/// Brings the copies of these agencies up to date, or of all where none is named, and has the officers who name them
/// looked at.
/// </summary>
[Requires(PublicDatabasePermissions.Publish)]
[Audited("publication.agencies.published", DataClass.None)]
internal sealed record RefreshAgenciesCommand(IReadOnlyList<Guid> AgencyIds) : ICommand<Done>
{
    public static readonly RefreshAgenciesCommand All = new([]);
}

internal sealed class RefreshAgenciesHandler(
    PublishersLock publishers, PublicationSources sources, PublishedCopies copies, PublicKeys keys, PublicDatabaseDb db,
        ChangeContext change)
    : IRequestHandler<RefreshAgenciesCommand, Result<Done>>
{
    private static readonly Dictionary<string, StandingRow> s_none = [];

    public async Task<Result<Done>> Handle(RefreshAgenciesCommand command, CancellationToken ct)
    {
        await publishers.TakeAsync(ct);
        var agencies = await sources.AgenciesAsync(ct);
        string[] touched = command.AgencyIds.Count == 0 ? [.. agencies.Keys]
            : [.. agencies.WithNeighbours(command.AgencyIds)];
        var written = await copies.WriteAsync([], [], s_none, touched, agencies, ct);
        string[] renamed = [.. command.AgencyIds.Select(agencies.KeyOf)];
        var outdated = renamed.Length == 0 ? 0 : await AnnounceAsync(await copies.NamingAsync(renamed, ct), ct);

        change.Rows(written.Agencies);
        change.Summarise($"{written.Agencies} agencies changed, {outdated} officers name them");
        return Done.Instance;
    }

    // A public key cannot be turned back into a person, so the register is walked and keyed again.
    private async Task<int> AnnounceAsync(HashSet<string> naming, CancellationToken ct)
    {
        if (naming.Count == 0) return 0;
        var persons = new List<Guid>(naming.Count);
        Guid? after = null;
        while (await sources.PageAsync(after, OfficerPublisher.BatchSize, ct) is { Count: > 0 } page)
        {
            persons.AddRange(page.Where(id => naming.Contains(keys.OfOfficer(id))));
            after = page[^1];
        }

        foreach (var batch in persons.Chunk(OfficerPublisher.BatchSize)) db.Publish(new PublicationOutdated(batch));
        return persons.Count;
    }
}
