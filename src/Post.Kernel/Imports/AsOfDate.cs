using System.Globalization;
using System.Text.RegularExpressions;

namespace Post.Kernel.Imports;

/// <summary>The day of which a file's rows are evidence, as its name tells it (G-EVIDENCE).</summary>
public static partial class AsOfDate
{
    // As the Commission names its downloads: ..._20240824.csv, ...-082424.csv, and the plain ISO form.
    private static readonly string[] s_forms = ["yyyyMMdd", "yyyy-MM-dd", "MMddyy"];

    public static DateOnly? FromFileName(string fileName)
    {
        foreach (Match match in Digits().Matches(Path.GetFileNameWithoutExtension(fileName)))
        {
            if (DateOnly.TryParseExact(match.Value, s_forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                && date.Year is >= 1990 and <= 2100)
            {
                return date;
            }
        }

        return null;
    }

    [GeneratedRegex(@"(?<![0-9])([0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{6})(?![0-9])")]
    private static partial Regex Digits();
}
