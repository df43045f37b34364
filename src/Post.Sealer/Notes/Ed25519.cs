using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Post.Sealer.Notes;

/// <summary>Signatures of RFC 8032, which the framework lacks: the one place that knows the library they come from.</summary>
internal static class Ed25519
{
    public const int KeyLength = 32;
    public const int SignatureLength = 64;

    public static byte[] PublicKeyOf(byte[] seed) => new Ed25519PrivateKeyParameters(seed).GeneratePublicKey().GetEncoded();

    public static byte[] Sign(byte[] seed, byte[] message)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, new Ed25519PrivateKeyParameters(seed));
        signer.BlockUpdate(message, 0, message.Length);
        return signer.GenerateSignature();
    }

    public static bool Verifies(byte[] publicKey, byte[] message, byte[] signature)
    {
        if (signature.Length != SignatureLength) return false;
        var verifier = new Ed25519Signer();
        verifier.Init(forSigning: false, new Ed25519PublicKeyParameters(publicKey));
        verifier.BlockUpdate(message, 0, message.Length);
        return verifier.VerifySignature(signature);
    }

    /// <summary>Whether the bytes are a point that can be a public key.</summary>
    public static bool IsKey(byte[] bytes)
    {
        try
        {
            return new Ed25519PublicKeyParameters(bytes).GetEncoded().AsSpan().SequenceEqual(bytes);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The four bytes by which a note names a key (C2SP signed-note).</summary>
    public static uint KeyId(string name, byte type, byte[] publicKey)
    {
        var hash = SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', type, .. publicKey]);
        return (uint)((hash[0] << 24) | (hash[1] << 16) | (hash[2] << 8) | hash[3]);
    }
}
