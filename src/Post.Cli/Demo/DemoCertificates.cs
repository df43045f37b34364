using System.Globalization;

namespace Post.Cli.Demo;

/// <summary>Certificates of one invented officer: the first one, and renewals by the cohort of the surname.</summary>
internal static class DemoCertificates
{
    // The Commission began to certify on this day; whoever served then was certified from it.
    private static readonly DateOnly s_begin = new(2021, 7, 1);

    private const int TermYears = 3;

    public static IEnumerable<DemoCertificate> Of(DemoOfficer officer, IReadOnlyList<DemoSpell> spells, DemoDice dice)
    {
        if (officer.Status.Length == 0 && dice.Percent(60)) yield break;
        var hired = spells.Min(s => s.From);
        var granted = hired < s_begin ? s_begin : hired.AddDays(20);
        if (granted > DemoState.AsOf) yield break;

        var number = $"LEO-{officer.Number.Replace("-", "", StringComparison.Ordinal)}";
        var type = "Initial";
        var next = Renewal(officer.LastName, granted);
        var left = spells.Max(s => s.Until ?? DateOnly.MaxValue);
        while (next <= DemoState.AsOf && next < left)
        {
            yield return new DemoCertificate(number, type, "Renewed", null, granted, next, "");
            (type, granted, next) = ("Recertification", next, next.AddYears(TermYears));
        }

        yield return Last(officer, number, type, granted, next, dice);
        if (officer.Status is "Certified/SRO")
        {
            yield return new DemoCertificate(
                $"SRO-{number[4..]}", "SRO", "Active", null, granted, granted.AddYears(TermYears), "");
        }
    }

    private static DemoCertificate Last(DemoOfficer officer, string number, string type, DateOnly granted, DateOnly expires, DemoDice dice)
    {
        var on = granted.AddDays(dice.Between(1, Math.Max(2, DemoState.AsOf.DayNumber - granted.DayNumber)));
        on = on > DemoState.AsOf ? DemoState.AsOf : on;
        var plain = new DemoCertificate(number, type, "Active", null, granted, expires, "");
        return officer.Status switch
        {
            "Suspended" or "Administratively Suspended" => plain with { Status = "Suspended", StatusOn = on },
            "Decertified" => plain with { Status = "Revoked", StatusOn = on },
            "Expired" => plain with { Status = "Expired", StatusOn = on },
            "Not Certified" => plain with { Status = "Not renewed", StatusOn = on },
            "Conditionally Certified" when type is not "Initial" => plain with
            {
                Type = "Conditional",
                Conditions = dice.Percent(50) ? "Complete in-service training within 90 days" : "Pass the physical fitness evaluation",
            },
            _ => plain,
        };
    }

    // First round by the letter of the surname: A to H in 2022, I to P in 2023, Q to Z in 2024; whoever came later, three years on.
    private static DateOnly Renewal(string surname, DateOnly granted)
    {
        if (granted > s_begin) return granted.AddYears(TermYears);
        var letter = char.ToUpper(surname[0], CultureInfo.InvariantCulture);
        return s_begin.AddYears(letter <= 'H' ? 1 : letter <= 'P' ? 2 : 3);
    }
}
