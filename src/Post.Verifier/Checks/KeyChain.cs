using System.Globalization;
using Post.Verifier.Format;

namespace Post.Verifier.Checks;

/// <summary>A key and the size after which it signs.</summary>
internal sealed record ChainedKey(NoteKey Key, long AfterSize);

/// <summary>The keys of a log, each vouched for by the one before it.</summary>
internal sealed class KeyChain : IDisposable
{
    private readonly List<ChainedKey> _keys = [];

    private KeyChain(string origin) => Origin = origin;

    public string Origin { get; }

    public IReadOnlyList<ChainedKey> Keys => _keys;

    /// <summary>The chain as far as it holds, and the ordinal of the first note that does not follow (0: all do).</summary>
    public static (KeyChain? Chain, int Broken) Read(IReadOnlyList<string> notes)
    {
        if (notes.Count == 0) return (null, 0);
        KeyChain? chain = null;
        for (var i = 0; i < notes.Count; i++)
        {
            var note = SignedText.Parse(notes[i]);
            var lines = note?.Text.Split('\n') ?? [];
            if (lines.Length != 5 || !lines[0].EndsWith("/keys", StringComparison.Ordinal)) return (chain, i + 1);
            chain ??= new KeyChain(lines[0][..^5]);
            if (!chain.Follows(note!, lines, i)) return (chain, i + 1);
        }

        return (chain, 0);
    }

    public NoteKey? For(long size) => _keys.FindLast(k => k.AfterSize < size)?.Key;

    public void Dispose() => _keys.ForEach(k => k.Key.Dispose());

    private bool Follows(SignedText note, string[] lines, int place)
    {
        if (lines[0] != Origin + "/keys" || lines[1] != (place + 1).ToString(CultureInfo.InvariantCulture)) return false;
        if (!long.TryParse(lines[2], NumberStyles.None, CultureInfo.InvariantCulture, out var after) || NoteKey.Parse(lines[3]) is not { } key) return false;
        var signer = _keys.Count == 0 ? key : _keys[^1].Key;
        if (after < (_keys.Count == 0 ? 0 : _keys[^1].AfterSize) || (_keys.Count == 0 && after != 0) || !signer.Signed(note)) return false;
        _keys.Add(new ChainedKey(key, after));
        return true;
    }
}
