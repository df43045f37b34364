namespace Post.Kernel.Work;

/// <summary>How much waits in a queue, since when (UTC), and why a person must look.</summary>
public sealed record QueueState(int Count, DateTimeOffset? Oldest, string Why)
{
    public static readonly QueueState Empty = new(0, null, "");
}

/// <summary>
/// Something that waits for a person. A module registers it as a scoped service, and the staff home shows it to the roles
/// that hold its permission. It tells counts, never whose data waits.
/// </summary>
public interface IWorkQueue
{
    string Title { get; }
    string Link { get; }
    string Permission { get; }

    Task<QueueState> ReadAsync(CancellationToken ct);
}
