using System.Security.Cryptography;
using System.Text.Json;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Site;

/// <summary>The document of an officer as the API serves it: the published bytes with the advisories put before them.</summary>
internal static class OfficerJson
{
    private static readonly byte[] s_opening = Opening();

    public static byte[] Of(PublishedEntry entry)
    {
        // Both are objects: the opening goes without its end, the document without its beginning.
        var document = entry.Json.Span;
        var served = new byte[s_opening.Length + document.Length];
        s_opening.CopyTo(served, 0);
        served[s_opening.Length] = (byte)',';
        document[1..].CopyTo(served.AsSpan(s_opening.Length + 1));
        return served;
    }

    /// <summary>What a reader gets who hashes the answer of the API.</summary>
    public static string Sha256Of(PublishedEntry entry) => Convert.ToHexStringLower(SHA256.HashData(Of(entry)));

    private static byte[] Opening()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, IReadOnlyList<string>> { ["advisories"] = Advisories.Texts },
            ApiJson.Options);
        return json[..^1];
    }
}
