using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Post.Kernel.Notices;

/// <summary>
/// Words of a notice that stand in its mail alone, such as a code. What is kept of the notice has marks in their place; the words lie beside
/// it sealed by a key that is not in the database, until the mail has left.
/// </summary>
internal sealed class SealedWords(IDataProtectionProvider keys)
{
    private const string MarkEnd = ": in the mail alone)";

    private readonly IDataProtector _keys = keys.CreateProtector("Post.Kernel.Notices.SealedWords");

    /// <summary>The words for the places of the template, marks for those that are sealed.</summary>
    public static IReadOnlyDictionary<string, string> Marked(NoticeRequest request) => request.Sealed.Count == 0
        ? request.Words
        : request.Words.Concat(request.Sealed.Keys.Select(k => KeyValuePair.Create(k, MarkOf(k)))).ToDictionary();

    public byte[]? Seal(IReadOnlyDictionary<string, string> words) =>
        words.Count == 0 ? null : _keys.Protect(JsonSerializer.SerializeToUtf8Bytes(words));

    /// <summary>The notice as it leaves; null when words belong in it that are not kept any more.</summary>
    public Notice? Filled(Notice notice)
    {
        var words = Open(notice.Sealed);
        if (words.Count == 0) return notice.OnlyTo is not null && notice.Text.Contains(MarkEnd, StringComparison.Ordinal) ? null : notice;
        return notice with { Text = Fill(notice.Text, words, w => w), Html = Fill(notice.Html, words, WebUtility.HtmlEncode) };
    }

    /// <summary>The text as its addressee reads it, while the words are kept.</summary>
    public string Shown(string text, byte[]? secrets) => Fill(text, Open(secrets), w => w);

    private static string MarkOf(string place) => $"({place}{MarkEnd}";

    private static string Fill(string text, IReadOnlyDictionary<string, string> words, Func<string, string> written) =>
        words.Aggregate(text, (filled, word) => filled.Replace(MarkOf(word.Key), written(word.Value), StringComparison.Ordinal));

    // A key that is gone opens nothing: the mail stays here, and whoever waits for it asks again.
    private Dictionary<string, string> Open(byte[]? secrets)
    {
        try
        {
            return secrets is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(_keys.Unprotect(secrets)) ?? [];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}
