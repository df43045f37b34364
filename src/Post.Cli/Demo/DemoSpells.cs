namespace Post.Cli.Demo;

/// <summary>An invented spell of service; an end that is null goes on.</summary>
internal sealed record DemoSpell(
    string Agency, string Rank, string Appointment, DateOnly From, DateOnly? Until, string Nature = "", string Reason = "",
    string Misconduct = "", string Investigation = "");

/// <summary>An invented certificate or renewal.</summary>
internal sealed record DemoCertificate(
    string Number, string Type, string Status, DateOnly? StatusOn, DateOnly Granted, DateOnly Expires, string Conditions);

/// <summary>Twenty years of service of one invented officer, which ends where the lists say it is now.</summary>
internal static class DemoSpells
{
    private const string Patrol = "Patrol Officer";
    private const int LongEnoughToRise = 5 * 365;

    private static readonly Weighted<int> s_earlierAgencies = new((70, 0), (22, 1), (8, 2));

    private static readonly Weighted<string> s_natures = new(
        (46, "Resignation"), (34, "Retirement"), (6, "Termination"), (3, "Layoff"), (3, "Death"), (2, "Termination for cause"));

    private static readonly Weighted<string> s_appointments = new((88, "Full-time"), (7, "Part-time"), (3, "Reserve"), (2, "Special"));

    public static IReadOnlyList<DemoSpell> Of(DemoOfficer officer, IReadOnlyList<DemoAgency> agencies, DemoDice dice)
    {
        var spells = new List<DemoSpell>();
        var serving = officer.CurrentAgency != DemoOfficer.NoAgency;
        var end = serving ? (DateOnly?)null : DemoState.AsOf.AddDays(-dice.Between(30, 4 * 365));
        var from = (end ?? DemoState.AsOf).AddDays(-dice.Between(200, 20 * 365));
        var posts = Posts(officer, agencies, serving, dice);
        for (var i = 0; i < posts.Count; i++)
        {
            var last = i == posts.Count - 1;
            var until = last ? end : Between(from, end ?? DemoState.AsOf, posts.Count - i, dice);
            spells.AddRange(Service(posts[i], from, until, officer, dice));
            if (until is { } left) from = Earlier(left.AddDays(dice.Between(1, 60)), end ?? DemoState.AsOf);
        }

        // Some serve a second agency beside the first, a few hours a week.
        if (serving && dice.Percent(3))
        {
            var second = dice.Pick(agencies).Name;
            if (second != officer.CurrentAgency && spells.TrueForAll(s => s.Agency != second))
            {
                spells.Add(new DemoSpell(second, "Special Officer", "Part-time", Between(from, DemoState.AsOf, 2, dice), null));
            }
        }

        return spells;
    }

    // The agency of the complaints is the last one before the present, or the present one.
    private static List<string> Posts(DemoOfficer officer, IReadOnlyList<DemoAgency> agencies, bool serving, DemoDice dice)
    {
        var posts = new List<string>();
        for (var i = s_earlierAgencies.Pick(dice); i > 0; i--) posts.Add(dice.Pick(agencies).Name);
        posts.Add(officer.Agency.Name);
        if (serving) posts.Add(officer.CurrentAgency);
        // The same agency twice in a row is one service.
        return [.. posts.Where((p, i) => posts.IndexOf(p, i + 1) < 0)];
    }

    private static IEnumerable<DemoSpell> Service(string agency, DateOnly from, DateOnly? until, DemoOfficer officer, DemoDice dice)
    {
        var appointment = s_appointments.Pick(dice);
        var last = until ?? DemoState.AsOf;
        var rank = Patrol;
        foreach (var next in (string[])["Sergeant", "Lieutenant"])
        {
            var days = last.DayNumber - from.DayNumber;
            if (days < LongEnoughToRise || !dice.Percent(30)) break;
            // A promotion ends one row and begins the next on the same day, as agencies write it.
            var promoted = from.AddDays(dice.Between(days / 3, days * 2 / 3));
            yield return new DemoSpell(agency, rank, appointment, from, promoted);
            (from, rank) = (promoted, next);
        }

        yield return Ended(new DemoSpell(agency, rank, appointment, from, until), officer, dice);
    }

    private static DemoSpell Ended(DemoSpell spell, DemoOfficer officer, DemoDice dice)
    {
        if (spell.Until is null) return spell;
        if (officer.Status is "Decertified")
        {
            return spell with { Nature = "Termination for cause", Reason = "Discipline", Misconduct = "Yes", Investigation = "Yes" };
        }

        var nature = s_natures.Pick(dice);
        return spell with
        {
            Nature = nature,
            Reason = nature is "Resignation" ? "Accepted another position" : "",
            Misconduct = nature.StartsWith("Termination", StringComparison.Ordinal) ? "Yes" : dice.Percent(85) ? "No" : "Unknown",
            Investigation = dice.Percent(2) ? "Yes" : dice.Percent(85) ? "No" : "Unknown",
        };
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateOnly Between(DateOnly from, DateOnly until, int parts, DemoDice dice)
    {
        var days = Math.Max(2, (until.DayNumber - from.DayNumber) / parts);
        return from.AddDays(dice.Between(1, days));
    }
}
