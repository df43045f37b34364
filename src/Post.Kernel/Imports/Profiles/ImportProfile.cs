using System.Security.Cryptography;
using System.Text;
using Post.Kernel.Imports.Reading;

namespace Post.Kernel.Imports.Profiles;

/// <summary>How files of one sender mean a kind; a change makes a new version, and runs keep the one they were read by.</summary>
public sealed record ImportProfile(
    Guid Id,
    string Kind,
    string Name,
    int Version,
    ReadingOptions Reading,
    AsOfRule AsOfRule,
    IReadOnlyList<string> Header,
    IReadOnlyList<FieldRule> Fields,
    string MadeBy,
    DateTimeOffset MadeAt)
{
    public const int NameMaxLength = 100;

    public DateTimeOffset? SupersededAt { get; init; }

    public DateTimeOffset? RetiredAt { get; init; }

    public string? RetiredBy { get; init; }

    public string? RetiredBecause { get; init; }

    public bool Live => SupersededAt is null && RetiredAt is null;

    /// <summary>Alike for two files with the same column names, in whatever order they stand.</summary>
    public static string Fingerprint(IReadOnlyList<string> header) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\n', HeaderNames.Of(header).Select(HeaderNames.Key).Order(StringComparer.Ordinal)))));
}

/// <summary>The columns of a header by name, also those without one.</summary>
internal static class HeaderNames
{
    public static IReadOnlyList<string> Of(IReadOnlyList<string> header) =>
        [.. header.Select((name, i) => ColumnMap.NameOf(name.Trim(), i))];

    /// <summary>What two spellings of a name have in common; a name without letters is its own.</summary>
    public static string Key(string name) => ColumnLayout.Fold(name) is { Length: > 0 } folded ? folded : name;

    /// <summary>Where the column stands; none or several is the caller's to refuse.</summary>
    public static IReadOnlyList<int> Find(IReadOnlyList<string> header, string column)
    {
        var names = Of(header);
        var exact = Places(names, n => string.Equals(n, column, StringComparison.Ordinal));
        return exact.Count > 0 ? exact : Places(names, n => Key(n) == Key(column));
    }

    private static List<int> Places(IReadOnlyList<string> names, Func<string, bool> fits) =>
        [.. Enumerable.Range(0, names.Count).Where(i => fits(names[i]))];
}
