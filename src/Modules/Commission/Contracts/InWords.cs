using System.Globalization;

namespace Post.Commission.Contracts;

/// <summary>A legal date as a sentence writes it.</summary>
internal static class InWords
{
    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    public static string Of(DateOnly day) => day.ToString("MMMM d, yyyy", s_culture);
}
