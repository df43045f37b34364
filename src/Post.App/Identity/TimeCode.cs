using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Post.App.Identity;

/// <summary>
/// The codes of an authenticator app (RFC 6238: SHA-1, 30 seconds, 6 digits). The framework's own check tells only whether a
/// code fits; this one tells which step it is of, so that a code read over a shoulder cannot be used again.
/// </summary>
internal static class TimeCode
{
    public const int SecretBytes = 20;
    public const int Digits = 6;

    private const int StepSeconds = 30;

    // A clock half a minute off, and a code typed as it changes (RFC 6238, 5.2).
    private const int StepsAround = 1;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string At(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The apps know nothing else; a keyed digest does not rest on collisions being hard (RFC 6238, 1.2).
        var digest = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(digest.AsSpan(digest[^1] & 0x0f)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    public static long StepAt(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The step whose code it is; null when it fits none about now.</summary>
    public static long? StepOf(byte[] secret, string code, DateTimeOffset now)
    {
        var typed = Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsAsciiDigit)));
        var present = StepAt(now);
        long? found = null;
        for (var step = present - StepsAround; step <= present + StepsAround; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.UTF8.GetBytes(At(secret, step)))) found = step;
        }

        return found;
    }

    /// <summary>The form in which apps take a secret (RFC 4648, base 32).</summary>
    public static string Spell(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        int buffer = 0, bits = 0;
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Alphabet[(buffer >> bits) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        if (bits > 0) text.Append(Alphabet[(buffer << (5 - bits)) & 31]);
        return text.ToString();
    }

    public static string InGroups(string text) => string.Join(' ', text.Chunk(4).Select(c => new string(c)));
}
