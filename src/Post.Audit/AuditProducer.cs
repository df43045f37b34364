using System.Collections.Concurrent;
using System.Diagnostics;

namespace Post.Audit;

/// <summary>This process as a source of events: its name, when it started, and its dense sequence.</summary>
public sealed class AuditProducer(string name, TimeProvider clock)
{
    private readonly DateTimeOffset _epoch = CanonicalEncoder.Rounded(clock.GetUtcNow());
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly ConcurrentDictionary<long, LostNumber> _lost = new();
    private long _sequence;

    /// <summary>Numbers that were taken and whose events may not have been written.</summary>
    public IReadOnlyCollection<LostNumber> Lost => [.. _lost.Values];

    /// <summary>Taken once per act, at its start; whatever way the act ends, its one event carries this number.</summary>
    public ProducerStamp Next() => Stamp(Interlocked.Increment(ref _sequence));

    /// <summary>
    /// The number's event was refused by the log, or nobody knows whether it was written. It is settled later: a hole in the
    /// count would look like a removed event.
    /// </summary>
    /// <param name="stamp">The number.</param>
    /// <param name="id">The event that should have carried it; null: it never had one.</param>
    public void Lose(ProducerStamp stamp, Guid? id)
    {
        // Another process's number is not ours to settle.
        if (stamp.Producer != name || stamp.Epoch != _epoch) return;
        var ids = id is { } given ? new[] { given } : [];
        _lost.AddOrUpdate(
            stamp.Sequence,
            number => new LostNumber(number, Stopwatch.GetTimestamp(), ids),
            (number, before) => new LostNumber(number, Stopwatch.GetTimestamp(), [.. before.Ids.Union(ids)]));
    }

    internal void Settle(LostNumber lost) => _lost.TryRemove(lost.Number, out _);

    // The number of then with the clocks of now, so that the event that fills it does not look as if a clock had stepped.
    internal ProducerStamp Stamp(long number) => new(
        name, _epoch, number, CanonicalEncoder.Microseconds(Stopwatch.GetElapsedTime(_started)));
}

/// <summary>A number without a known event.</summary>
/// <param name="Number">The number.</param>
/// <param name="Since">When it was last given up, as <see cref="Stopwatch"/> counts.</param>
/// <param name="Ids">Events that may carry it after all.</param>
public sealed record LostNumber(long Number, long Since, IReadOnlyList<Guid> Ids)
{
    public TimeSpan Age => Stopwatch.GetElapsedTime(Since);
}
