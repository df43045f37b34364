using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Post.PublicDatabase.Site;

/// <summary>Strong entity tags: the same for the same bytes, and they tell nothing that the bytes do not tell.</summary>
internal static class Tags
{
    private const int Bytes = 18;

    // Words and templates are part of the assembly, so another build may give other bytes for the same data.
    private static readonly string s_build = typeof(Tags).Module.ModuleVersionId.ToString("N");

    /// <summary>For bytes at hand.</summary>
    public static string OfContent(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, digest);
        return Quoted(digest);
    }

    /// <summary>For bytes that are made from nothing but the build, the published content and the question.</summary>
    public static string OfSource(string contentDigest, HttpRequest question) =>
        OfContent(Encoding.UTF8.GetBytes($"{s_build} {contentDigest} {question.Path} {question.QueryString}"));

    /// <summary>For bytes that are made from nothing but the build and the published content.</summary>
    public static string OfSource(string contentDigest) => OfContent(Encoding.UTF8.GetBytes($"{s_build} {contentDigest}"));

    /// <summary>Whether the caller says it has these bytes already.</summary>
    public static bool Holds(HttpRequest request, string tag) =>
        request.Headers.IfNoneMatch is { Count: > 0 } held && held.Any(h => h is not null && (h == "*" || h.Contains(tag, StringComparison.Ordinal)));

    private static string Quoted(ReadOnlySpan<byte> digest) => $"\"{Base64Url.EncodeToString(digest[..Bytes])}\"";
}
