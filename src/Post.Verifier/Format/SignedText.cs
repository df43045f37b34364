using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Post.Verifier.Format;

/// <summary>A public key that signs notes: ECDSA P-256, type 0x02 of C2SP signed-note.</summary>
internal sealed class NoteKey : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create();
    private readonly byte[] _id;

    private NoteKey(string line, string name, byte[] spki)
    {
        (Line, Name, _id) = (line, name, SHA256.HashData(spki)[..4]);
        _key.ImportSubjectPublicKeyInfo(spki, out _);
    }

    public string Line { get; }

    public string Name { get; }

    public static NoteKey? Parse(string line)
    {
        var parts = line.Split('+', 3);
        if (parts.Length != 3) return null;
        try
        {
            var bytes = Convert.FromBase64String(parts[2]);
            if (bytes.Length < 2 || bytes[0] != 2) return null;
            var key = new NoteKey(line, parts[0], bytes[1..]);
            var id = BinaryPrimitives.ReadUInt32BigEndian(key._id);
            return id.ToString("x8", CultureInfo.InvariantCulture) == parts[1] && key._key.KeySize == 256 ? key : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or CryptographicException)
        {
            return null;
        }
    }

    public bool Signed(SignedText note)
    {
        foreach (var (name, bytes) in note.Signatures)
        {
            if (name != Name || !bytes.AsSpan(0, 4).SequenceEqual(_id)) continue;
            return _key.VerifyData(
                Encoding.UTF8.GetBytes(note.Text), bytes.AsSpan(4), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }

        return false;
    }

    public void Dispose() => _key.Dispose();
}

/// <summary>A text with signatures under it (C2SP signed-note).</summary>
internal sealed record SignedText(string Text, IReadOnlyList<(string Name, byte[] KeyIdAndSignature)> Signatures)
{
    public static SignedText? Parse(string note)
    {
        var blank = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0 || !note.EndsWith('\n')) return null;
        var signatures = new List<(string, byte[])>();
        foreach (var line in note[(blank + 2)..^1].Split('\n'))
        {
            var words = line.Split(' ');
            if (words.Length != 3 || words[0] != "—") return null;
            var bytes = new byte[words[2].Length];
            if (!Convert.TryFromBase64String(words[2], bytes, out var length) || length < 5) return null;
            signatures.Add((words[1], bytes[..length]));
        }

        return new SignedText(note[..(blank + 1)], signatures);
    }
}

/// <summary>What a checkpoint's text states (C2SP tlog-checkpoint).</summary>
internal sealed record StatedTree(string Origin, long Size, byte[] Root)
{
    public static StatedTree? Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length < 4 || !long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)) return null;
        var root = new byte[33];
        return Convert.TryFromBase64String(lines[2], root, out var length) && length == 32 ? new StatedTree(lines[0], size, root[..32]) : null;
    }
}
