using System.Security.Cryptography;
using System.Text;

namespace Post.Sealer.Notes;

/// <summary>
/// The key of the second signature, by which public witnesses know the log. It proves nothing to this log's own verifier, so it
/// has no history: a new one takes the place of the old as soon as the witnesses know it.
/// </summary>
internal sealed class Ed25519SigningKey
{
    // PKCS#8 of an Ed25519 key as in RFC 8410, section 7; the 32 bytes of the key follow.
    private static readonly byte[] s_head = Convert.FromHexString("302e020100300506032b657004220420");

    private readonly byte[] _seed;

    private Ed25519SigningKey(string name, byte[] seed)
    {
        _seed = seed;
        Verifier = new Ed25519Key(name, Ed25519Key.OfLog, Ed25519.PublicKeyOf(seed));
    }

    public Ed25519Key Verifier { get; }

    public static void Generate(string path) =>
        KeyFile.Create(path, PemEncoding.WriteString("PRIVATE KEY", [.. s_head, .. RandomNumberGenerator.GetBytes(Ed25519.KeyLength)]));

    public static Ed25519SigningKey Load(string path, string name) => SeedIn(KeyFile.Read(path)) is { } seed
        ? new Ed25519SigningKey(name, seed)
        : throw new KeyFileException($"The key file {path} does not hold an Ed25519 key in PEM form.");

    /// <summary>The note with this key's signature under it as well.</summary>
    public string SignOnto(string note)
    {
        var signed = SignedNote.Parse(note) ?? throw new ArgumentException("This is no signed note.", nameof(note));
        return signed.Signatures.Any(Verifier.Made)
            ? note
            : note + SignedNote.Line(Verifier.Name, Verifier.Id, Ed25519.Sign(_seed, Encoding.UTF8.GetBytes(signed.Text)));
    }

    private static byte[]? SeedIn(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var found) || pem[found.Label] != "PRIVATE KEY") return null;
        var der = new byte[found.DecodedDataLength];
        return Convert.TryFromBase64String(pem[found.Base64Data], der, out var length)
            && length == s_head.Length + Ed25519.KeyLength && der.AsSpan(0, s_head.Length).SequenceEqual(s_head)
            ? der[s_head.Length..length]
            : null;
    }
}
