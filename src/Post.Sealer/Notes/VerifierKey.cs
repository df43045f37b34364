using System.Globalization;
using System.Security.Cryptography;

namespace Post.Sealer.Notes;

/// <summary>
/// Whose signatures are believed: name and public key, ECDSA over P-256 (signature type 0x02 of C2SP signed-note, whose key
/// id is the truncated SHA-256 of the key in SPKI form).
/// </summary>
internal sealed record VerifierKey(string Name, byte[] Spki)
{
    private const byte Ecdsa = 0x02;

    public uint Id { get; } = IdOf(Spki);

    /// <summary>One line that a person can carry: name, key id in hexadecimal, type and key in base64.</summary>
    public string Line => string.Create(CultureInfo.InvariantCulture, $"{Name}+{Id:x8}+{Convert.ToBase64String([Ecdsa, .. Spki])}");

    /// <summary>The key that a line names, or null when it names none.</summary>
    public static VerifierKey? Parse(string line)
    {
        var parts = line.Split('+', 3);
        if (parts.Length != 3 || !IsName(parts[0])) return null;
        var bytes = new byte[parts[2].Length];
        if (!Convert.TryFromBase64String(parts[2], bytes, out var length) || length < 2 || bytes[0] != Ecdsa) return null;
        var key = new VerifierKey(parts[0], bytes[1..length]);
        return key.IsP256() && parts[1] == key.Id.ToString("x8", CultureInfo.InvariantCulture) ? key : null;
    }

    public static bool IsName(string name) => name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');

    public bool Verifies(byte[] text, byte[] signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Spki, out _);
        return key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private bool IsP256()
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Spki, out var read);
            return read == Spki.Length && key.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static uint IdOf(byte[] spki)
    {
        var hash = SHA256.HashData(spki);
        return (uint)((hash[0] << 24) | (hash[1] << 16) | (hash[2] << 8) | hash[3]);
    }
}
