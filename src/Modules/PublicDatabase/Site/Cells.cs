using System.Globalization;

namespace Post.PublicDatabase.Site;

/// <summary>Values as cells of a download: dates in ISO form, several values in one cell divided by semicolons.</summary>
internal static class Cells
{
    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? List(IEnumerable<string> values) => string.Join("; ", values) is { Length: > 0 } cell ? cell : null;
}
