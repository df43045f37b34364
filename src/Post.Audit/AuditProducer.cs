using System.Diagnostics;

namespace Post.Audit;

/// <summary>This process as a source of events: its name, when it started, and its dense sequence.</summary>
public sealed class AuditProducer(string name, TimeProvider clock)
{
    private readonly DateTimeOffset _epoch = CanonicalEncoder.Rounded(clock.GetUtcNow());
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _sequence;

    /// <summary>Taken once per act, at its start; whatever way the act ends, its one event carries this number.</summary>
    public ProducerStamp Next() => new(
        name,
        _epoch,
        Interlocked.Increment(ref _sequence),
        CanonicalEncoder.Microseconds(Stopwatch.GetElapsedTime(_started)));
}
