using System.Globalization;

namespace Post.Sealer.Notes;

/// <summary>
/// An Ed25519 public key with a name: that of a log (type 0x01 of C2SP signed-note) or of a witness (0x04, C2SP tlog-cosignature).
/// </summary>
internal sealed record Ed25519Key(string Name, byte Type, byte[] PublicKey)
{
    public const byte OfLog = 0x01;
    public const byte OfWitness = 0x04;

    public uint Id { get; } = Ed25519.KeyId(Name, Type, PublicKey);

    /// <summary>One line that a person can carry: name, key id in hexadecimal, type and key in base64.</summary>
    public string Line => string.Create(CultureInfo.InvariantCulture, $"{Name}+{Id:x8}+{Convert.ToBase64String([Type, .. PublicKey])}");

    /// <summary>The key of this type that a line names, or null when it names none.</summary>
    public static Ed25519Key? Parse(string line, byte type)
    {
        var parts = line.Split('+', 3);
        if (parts.Length != 3 || !VerifierKey.IsName(parts[0])) return null;
        var bytes = new byte[parts[2].Length];
        if (!Convert.TryFromBase64String(parts[2], bytes, out var length) || length != 1 + Ed25519.KeyLength || bytes[0] != type) return null;
        var key = new Ed25519Key(parts[0], type, bytes[1..length]);
        return parts[1] == key.Id.ToString("x8", CultureInfo.InvariantCulture) && Ed25519.IsKey(key.PublicKey) ? key : null;
    }

    public bool Made(NoteSignature signature) => signature.Name == Name && signature.KeyId == Id;
}
