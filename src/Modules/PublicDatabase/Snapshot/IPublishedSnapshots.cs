namespace Post.PublicDatabase.Snapshot;

/// <summary>Gives the publication that holds for a request that has arrived: never one withdrawn before it came.</summary>
internal interface IPublishedSnapshots
{
    ValueTask<PublishedSnapshot> CurrentAsync(CancellationToken ct = default);
}
