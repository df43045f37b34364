using System.Text;

namespace Post.Sealer.Notes;

/// <summary>One signature line of a note: whose, and the four bytes that tell which of their keys.</summary>
internal sealed record NoteSignature(string Name, uint KeyId, byte[] Signature);

/// <summary>A text with the signatures under it, as C2SP signed-note describes.</summary>
internal sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const string Dash = "— ";
    private const int MaxSignatures = 16;

    /// <summary>The note a text reads as, or null when it is none.</summary>
    public static SignedNote? Parse(string note)
    {
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !note.EndsWith('\n') || note.Any(c => c < ' ' && c != '\n')) return null;
        return SignaturesIn(note[(end + 2)..]) is { } signatures ? new SignedNote(note[..(end + 1)], signatures) : null;
    }

    /// <summary>The signatures that lines read as, or null when one of them is none.</summary>
    public static IReadOnlyList<NoteSignature>? SignaturesIn(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length is 0 or > MaxSignatures) return null;
        var signatures = new List<NoteSignature>();
        foreach (var line in lines)
        {
            if (SignatureIn(line) is not { } signature) return null;
            signatures.Add(signature);
        }

        return signatures;
    }

    public static string Write(string text, string name, uint keyId, byte[] signature) => $"{text}\n{Line(name, keyId, signature)}";

    /// <summary>One signature line with its end.</summary>
    public static string Line(string name, uint keyId, byte[] signature)
    {
        byte[] signed = [(byte)(keyId >> 24), (byte)(keyId >> 16), (byte)(keyId >> 8), (byte)keyId, .. signature];
        return $"{Dash}{name} {Convert.ToBase64String(signed)}\n";
    }

    /// <summary>Whether a key known to the reader signed this text; signatures of unknown keys count for nothing.</summary>
    public bool IsSignedBy(VerifierKey key) => Signatures
        .Where(s => s.Name == key.Name && s.KeyId == key.Id)
        .Select(s => key.Verifies(Encoding.UTF8.GetBytes(Text), s.Signature))
        .FirstOrDefault();

    private static NoteSignature? SignatureIn(string line)
    {
        if (!line.StartsWith(Dash, StringComparison.Ordinal)) return null;
        var parts = line[Dash.Length..].Split(' ');
        if (parts.Length != 2 || parts[0].Length == 0 || parts[0].Contains('+', StringComparison.Ordinal)) return null;
        var bytes = new byte[parts[1].Length];
        if (!Convert.TryFromBase64String(parts[1], bytes, out var length) || length <= 4) return null;
        var id = (uint)((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]);
        return new NoteSignature(parts[0], id, bytes[4..length]);
    }
}
