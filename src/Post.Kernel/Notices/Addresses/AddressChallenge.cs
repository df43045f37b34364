using System.Security.Cryptography;
using System.Text;

namespace Post.Kernel.Notices.Addresses;

/// <summary>A code and a link that went to one address alone: whoever has either reads what is sent there.</summary>
/// <param name="Id">The challenge.</param>
/// <param name="ContactPointId">The address.</param>
/// <param name="CodeHash">Digest of the code; the code itself is in the mail alone.</param>
/// <param name="SentAt">When it was made (UTC).</param>
/// <param name="ExpiresAt">From when on it opens nothing (UTC).</param>
/// <param name="TriesLeft">How many wrong codes are borne yet.</param>
/// <param name="NoticeId">The notice that carries it.</param>
public sealed record AddressChallenge(
    Guid Id, Guid ContactPointId, byte[] CodeHash, DateTimeOffset SentAt, DateTimeOffset ExpiresAt, int TriesLeft, Guid? NoticeId)
{
    public bool IsOpen(DateTimeOffset now) => now < ExpiresAt && TriesLeft > 0;

    public bool Fits(string typed) => CryptographicOperations.FixedTimeEquals(CodeHash, ChallengeSecret.HashOfCode(Id, typed));
}

/// <summary>For how many hours a code opens, how many wrong ones are borne, and how many are sent to one addressee on a day; dated data.</summary>
public sealed record ChallengeRule(int Hours, int Tries, int SendsADay);

/// <summary>Makes codes and links, and digests of them: the database holds those alone.</summary>
internal static class ChallengeSecret
{
    // No letter or digit that is mistaken for another on a small screen.
    private const string Signs = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
    private const int CodeLength = 8;
    private const int GroupLength = 4;
    private const int LinkBytes = 32;

    public static string NewCode() => string.Join('-', RandomNumberGenerator.GetString(Signs, CodeLength).Chunk(GroupLength).Select(part => new string(part)));

    public static string NewLink() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(LinkBytes));

    // With the challenge in it, so that two of the same code have different digests.
    public static byte[] HashOfCode(Guid challenge, string typed) => Hash($"{challenge:N} {Plain(typed)}");

    public static byte[] HashOfLink(string token) => Hash(token.Trim().ToLowerInvariant());

    private static string Plain(string typed) => new([.. typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);

    private static byte[] Hash(string words) => SHA256.HashData(Encoding.UTF8.GetBytes(words));
}
