using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Post.Verifier.Format;

/// <summary>A witness's public key: Ed25519, type 0x04, for the cosignatures of C2SP tlog-cosignature.</summary>
internal sealed class CosignerKey
{
    private const int KeyLength = 32;
    private const int IdLength = 4;
    private const int TimeLength = 8;
    private const int SignatureLength = 64;

    private readonly byte[] _id;
    private readonly Ed25519PublicKeyParameters _key;

    private CosignerKey(string line, string name, byte[] id, byte[] key)
    {
        (Line, Name, _id) = (line, name, id);
        _key = new Ed25519PublicKeyParameters(key);
    }

    public string Line { get; }

    public string Name { get; }

    public static CosignerKey? Parse(string line)
    {
        var parts = line.Split('+', 3);
        if (parts.Length != 3 || parts[0].Length == 0) return null;
        try
        {
            var bytes = Convert.FromBase64String(parts[2]);
            if (bytes.Length != 1 + KeyLength || bytes[0] != 4) return null;
            var id = SHA256.HashData([.. Encoding.UTF8.GetBytes(parts[0]), (byte)'\n', .. bytes])[..IdLength];
            return Convert.ToHexStringLower(id) == parts[1] ? new CosignerKey(line, parts[0], id, bytes[1..]) : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>When the witness saw the text, in seconds since 1970 by its clock; null without a cosignature of it that holds.</summary>
    public long? SawAt(SignedText note)
    {
        foreach (var (name, bytes) in note.Signatures)
        {
            if (name != Name || !bytes.AsSpan(0, IdLength).SequenceEqual(_id)) continue;
            if (bytes.Length != IdLength + TimeLength + SignatureLength) return null;
            var at = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(IdLength));
            var message = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {at}\n{note.Text}"));
            return at >= 0 && Holds(message, bytes[(IdLength + TimeLength)..]) ? at : null;
        }

        return null;
    }

    private bool Holds(byte[] message, byte[] signature)
    {
        var verifier = new Ed25519Signer();
        verifier.Init(forSigning: false, _key);
        verifier.BlockUpdate(message, 0, message.Length);
        return verifier.VerifySignature(signature);
    }
}
