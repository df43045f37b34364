using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Post.Sealer.Notes;

/// <summary>A witness's word that it saw a checkpoint as the continuation of all it saw before, and when (C2SP tlog-cosignature, v1).</summary>
/// <param name="Key">The witness's.</param>
/// <param name="At">Seconds since 1970, by the witness's clock.</param>
/// <param name="Signature">Over what <see cref="Message"/> gives.</param>
internal sealed record Cosignature(Ed25519Key Key, long At, byte[] Signature)
{
    private const int TimeLength = 8;

    /// <summary>The line that goes under the note.</summary>
    public string Line
    {
        get
        {
            var bytes = new byte[TimeLength + Signature.Length];
            BinaryPrimitives.WriteInt64BigEndian(bytes, At);
            Signature.CopyTo(bytes, TimeLength);
            return SignedNote.Line(Key.Name, Key.Id, bytes);
        }
    }

    /// <summary>The cosignature of a text that a signature line is, or null when it does not hold.</summary>
    public static Cosignature? Read(Ed25519Key key, string text, NoteSignature line)
    {
        if (!key.Made(line) || line.Signature.Length != TimeLength + Ed25519.SignatureLength) return null;
        var at = BinaryPrimitives.ReadInt64BigEndian(line.Signature);
        var signature = line.Signature[TimeLength..];
        return at >= 0 && Ed25519.Verifies(key.PublicKey, Message(at, text), signature) ? new Cosignature(key, at, signature) : null;
    }

    public static byte[] Message(long at, string text) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {at}\n{text}"));
}
