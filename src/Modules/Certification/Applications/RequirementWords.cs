using System.Globalization;

namespace Post.Certification.Applications;

/// <summary>Requirements in the words of a page or a refusal.</summary>
internal static class RequirementWords
{
    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    /// <summary>A requirement by its title, and when what showed it ran out, if it did.</summary>
    public static string Of(string title, DateOnly? ranOutOn) => ranOutOn is { } day ? $"{title} ({RanOut(day)})" : title;

    public static string RanOut(DateOnly day) => string.Create(s_culture, $"ran out on {day:MMMM d, yyyy}");
}
