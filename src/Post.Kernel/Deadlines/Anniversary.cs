namespace Post.Kernel.Deadlines;

/// <summary>The day so many months or years on; where that month is too short, its last day (rule K5).</summary>
public static class Anniversary
{
    public static DateOnly Of(DateOnly day, int count, DeadlineUnit unit) => unit switch
    {
        DeadlineUnit.Month => day.AddMonths(count),
        DeadlineUnit.Year => day.AddYears(count),
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Days have no anniversary."),
    };

    /// <summary>The first day of a given month that is not before the anniversary: terms that end in the month of birth.</summary>
    public static DateOnly InMonth(DateOnly day, int years, int month)
    {
        var anniversary = day.AddYears(years);
        var first = new DateOnly(anniversary.Year, month, 1);
        return first < anniversary ? first.AddYears(1) : first;
    }
}
