using Post.Verifier.Format;

namespace Post.Verifier.Checks;

/// <summary>The last checkpoint that a witness cosigned.</summary>
internal sealed record CosignedHead(string Witness, long Size, DateTimeOffset At);

/// <summary>
/// The checkpoints that one witness cosigned. Without keys that the reader brings along, each line is believed by the key that
/// stands in it: then it proves only that nobody altered it since, and the keys are to be compared by hand.
/// </summary>
internal sealed class CosignedCopy(string folder)
{
    // The first second that a calendar of four digits does not know.
    private const long TooLate = 253_402_300_800;

    private readonly KeptLines _lines = new(Path.Combine(folder, "accepted.jsonl"));

    private sealed record Line(string Note, string? Key);

    /// <summary>The last one that held, once all are read.</summary>
    public CosignedHead? Last { get; private set; }

    /// <summary>Whether anything here claims to be cosigned by this key.</summary>
    public bool Names(string keyLine) => Lines().Any(l => l.Key == keyLine);

    /// <summary>The trees of the lines that hold, in the order of their sizes; of the others is told.</summary>
    public IEnumerable<SeenTree> Checkpoints(KeyChain? keys, VerifyOptions options, Findings findings)
    {
        foreach (var line in Lines())
        {
            if (Read(line, keys, options) is { } held && held.Tree.Size >= (Last?.Size ?? 0))
            {
                Last = new CosignedHead(held.Witness, held.Tree.Size, held.At);
                yield return new SeenTree($"The witness {held.Witness}", held.Tree.Size, held.Tree.Root);
                continue;
            }

            findings.Add(TamperClass.CheckpointForged, Last?.Size ?? 0, null,
                $"A line kept of the witness {Path.GetFileName(folder)} is not a checkpoint of this log with its cosignature, or is out of order.");
        }
    }

    // A witness that never answered has cosigned nothing, and that is no fault of the log.
    private IEnumerable<Line> Lines() => _lines.Exists ? _lines.Read<Line>() : [];

    private static (string Witness, StatedTree Tree, DateTimeOffset At)? Read(Line line, KeyChain? keys, VerifyOptions options)
    {
        if (CosignerKey.Parse(line.Key ?? "") is not { } key || !IsBelieved(key, options)) return null;
        if (SignedText.Parse(line.Note) is not { } note || StatedTree.Parse(note.Text) is not { } tree) return null;
        if (keys is not null && (tree.Origin != keys.Origin || keys.For(tree.Size)?.Signed(note) is not true)) return null;
        return key.SawAt(note) is { } at && at < TooLate ? (key.Name, tree, DateTimeOffset.FromUnixTimeSeconds(at)) : null;
    }

    // A key under a name that the reader knows must be the one that the reader knows.
    private static bool IsBelieved(CosignerKey key, VerifyOptions options) =>
        options.WitnessKeys.Contains(key.Line) || options.WitnessKeys.All(k => !k.StartsWith(key.Name + "+", StringComparison.Ordinal));
}
