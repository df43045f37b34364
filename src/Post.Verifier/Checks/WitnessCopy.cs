using Post.Verifier.Format;

namespace Post.Verifier.Checks;

/// <summary>What others kept of this log, as it was when this was made: checkpoints and keys as they were when they were seen.</summary>
internal sealed class WitnessCopy
{
    private readonly KeptLines _keys;
    private readonly KeptLines _accepted;

    public WitnessCopy(string folder)
    {
        _keys = new KeptLines(Path.Combine(folder, "keys.jsonl"));
        _accepted = new KeptLines(Path.Combine(folder, "accepted.jsonl"));
        var cosigned = Path.Combine(folder, "cosigned");
        Cosigned = Directory.Exists(cosigned)
            ? [.. Directory.GetDirectories(cosigned).Order(StringComparer.Ordinal).Select(f => new CosignedCopy(f))]
            : [];
    }

    /// <summary>What came back from witnesses that sign what they saw.</summary>
    public IReadOnlyList<CosignedCopy> Cosigned { get; }

    public IReadOnlyList<string> KeyNotes() => [.. _keys.Read<Line>().Select(l => l.Note)];

    /// <summary>Checkpoints in the order in which the file witness took them, which is that of their sizes.</summary>
    public IEnumerable<StatedTree> Checkpoints() => _accepted.Read<Line>()
        .Select(l => SignedText.Parse(l.Note)).Select(n => n is null ? null : StatedTree.Parse(n.Text)).OfType<StatedTree>();

    /// <summary>All that anybody saw, in the order of the sizes.</summary>
    public IEnumerable<SeenTree> Seen(KeyChain? keys, VerifyOptions options, Findings findings) => SeenTree.InOrder(
    [
        Checkpoints().Select(t => new SeenTree("A witness", t.Size, t.Root)),
        .. Cosigned.Select(c => c.Checkpoints(keys, options, findings)),
    ]);

    private sealed record Line(string Note);
}
