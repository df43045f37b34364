using System.Globalization;
using Post.Certification.Domain;

namespace Post.Certification.Rounds;

/// <summary>Rounds in the words of a page.</summary>
internal static class RoundWords
{
    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    public static string Title(RoundRule rule, string? from, string? to, DateOnly endsOn) => rule is RoundRule.Surname
        ? $"Surnames {from}–{to}, {Day(endsOn)}"
        : $"Birth month {endsOn.ToString("MMMM yyyy", s_culture)}";

    public static string Why(RoundRule rule, RoundCandidate officer, char? letter)
    {
        var until = officer.LapsesOn is { } last ? $"certified until {Day(last)}" : "no last day of the certification on record";
        return rule is RoundRule.Surname
            ? $"Surname “{officer.Surname}”, letter {letter}; {until}."
            : $"The certification ends in this month: {until}.";
    }

    public static string OfState(string state) => state switch
    {
        "Missing" => "No application",
        "Incomplete" => "Applied, not complete",
        "Complete" => "Complete, to decide",
        "Renewed" => "Renewed by a file",
        "Gone" => "No longer certified",
        "Merged" => "Merged into another number",
        _ => state,
    };

    /// <summary>The states that a figure of the board counts as one, so that its list shows exactly those officers.</summary>
    public static string[] CountedAs(string state) => state switch
    {
        "Decided" => ["Decided", "Renewed"],
        "Gone" => ["Gone", "Merged"],
        _ => [state],
    };

    /// <summary>The word of the status vocabulary whose tone a state wears.</summary>
    public static string ToneOf(string state) => state switch
    {
        "Decided" or "Renewed" => "Certified",
        "Complete" => "UnderReview",
        "Incomplete" => "ConditionallyCertified",
        "Missing" or "Expired" => "Suspended",
        _ => "NotCertified",
    };

    public static string Day(DateOnly day) => day.ToString("MMMM d, yyyy", s_culture);
}
