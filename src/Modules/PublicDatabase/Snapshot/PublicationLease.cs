using System.Diagnostics;

namespace Post.PublicDatabase.Snapshot;

/// <summary>
/// How long a node may answer from a publication without asking whether it still holds. The publisher waits as long
/// after each commit before it calls the publication done, so nobody who comes later sees what was withdrawn. The same
/// for every process of a deployment, and therefore no setting.
/// </summary>
internal sealed record PublicationLease(TimeSpan Duration)
{
    // Fifty questions a second from each node, and a fiftieth of a second more for each publication.
    public static readonly PublicationLease Standard = new(TimeSpan.FromMilliseconds(20));

    /// <summary>Asks for each request.</summary>
    public static readonly PublicationLease None = new(TimeSpan.Zero);

    // Timers may end early by a tick of the system's clock.
    private static readonly TimeSpan s_timerSlack = TimeSpan.FromMilliseconds(5);

    /// <summary>The end of a lease for an answer to a question asked at a timestamp of the monotonic clock.</summary>
    public long EndOf(long askedAt) => askedAt + (long)(Duration.TotalSeconds * Stopwatch.Frequency);

    /// <summary>Ends when no node can hold a lease from before this call.</summary>
    public Task WaitOutAsync() => Duration == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(Duration + s_timerSlack);
}
