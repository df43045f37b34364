namespace Post.Certification.Domain;

/// <summary>When an officer came back from leave, as the work statuses of one service say.</summary>
internal static class ReturnToDuty
{
    private static readonly string[] s_duty = ["FullDuty", "Restricted"];

    /// <summary>
    /// The first day of duty, full or restricted, after the day and after a leave; a suspension or another status in between is no return. A later
    /// leave changes nothing of it: the text lets the clock start, and nothing more.
    /// </summary>
    public static DateOnly? After(DateOnly day, IEnumerable<DatedValue> statuses)
    {
        var away = false;
        foreach (var status in statuses.OrderBy(s => s.From))
        {
            var duty = s_duty.Contains(status.Value);
            if (away && duty && status.From > day) return status.From;
            away = !duty && (away || status.Value is WorkStatusCode.OnLeave);
        }

        return null;
    }

    public static bool IsOnLeave(DateOnly day, IEnumerable<DatedValue> statuses) => statuses.Any(s => s.Value is WorkStatusCode.OnLeave && s.HoldsOn(day));
}
