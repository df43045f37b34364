using Post.Verifier.Sources;

namespace Post.Verifier.Checks;

/// <summary>When somebody wrote last in one life of a producer.</summary>
internal sealed class LastWrite
{
    public long At { get; set; } = long.MinValue;
}

/// <summary>Numbers of producers as they are met: dense from 1 in each epoch, though not in order.</summary>
internal sealed class SequenceLedger(Findings findings)
{
    private sealed record Run(long From, long? FromIndex, Guid FromId, long FromAt)
    {
        public long To { get; set; } = From;
    }

    /// <summary>A producer that lives settles a number that it could not write within this time; docs/audit-format.md.</summary>
    private const long SettledWithin = 150_000_000;

    private readonly Dictionary<(string Producer, long Epoch), List<Run>> _runs = [];
    private readonly Dictionary<(string Producer, long Epoch), LastWrite> _last = [];

    public void Add(EventRow e, long? index)
    {
        var key = (e.Place.Producer, e.Place.Epoch);
        if (!_runs.TryGetValue(key, out var runs))
        {
            _runs[key] = runs = [];
            _last[key] = new LastWrite();
        }

        var last = _last[key];
        if (e.Key.AtDb > last.At) last.At = e.Key.AtDb;
        var number = e.Place.Number;
        // Nearly always the next one of the last run.
        var at = runs.Count;
        while (at > 0 && runs[at - 1].From > number) at--;
        var before = at > 0 ? runs[at - 1] : null;
        if (before is not null && number <= before.To)
        {
            findings.Add(TamperClass.SequenceDuplicate, index, e.Key.Id, $"Number {number} of {e.Place.Producer} is claimed by two events.");
            return;
        }

        if (before is not null && number == before.To + 1) before.To = number;
        else runs.Insert(at++, before = new Run(number, index, e.Key.Id, e.Key.AtDb));
        if (at >= runs.Count || runs[at].From != number + 1) return;
        before.To = runs[at].To;
        runs.RemoveAt(at);
    }

    /// <summary>Tells each hole in front of an event that is older than <paramref name="settled"/>: younger ones may still be on their way.</summary>
    public void End(long settled)
    {
        foreach (var ((producer, epoch), runs) in _runs)
        {
            var next = 1L;
            foreach (var run in runs)
            {
                if (run.From > next && run.FromAt <= settled)
                {
                    findings.Add(DiedBehind(producer, epoch, run) ? TamperClass.Unwritten : TamperClass.SequenceGap, run.FromIndex, run.FromId,
                        $"{producer}, started {Format.HeaderJson.InstantText(epoch)}, counts {run.From - next} events ({next} to {run.From - 1}) that are not in the log.");
                }

                next = run.To + 1;
            }
        }
    }

    // It never came to settle the number, and it was started again.
    private bool DiedBehind(string producer, long epoch, Run run) =>
        _last[(producer, epoch)].At - run.FromAt <= SettledWithin && _runs.Keys.Any(k => k.Producer == producer && k.Epoch > epoch);
}
