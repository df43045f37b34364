using System.Globalization;

namespace Post.Kernel.Imports.Reading.Workbook;

/// <summary>Days as a workbook counts them, written the one way that nobody can misread: 2017-07-15, with the time
/// behind it if there is one.</summary>
internal static class WorkbookDates
{
    private const int LastDay = 2_958_465;
    private const int From1904 = 1_462;

    // The 1900 count has a 29 February 1900 that never was: days before it are one off, and it is no day.
    private const int NeverWas = 60;

    /// <summary>Null where the number is no day of the calendar.</summary>
    public static string? Text(double serial, bool from1904)
    {
        var day = from1904 ? serial + From1904 : serial;
        if (!(day >= 0) || day >= LastDay + 1) return null;
        if (!from1904 && (int)day == NeverWas) return null;
        if (day < 1) return TimeText(DateTime.UnixEpoch.AddSeconds(Math.Round(day * 86_400)));

        var shifted = !from1904 && day < NeverWas ? day + 1 : day;
        // Half a second either way: a fraction of a day is not exact in binary.
        var at = new DateTime(1899, 12, 30).AddDays(Math.Floor(shifted)).AddSeconds(Math.Round((shifted - Math.Floor(shifted)) * 86_400));
        return at.TimeOfDay == TimeSpan.Zero
            ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static string TimeText(DateTime at) => at.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
