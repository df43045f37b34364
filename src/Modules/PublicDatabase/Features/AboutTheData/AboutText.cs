using Post.PublicDatabase.Site;

namespace Post.PublicDatabase.Features.AboutTheData;

/// <summary>The rows of the page; their words and citations are resources, so an amended rule is a changed file.</summary>
internal static class AboutText
{
    public static readonly IReadOnlyList<string> Parts =
        ["shown", "left-out", "statuses", "sources", "columns", "api", "use", "privacy", "seal", "objection"];

    public static IReadOnlyList<AboutRow> Shown => Rows("about.shown");

    public static IReadOnlyList<AboutRow> LeftOut => Rows("about.left-out");

    // Numbered from 1 without a gap: about.shown.1, about.shown.1.clause, about.shown.2 and so on.
    private static List<AboutRow> Rows(string prefix)
    {
        var rows = new List<AboutRow>();
        while (Words.All.ContainsKey($"{prefix}.{rows.Count + 1}"))
        {
            var key = $"{prefix}.{rows.Count + 1}";
            rows.Add(new AboutRow(Words.Get(key), Words.Get($"{key}.clause")));
        }

        return rows;
    }
}

/// <summary>One plain sentence with the clause it stands on.</summary>
public sealed record AboutRow(string Text, string Clause);
