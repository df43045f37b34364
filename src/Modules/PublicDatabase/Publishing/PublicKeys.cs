using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Post.PublicDatabase.Publishing;

/// <summary>
/// Public addresses: a keyed digest of the internal id, so that nobody can count, guess or link by them. 60 bits in
/// groups of four letters and digits without i, l, o and u, which people misread.
/// </summary>
internal sealed class PublicKeys
{
    public const string SecretName = "Post:PublicKeySecret";

    private const int SecretLength = 16;
    private const int Characters = 12;
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private readonly byte[] _secret;

    public PublicKeys(byte[] secret)
    {
        if (secret.Length < SecretLength)
        {
            throw new InvalidOperationException($"{SecretName} needs at least {SecretLength} random bytes, in base64.");
        }

        _secret = secret;
    }

    public static PublicKeys From(IConfiguration configuration)
    {
        var text = configuration[SecretName]
            ?? throw new InvalidOperationException(
                $"{SecretName} is not set. It makes the public addresses: keep it, and keep it secret.");
        try
        {
            return new PublicKeys(Convert.FromBase64String(text));
        }
        catch (FormatException failure)
        {
            throw new InvalidOperationException($"{SecretName} is not base64.", failure);
        }
    }

    public string OfOfficer(Guid personId) => KeyOf("officer:", personId);

    public string OfAgency(Guid agencyId) => KeyOf("agency:", agencyId);

    private string KeyOf(string domain, Guid id)
    {
        Span<byte> message = stackalloc byte[32];
        var length = Encoding.ASCII.GetBytes(domain, message);
        id.TryWriteBytes(message[length..], bigEndian: true, out var written);
        Span<byte> digest = stackalloc byte[32];
        HMACSHA256.HashData(_secret, message[..(length + written)], digest);
        var bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(digest) >> 4;
        return string.Create(Characters + 2, bits, static (key, rest) =>
        {
            for (var i = key.Length - 1; i >= 0; i--)
            {
                if (i is 4 or 9)
                {
                    key[i] = '-';
                    continue;
                }

                key[i] = Alphabet[(int)(rest & 31)];
                rest >>= 5;
            }
        });
    }
}
