using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Post.PublicDatabase.Site;

/// <summary>Every sentence of the public site comes from resources, so that another language is another file.</summary>
internal static class Words
{
    private static readonly ResourceManager s_resources = new("Post.PublicDatabase.Resources.PublicSite", typeof(Words).Assembly);
    private static readonly ConcurrentDictionary<string, FrozenDictionary<string, string>> s_languages = new();

    public static string Get(string key) =>
        InLanguage(CultureInfo.CurrentUICulture).TryGetValue(key, out var words)
            ? words
            : throw new InvalidOperationException($"The public site has no words for '{key}'.");

    public static string Format(string key, params ReadOnlySpan<object?> values) =>
        string.Format(Language, Get(key), values);

    /// <summary>"One of them" has words of its own in most languages: <c>key.one</c>, <c>key.many</c>.</summary>
    public static string Count(string key, int count, params ReadOnlySpan<object?> more)
    {
        object?[] values = [count.ToString("N0", Language), .. more];
        return Format(count == 1 ? $"{key}.one" : $"{key}.many", values);
    }

    public static string Day(DateOnly day) => day.ToString(Get("format.day"), Language);

    /// <summary>Language tag for the document.</summary>
    public static string Tag => Get("language.tag");

    public static IReadOnlyDictionary<string, string> All => InLanguage(CultureInfo.InvariantCulture);

    // Dates and figures follow the words, not the machine.
    public static CultureInfo Language => CultureInfo.GetCultureInfo(Get("language.culture"));

    private static FrozenDictionary<string, string> InLanguage(CultureInfo culture) =>
        s_languages.TryGetValue(culture.Name, out var words) ? words : s_languages.GetOrAdd(culture.Name, _ => Load(culture));

    private static FrozenDictionary<string, string> Load(CultureInfo culture)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var from = culture; ; from = from.Parent)
        {
            if (s_resources.GetResourceSet(from, true, false) is { } set)
            {
                foreach (DictionaryEntry entry in set) words.TryAdd((string)entry.Key, (string)entry.Value!);
            }

            if (from.Equals(CultureInfo.InvariantCulture)) return words.ToFrozenDictionary(StringComparer.Ordinal);
        }
    }
}
