using Post.Verifier.Sources;

namespace Post.Verifier.Checks;

/// <summary>
/// Brings leaf, event and payload together by the event's id and compares their hashes. Rows come in nearly the same order, so
/// only what still waits for its counterpart is held.
/// </summary>
internal sealed class EntryMatcher(Findings findings, SequenceLedger sequence, Redactions redactions)
{
    /// <summary>Beyond this the two clocks of a producer have parted.</summary>
    private const long DriftMicroseconds = 2_000_000;

    private sealed class Slot
    {
        public LeafRow? Leaf;
        public EventRow? Event;
        public byte[]? Payload;
    }

    private readonly Dictionary<EventKey, Slot> _waiting = [];
    private readonly List<(LeafRow Leaf, EventRow Event)> _differing = [];

    public long Events { get; private set; }

    /// <summary>Events at which the wall clock of their producer had stepped.</summary>
    public long ClockSteps { get; private set; }

    /// <summary>Most rows that ever waited at once.</summary>
    public int MostWaiting { get; private set; }

    public void Add(LogBatch batch)
    {
        foreach (var payload in batch.Payloads) Put(payload);
        foreach (var e in batch.Events) Put(e);
        foreach (var leaf in batch.Leaves) Put(leaf);
        MostWaiting = Math.Max(MostWaiting, _waiting.Count);
    }

    /// <summary>Leaves that differ from events sound in themselves: the signature decides which of the two was changed.</summary>
    public void SettleDiffering(long vouched)
    {
        foreach (var (leaf, e) in _differing)
        {
            var (what, words) = leaf.Index < vouched
                ? (TamperClass.EventChanged, $"Event {e.Key.Id} was written anew with a fitting hash; the signed leaf {leaf.Index} is another.")
                : (TamperClass.LeafChanged, $"Leaf {leaf.Index} is not the hash of its event, nor what was signed.");
            findings.Add(what, leaf.Index, e.Key.Id, words);
        }
    }

    /// <summary>What found no counterpart; whatever of it can be compared is.</summary>
    public Leftovers End()
    {
        foreach (var slot in _waiting.Values)
        {
            if (slot is { Event: { } sealedOne, Leaf: { } leaf })
            {
                sequence.Add(sealedOne, leaf.Index);
                Compare(leaf, sealedOne);
            }
            else if (slot is { Event: { } e })
            {
                sequence.Add(e, null);
                if (slot.Payload is { } payload) ComparePayload(e, payload, null);
            }
        }

        return Left();
    }

    private Leftovers Left() => new(
        [.. _waiting.Values.Where(s => s.Leaf is not null && s.Event is null).Select(s => s.Leaf!)],
        [.. _waiting.Values.Where(s => s.Leaf is null && s.Event is not null).Select(s => s.Event!)],
        [.. _waiting.Where(s => s.Value.Payload is not null && s.Value.Event is null).Select(s => s.Key)],
        [.. _waiting.Values.Where(s => s.Event is not null && s.Payload is null).Select(s => (s.Event!, s.Leaf))]);

    private void Put(PayloadRow payload)
    {
        var slot = SlotOf(payload.Key);
        slot.Payload = payload.Digest;
        Finish(payload.Key, slot);
    }

    private void Put(EventRow e)
    {
        Events++;
        if (e.Redaction is { } act) redactions.Add(act);
        if (Math.Abs(e.ClockDrift) > DriftMicroseconds) ClockSteps++;
        var slot = SlotOf(e.Key);
        slot.Event = e;
        Finish(e.Key, slot);
    }

    private void Put(LeafRow leaf)
    {
        var slot = SlotOf(leaf.Key);
        if (slot.Leaf is { } first)
        {
            Duplicate(first, leaf);
            return;
        }

        slot.Leaf = leaf;
        Finish(leaf.Key, slot);
    }

    private void Duplicate(LeafRow first, LeafRow second) => findings.Add(
        TamperClass.LeafDuplicate, second.Index, second.Key.Id, $"Leaf {second.Index} repeats the event of leaf {first.Index}.");

    private Slot SlotOf(EventKey key)
    {
        if (!_waiting.TryGetValue(key, out var slot)) _waiting[key] = slot = new Slot();
        return slot;
    }

    private void Finish(EventKey key, Slot slot)
    {
        if (slot is not { Leaf: { } leaf, Event: { } e, Payload: { } payload }) return;
        _waiting.Remove(key);
        sequence.Add(e, leaf.Index);
        Compare(leaf, e);
        ComparePayload(e, payload, leaf.Index);
    }

    private void Compare(LeafRow leaf, EventRow e)
    {
        if (leaf.Tx != e.Tx) findings.Add(TamperClass.EventMoved, leaf.Index, e.Key.Id, $"Event {e.Key.Id} has another transaction than its sealed place {leaf.Index}.");
        var sound = e.Computed.AsSpan().SequenceEqual(e.Stated);
        if (sound && leaf.Hash.AsSpan().SequenceEqual(e.Stated)) return;
        if (sound) _differing.Add((leaf, e));
        else findings.Add(TamperClass.EventChanged, leaf.Index, e.Key.Id, $"The columns of event {e.Key.Id} are not those that were hashed.");
    }

    private void ComparePayload(EventRow e, byte[] payload, long? index)
    {
        if (payload.AsSpan().SequenceEqual(e.PayloadDigest)) return;
        findings.Add(TamperClass.PayloadChanged, index, e.Key.Id, $"The payload of event {e.Key.Id} is not the one that was hashed.");
    }
}

/// <summary>Rows without a counterpart at the end of the reading.</summary>
internal sealed record Leftovers(
    IReadOnlyList<LeafRow> Leaves, IReadOnlyList<EventRow> Unsealed, IReadOnlyList<EventKey> StrayPayloads, IReadOnlyList<(EventRow Event, LeafRow? Leaf)> NoPayload);
