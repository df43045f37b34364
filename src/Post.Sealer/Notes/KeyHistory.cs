using System.Globalization;

namespace Post.Sealer.Notes;

/// <summary>A key and the size of the log after which it signs.</summary>
internal sealed record SealingKey(int Ordinal, VerifierKey Key, long AfterSize);

/// <summary>The keys of a log in order. The first signs its own note, each later one is vouched for by the one before it.</summary>
internal sealed class KeyHistory
{
    private const string Suffix = "/keys";
    private readonly List<SealingKey> _keys = [];

    public KeyHistory(string origin) => Origin = origin;

    public string Origin { get; }

    public IReadOnlyList<SealingKey> Keys => _keys;

    /// <summary>The key that signs next.</summary>
    public SealingKey? Last => _keys.Count == 0 ? null : _keys[^1];

    /// <summary>The history that the notes tell, or null when one of them does not follow from those before.</summary>
    public static KeyHistory? Read(string origin, IEnumerable<string> notes)
    {
        var history = new KeyHistory(origin);
        return notes.All(history.Add) ? history : null;
    }

    /// <summary>The note by which a key is brought in; <paramref name="by"/> is the key before it, or itself for the first.</summary>
    public string Introduce(VerifierKey key, long afterSize, SigningKey by) => by.Sign(string.Create(
        CultureInfo.InvariantCulture, $"{Origin}{Suffix}\n{_keys.Count + 1}\n{afterSize}\n{key.Line}\n"));

    /// <summary>Takes the next note; false, and nothing taken, when it does not follow.</summary>
    public bool Add(string note)
    {
        if (SignedNote.Parse(note) is not { } signed || Named(signed.Text) is not { } next) return false;
        var follows = Last is { } last
            ? next.AfterSize >= last.AfterSize && signed.IsSignedBy(last.Key)
            : next.AfterSize == 0 && signed.IsSignedBy(next.Key);
        if (!follows || next.Ordinal != _keys.Count + 1) return false;
        _keys.Add(next);
        return true;
    }

    /// <summary>The key that had to sign a checkpoint of this size.</summary>
    public VerifierKey? For(long size) => _keys.FindLast(k => k.AfterSize < size || size == 0)?.Key;

    private SealingKey? Named(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length != 5 || lines[0] != Origin + Suffix || lines[4].Length != 0) return null;
        return int.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            && long.TryParse(lines[2], NumberStyles.None, CultureInfo.InvariantCulture, out var after)
            && VerifierKey.Parse(lines[3]) is { } key
            ? new SealingKey(ordinal, key, after)
            : null;
    }
}
