using Post.Sealer.Notes;
using Post.Sealer.Tree;

namespace Post.Sealer.Witness;

/// <summary>A checkpoint as the witness keeps it, with the witness's own time.</summary>
internal sealed record WitnessedNote(DateTimeOffset At, string Note, string? Why = null);

/// <summary>Why a witness did not take a checkpoint; null when it did.</summary>
internal enum WitnessRefusal
{
    UnknownLog,
    NotACheckpoint,
    NotSigned,
    KeysDiffer,
    Smaller,
    OtherRoot,
    NotConsistent,
}

/// <summary>
/// Keeps in a folder of its own, best on another host, the checkpoints it has seen of one log, and takes the next only if it
/// continues the last. What it refused it keeps too: two signed histories are the proof of a split view.
/// </summary>
internal sealed class FileWitness
{
    private readonly JsonLines _accepted;
    private readonly JsonLines _refused;
    private readonly JsonLines _keyNotes;
    private readonly KeyHistory _keys;
    private readonly TimeProvider _clock;

    private FileWitness(string folder, string origin, TimeProvider clock)
    {
        _clock = clock;
        _accepted = new JsonLines(Path.Combine(folder, "accepted.jsonl"));
        _refused = new JsonLines(Path.Combine(folder, "refused.jsonl"));
        _keyNotes = new JsonLines(Path.Combine(folder, "keys.jsonl"));
        _keys = KeyHistory.Read(origin, _keyNotes.Read<WitnessedNote>().Select(k => k.Note))
            ?? throw new InvalidDataException($"The witness's own list of keys in {folder} does not hold together.");
        Last = _accepted.Last<WitnessedNote>() is { } last ? Checkpoint.Parse(SignedNote.Parse(last.Note)!.Text) : null;
    }

    /// <summary>The latest checkpoint taken.</summary>
    public Checkpoint? Last { get; private set; }

    public static FileWitness Open(string root, string origin, TimeProvider clock) => new(FolderOf(root, origin), origin, clock);

    /// <summary>One folder a log; a slash in the origin would be a path.</summary>
    public static string FolderOf(string root, string origin) =>
        Directory.CreateDirectory(Path.Combine(root, origin.Replace('/', '_'))).FullName;

    /// <param name="note">The signed checkpoint.</param>
    /// <param name="proof">From the last one taken to this one.</param>
    /// <param name="keyNotes">The log's key history as it stands.</param>
    public WitnessRefusal? Offer(string note, IReadOnlyList<byte[]> proof, IReadOnlyList<string> keyNotes)
    {
        var refusal = LearnKeys(keyNotes) ?? Judge(note, proof);
        if (refusal is null && Last?.Text == Checkpoint.Parse(SignedNote.Parse(note)!.Text)!.Text) return null;
        if (refusal is null)
        {
            _accepted.Append(new WitnessedNote(_clock.GetUtcNow(), note));
            Last = Checkpoint.Parse(SignedNote.Parse(note)!.Text);
        }
        else
        {
            _refused.Append(new WitnessedNote(_clock.GetUtcNow(), note, refusal.ToString()));
        }

        return refusal;
    }

    // The first key seen is believed, as nobody else can be asked; an operator compares it with what the sealer printed.
    private WitnessRefusal? LearnKeys(IReadOnlyList<string> keyNotes)
    {
        if (KeyHistory.Read(_keys.Origin, keyNotes) is not { } told || told.Keys.Count < _keys.Keys.Count) return WitnessRefusal.KeysDiffer;
        for (var i = 0; i < _keys.Keys.Count; i++)
        {
            if (told.Keys[i].Key.Line != _keys.Keys[i].Key.Line || told.Keys[i].AfterSize != _keys.Keys[i].AfterSize) return WitnessRefusal.KeysDiffer;
        }

        foreach (var next in keyNotes.Skip(_keys.Keys.Count))
        {
            if (!_keys.Add(next)) return WitnessRefusal.KeysDiffer;
            _keyNotes.Append(new WitnessedNote(_clock.GetUtcNow(), next));
        }

        return null;
    }

    private WitnessRefusal? Judge(string note, IReadOnlyList<byte[]> proof)
    {
        if (SignedNote.Parse(note) is not { } signed || Checkpoint.Parse(signed.Text) is not { } next) return WitnessRefusal.NotACheckpoint;
        if (next.Origin != _keys.Origin) return WitnessRefusal.UnknownLog;
        if (_keys.For(next.Size) is not { } key || !signed.IsSignedBy(key)) return WitnessRefusal.NotSigned;
        if (Last is not { } last) return null;
        if (next.Size < last.Size) return WitnessRefusal.Smaller;
        if (next.Size == last.Size) return next.Root.AsSpan().SequenceEqual(last.Root) ? null : WitnessRefusal.OtherRoot;
        return ProofCheck.IsConsistent(last.Size, last.Root, next.Size, next.Root, proof) ? null : WitnessRefusal.NotConsistent;
    }
}
