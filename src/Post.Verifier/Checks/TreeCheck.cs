using Post.Verifier.Format;
using Post.Verifier.Sources;
using Post.Verifier.Tree;

namespace Post.Verifier.Checks;

/// <summary>Derives every root anew from the leaves and compares it with what was signed, and with what witnesses saw.</summary>
internal sealed class TreeCheck(ILogSource source, KeyChain? keys, Findings findings, IEnumerator<SeenTree>? witness, IAsyncEnumerator<CheckpointRow> checkpoints)
{
    private readonly GrowingTree _tree = new(source.First, source.Before);
    private readonly TileCheck _tiles = new(source, findings);
    private readonly List<FinalHash> _final = [];
    private CheckpointRow? _next;
    private SeenTree? _nextSeen;
    private bool _broken;
    private long _agreed;

    /// <summary>One behind the index of the last leaf.</summary>
    public long End { get; private set; } = source.First;

    /// <summary>Where the last leaf stands in the order of sealing.</summary>
    public (ulong Tx, Guid Id) Last { get; private set; }

    /// <summary>Leaves that stand behind one that is sealed after them.</summary>
    public List<LeafRow> Displaced { get; } = [];

    /// <summary>Size of the first sound checkpoint whose root the leaves do not give; the fault lies from <see cref="Vouched"/> on.</summary>
    public long? MismatchAt { get; private set; }

    /// <summary>Leaves under the last checkpoint that holds.</summary>
    public long Vouched { get; private set; } = source.First;

    public long Checkpoints { get; private set; }

    /// <summary>Size under the last stored checkpoint, whether it holds or not.</summary>
    public long LastStated { get; private set; } = source.First;

    public async Task BeginAsync()
    {
        await NextCheckpointAsync();
        NextSeen();
        while (_next is { } row && row.Size <= source.First) await PassAsync(row, compare: row.Size == source.First && source.First > 0);
        while (_nextSeen is { } seen && seen.Size <= source.First) NextSeen();
    }

    public async Task AddAsync(LeafRow leaf, CancellationToken ct)
    {
        CheckPlace(leaf);
        (Last, End) = ((leaf.Tx, leaf.Key.Id), leaf.Index + 1);
        _final.Clear();
        _tree.Add(leaf.Hash, _final);
        if (!_broken) await _tiles.AddAsync(_final, ct);
        while (_next is { } row && row.Size <= _tree.Size) await PassAsync(row, compare: row.Size == _tree.Size);
        while (_nextSeen is { } seen && seen.Size <= _tree.Size) Pass(seen);
    }

    public async Task EndAsync()
    {
        var size = End;
        while (_next is { } row) await PassAsync(row, compare: false);
        while (_nextSeen is { } seen)
        {
            if (seen.Size > size)
            {
                if (!source.IsPart) findings.Add(TamperClass.TailMissing, size, null, $"{seen.Who} saw {seen.Size} events sealed; the log has {size}.");
                break;
            }

            Pass(seen);
        }

        if (LastStated > size) findings.Add(TamperClass.TailMissing, size, null, $"A checkpoint covers {LastStated} events; the log has {size}.");
        if (LastStated < size) findings.Add(TamperClass.LeafUnsigned, LastStated, null, $"{size - LastStated} leaves stand behind the last checkpoint.");
    }

    private void CheckPlace(LeafRow leaf)
    {
        if (leaf.Index > End)
        {
            _broken = true;
            findings.Add(TamperClass.LeafMissing, End, null, $"Place {End} in the order is empty; the next leaf is {leaf.Index}.");
        }
        else if (leaf.Index < End)
        {
            _broken = true;
            findings.Add(TamperClass.LeafDuplicate, leaf.Index, leaf.Key.Id, $"Place {leaf.Index} in the order is taken twice.");
        }

        if (End > source.First && (leaf.Tx, leaf.Key.Id).CompareTo(Last) < 0)
        {
            Displaced.Add(leaf);
        }
    }

    private async Task PassAsync(CheckpointRow row, bool compare)
    {
        Checkpoints++;
        var good = IsGood(row);
        if (!good)
        {
            findings.Add(TamperClass.CheckpointForged, Vouched, null, $"The checkpoint of {row.Size} events is not signed by a key of this log, or does not say what stands beside it.");
        }
        else if (compare && !_broken && !row.Root.AsSpan().SequenceEqual(_tree.Root()))
        {
            _broken = true;
            MismatchAt = row.Size;
        }

        if (good && compare && !_broken) Vouched = row.Size;
        LastStated = Math.Max(LastStated, row.Size);
        await NextCheckpointAsync();
    }

    private void Pass(SeenTree seen)
    {
        if (seen.Size == _tree.Size && !_broken)
        {
            if (seen.Root.AsSpan().SequenceEqual(_tree.Root())) _agreed = seen.Size;
            else if (!findings.Has(TamperClass.HistoryRewritten, _ => true))
            {
                findings.Add(TamperClass.HistoryRewritten, _agreed, null, $"{seen.Who} saw another log of {seen.Size} events; up to {_agreed} it saw this one.");
            }
        }

        NextSeen();
    }

    private bool IsGood(CheckpointRow row) =>
        SignedText.Parse(row.Note) is { } note && StatedTree.Parse(note.Text) is { } stated
        && stated.Size == row.Size && stated.Root.AsSpan().SequenceEqual(row.Root)
        && (keys is null || (stated.Origin == keys.Origin && keys.For(row.Size)?.Signed(note) is true));

    private async Task NextCheckpointAsync() => _next = await checkpoints.MoveNextAsync() ? checkpoints.Current : null;

    private void NextSeen() => _nextSeen = witness?.MoveNext() is true ? witness.Current : null;
}
