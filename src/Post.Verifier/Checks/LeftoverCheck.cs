using Post.Verifier.Sources;

namespace Post.Verifier.Checks;

/// <summary>Says why a row found no counterpart. Reads the leaves a second time, but only when there is something to explain.</summary>
internal sealed class LeftoverCheck(ILogSource source, Findings findings, Redactions redactions)
{
    public async Task RunAsync(Leftovers left, TreeCheck tree, long oldestUnsealed, CancellationToken ct)
    {
        var byId = left.Unsealed.ToLookup(e => e.Key.Id);
        var lonely = left.Leaves.ToList();
        var moved = lonely.Where(l => byId.Contains(l.Key.Id)).ToList();
        foreach (var leaf in moved)
        {
            findings.Add(TamperClass.EventMoved, leaf.Index, leaf.Key.Id, $"Event {leaf.Key.Id} has another time of the database than its sealed place {leaf.Index}.");
        }

        var movedIds = moved.Select(l => l.Key.Id).ToHashSet();
        lonely.RemoveAll(l => movedIds.Contains(l.Key.Id));
        var unsealed = left.Unsealed.Where(e => !movedIds.Contains(e.Key.Id)).OrderBy(e => (e.Tx, e.Key.Id)).ToList();
        CheckPayloads(left, movedIds);
        var behind = unsealed.Where(e => (e.Tx, e.Key.Id).CompareTo(tree.Last) < 0).ToList();
        foreach (var e in unsealed.Skip(behind.Count).Where(e => e.Key.AtDb < oldestUnsealed))
        {
            findings.Add(TamperClass.EventUnsealed, null, e.Key.Id, $"Event {e.Key.Id} waits for its seal longer than the lag allows.");
        }

        foreach (var e in unsealed.Where(e => !e.Computed.AsSpan().SequenceEqual(e.Stated)))
        {
            findings.Add(TamperClass.EventChanged, null, e.Key.Id, $"The columns of the unsealed event {e.Key.Id} are not those that were hashed.");
        }

        if (lonely.Count + behind.Count + tree.Displaced.Count > 0) await PlaceAsync(lonely, behind, tree.Displaced, ct);
    }

    private void CheckPayloads(Leftovers left, HashSet<Guid> moved)
    {
        foreach (var (e, leaf) in left.NoPayload.Where(n => !moved.Contains(n.Event.Key.Id)))
        {
            switch (redactions.Excuses(e.Key.Id))
            {
                case null:
                    findings.Add(TamperClass.PayloadMissing, leaf?.Index, e.Key.Id, $"The payload of event {e.Key.Id} is gone and no redaction names it.");
                    break;
                case false:
                    findings.Add(TamperClass.RedactionUnapproved, leaf?.Index, e.Key.Id, $"The payload of event {e.Key.Id} was taken away without another person having asked for it before.");
                    break;
            }
        }

        CheckUndone(left);
        foreach (var stray in left.StrayPayloads.Where(s => !moved.Contains(s.Id)))
        {
            findings.Add(TamperClass.PayloadStray, null, stray.Id, $"A payload belongs to event {stray.Id}, which is not in the log.");
        }
    }

    // In the part of a month most of what redactions name stands elsewhere.
    private void CheckUndone(Leftovers left)
    {
        if (source.IsPart || redactions.Count == 0) return;
        foreach (var target in redactions.Targets.Except(left.NoPayload.Select(n => n.Event.Key.Id)))
        {
            findings.Add(TamperClass.RedactionUndone, null, target, $"A redaction says that the payload of event {target} is gone; it is not, or there is no such event.");
        }
    }

    // A leaf without its event either repeats another leaf or has lost it.
    private async Task PlaceAsync(List<LeafRow> lonely, List<EventRow> behind, List<LeafRow> displaced, CancellationToken ct)
    {
        var wanted = lonely.ToDictionary(l => l.Key, l => l.Index);
        var repeated = new HashSet<EventKey>();
        var inserted = new Places(behind.Select(e => (e.Tx, e.Key.Id)));
        var moved = new Places(displaced.Select(l => (l.Tx, l.Key.Id)));
        await foreach (var leaf in source.LeavesAsync(ct))
        {
            inserted.Pass(leaf);
            moved.Pass(leaf);
            if (!wanted.TryGetValue(leaf.Key, out var index) || index == leaf.Index) continue;
            var second = Math.Max(index, leaf.Index);
            findings.Add(TamperClass.LeafDuplicate, second, leaf.Key.Id, $"Leaf {second} repeats the event of leaf {Math.Min(index, leaf.Index)}.");
            wanted.Remove(leaf.Key);
            repeated.Add(leaf.Key);
        }

        foreach (var (key, index) in wanted) findings.Add(TamperClass.EventMissing, index, key.Id, $"The event of leaf {index} is gone.");
        foreach (var (id, place) in inserted.Found)
        {
            findings.Add(TamperClass.EventInserted, place, id, $"Event {id} belongs before leaf {place} and was never sealed.");
        }

        foreach (var (id, place) in moved.Found.Where(m => !repeated.Any(r => r.Id == m.Id)))
        {
            findings.Add(TamperClass.OrderChanged, place, id, $"Leaf {place} is not the one that stands there in the order of sealing; that one comes later.");
        }
    }

    /// <summary>Where each of some events belongs: before the first leaf that is later in the order of sealing.</summary>
    private sealed class Places(IEnumerable<(ulong Tx, Guid Id)> wanted)
    {
        private readonly List<(ulong Tx, Guid Id)> _wanted = [.. wanted.Order()];
        private (ulong Tx, Guid Id) _greatest;
        private int _next;

        public List<(Guid Id, long Place)> Found { get; } = [];

        // Against the greatest so far, since the leaves themselves may be out of order.
        public void Pass(LeafRow leaf)
        {
            var place = (leaf.Tx, leaf.Key.Id);
            if (place.CompareTo(_greatest) > 0) _greatest = place;
            for (; _next < _wanted.Count && _wanted[_next].CompareTo(_greatest) < 0; _next++) Found.Add((_wanted[_next].Id, leaf.Index));
        }
    }
}
