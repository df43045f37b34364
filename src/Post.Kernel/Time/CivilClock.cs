namespace Post.Kernel.Time;

/// <summary>Legal dates: the calendar day in Massachusetts, never the UTC day (rule K1).</summary>
public static class CivilClock
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public static DateOnly Today(this TimeProvider clock) => LegalDate(clock.GetUtcNow());

    public static DateOnly LegalDate(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);
}
