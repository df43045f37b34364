namespace Post.PublicDatabase.Site;

/// <summary>What 8.06(3)(b) has every page, export and print say; without their words the site does not start.</summary>
internal static class Advisories
{
    public static readonly IReadOnlyList<string> Codes = ["MayBeChallenged", "SeekCurrent"];

    public static IReadOnlyList<string> Texts => [.. Codes.Select(TextOf)];

    /// <summary>Both in one line, for a cell of a table.</summary>
    public static string OneLine => string.Join(' ', Texts);

    public static void ThrowIfEmpty() => ThrowIfEmpty(TextOf);

    public static void ThrowIfEmpty(Func<string, string> textOf)
    {
        if (Codes.FirstOrDefault(code => string.IsNullOrWhiteSpace(textOf(code))) is { } empty)
        {
            throw new InvalidOperationException($"Advisory {empty} has no text; 8.06(3)(b) requires it on every page.");
        }
    }

    private static string TextOf(string code) => Words.Get($"advisory.{code}");
}
