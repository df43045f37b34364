namespace Post.Kernel.Deadlines;

/// <summary>How a holiday finds its day in a year.</summary>
public enum HolidayPattern
{
    FixedDay,
    NthWeekday,
    LastWeekday,
}

/// <summary>Where a holiday is kept that falls on a Sunday; one on a Saturday stays there (M.G.L. c. 4, § 7, cl. 18).</summary>
public enum HolidayObservance
{
    OnTheDay,
    SundayToMonday,
}

/// <summary>A legal holiday as dated data: its pattern, where it is kept, from when to when, and who says so.</summary>
public sealed record HolidayDefinition
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required HolidayPattern Pattern { get; init; }
    public required int Month { get; init; }
    public int? Day { get; init; }
    public DayOfWeek? Weekday { get; init; }
    public int? Nth { get; init; }
    public HolidayObservance Observance { get; init; }

    /// <summary>Null where it is kept statewide; else the part whose switch decides whether it stops a clock.</summary>
    public string? Part { get; init; }

    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required string Source { get; init; }

    /// <summary>
    /// The day it names in a year, before any observance; null when it is not in force then, or the year has no such day
    /// (February 29, a fifth Monday).
    /// </summary>
    public DateOnly? NominalIn(int year)
    {
        var number = Pattern switch
        {
            HolidayPattern.FixedDay => Day!.Value,
            HolidayPattern.NthWeekday => FirstOfMonth(year) + (7 * (Nth!.Value - 1)),
            _ => LastOfMonth(year),
        };
        if (number > DateTime.DaysInMonth(year, Month)) return null;
        var day = new DateOnly(year, Month, number);
        return ValidFrom <= day && (ValidTo is null || day <= ValidTo) ? day : null;
    }

    public DateOnly Observed(DateOnly nominal) =>
        Observance is HolidayObservance.SundayToMonday && nominal.DayOfWeek is DayOfWeek.Sunday ? nominal.AddDays(1) : nominal;

    private int FirstOfMonth(int year)
    {
        var first = new DateOnly(year, Month, 1);
        return 1 + (((int)Weekday!.Value - (int)first.DayOfWeek + 7) % 7);
    }

    private int LastOfMonth(int year)
    {
        var last = new DateOnly(year, Month, DateTime.DaysInMonth(year, Month));
        return last.Day - (((int)last.DayOfWeek - (int)Weekday!.Value + 7) % 7);
    }
}

/// <summary>What became of a calendar beside its holidays' patterns.</summary>
public enum CalendarChangeKind
{
    /// <summary>The offices are closed on a day for another reason than a holiday.</summary>
    Closed,

    /// <summary>A holiday is kept on another day, once.</summary>
    Moved,

    /// <summary>A holiday is not kept, once.</summary>
    Dropped,
}

/// <summary>One change of a calendar by somebody with a reason; it stands beside the pattern and does not alter it.</summary>
public sealed record CalendarChange(
    CalendarChangeKind Kind, Guid? HolidayId, DateOnly Day, DateOnly? MovedTo, string Name, string Reason, string Source);

/// <summary>From a day on, whether holidays of one part of the state stop a clock; policy, decided by somebody and dated.</summary>
public sealed record PartSwitch(string Part, bool Counts, DateOnly EffectiveFrom, string Authority);
