using System.Globalization;
using System.Text.RegularExpressions;

namespace Post.Kernel.Imports.Profiles;

/// <summary>One way of writing a day, with the same day as its example.</summary>
public sealed record DateForm(string Pattern, string Example);

/// <summary>The ways of writing a day that files are known to use; a profile names one of them.</summary>
public static partial class DateForms
{
    public const string Iso = "yyyy-MM-dd";

    // Month first before day first: where a column fits both, this is an American file.
    public static readonly IReadOnlyList<DateForm> All =
    [
        new(Iso, "2017-07-05"), new("M/d/yyyy", "7/5/2017"), new("d/M/yyyy", "5/7/2017"), new("M/d/yy", "7/5/17"),
        new("M-d-yyyy", "7-5-2017"), new("d.M.yyyy", "5.7.2017"), new("yyyy/M/d", "2017/7/5"), new("yyyyMMdd", "20170705"),
        new("MMddyyyy", "07052017"), new("d-MMM-yyyy", "5-Jul-2017"), new("d-MMM-yy", "5-Jul-17"), new("MMM d, yyyy", "Jul 5, 2017"),
        new("MMMM d, yyyy", "July 5, 2017"),
    ];

    public static bool IsKnown(string pattern) => All.Any(f => f.Pattern == pattern);

    /// <summary>Reads a day, with or without a time behind it; two-digit years end with the year of the file.</summary>
    public static bool TryRead(string text, string pattern, int lastYear, out DateOnly date) =>
        Parse(text, pattern, lastYear, out date)
        || (TimeBehind().Match(text) is { Success: true } time && Parse(text[..time.Index], pattern, lastYear, out date));

    private static bool Parse(string text, string pattern, int lastYear, out DateOnly date)
    {
        if (!DateOnly.TryParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out date)) return false;
        if (HasShortYear(pattern))
        {
            while (date.Year > lastYear) date = date.AddYears(-100);
        }

        return true;
    }

    private static bool HasShortYear(string pattern) =>
        pattern.Contains("yy", StringComparison.Ordinal) && !pattern.Contains("yyyy", StringComparison.Ordinal);

    [GeneratedRegex(@"[T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?( ?[AaPp][Mm])?Z?\z")]
    private static partial Regex TimeBehind();
}
