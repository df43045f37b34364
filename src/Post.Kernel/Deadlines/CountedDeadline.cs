using Post.Kernel.Time;

namespace Post.Kernel.Deadlines;

/// <summary>How far a count came.</summary>
public enum CountOutcome
{
    Dated,

    /// <summary>Nothing shows receipt and no presumption stands in for it: no date, and nothing is late (rule K4).</summary>
    NotStarted,

    /// <summary>The clock stands still and nobody knows until when.</summary>
    StandsStill,
}

/// <summary>The last day and how it was found.</summary>
/// <param name="Outcome">Whether there is a date at all.</param>
/// <param name="DayZero">The day before the first counted one.</param>
/// <param name="Due">The last day on which the act is in time.</param>
/// <param name="Earliest">The first day that any step of the count looked at.</param>
/// <param name="Latest">The last such day; null while the clock stands still.</param>
/// <param name="Explanation">Every step in words.</param>
public sealed record CountedDeadline(
    CountOutcome Outcome, DateOnly? DayZero, DateOnly? Due, DateOnly Earliest, DateOnly? Latest, DeadlineExplanation Explanation)
{
    /// <summary>The last instant in time, 23:59:59.999 in Massachusetts on the last day (rule K2).</summary>
    public DateTimeOffset? LastInstant => Due is { } due ? CivilClock.EndOf(due) : null;

    /// <summary>From when "more than" the period has passed: midnight after the last day (rule K5).</summary>
    public DateTimeOffset? PassedFrom => Due is { } due ? CivilClock.StartOf(due.AddDays(1)) : null;

    /// <summary>Whether an act is in time; without a date nothing is late.</summary>
    public bool IsInTime(DateTimeOffset act) => Due is not { } due || CivilClock.LegalDate(act) <= due;

    /// <summary>Whether an act known by its date alone is in time, such as a letter by its postmark.</summary>
    public bool IsInTime(DateOnly act) => Due is not { } due || act <= due;
}
