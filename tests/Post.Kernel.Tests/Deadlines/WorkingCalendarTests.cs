using Post.Kernel.Deadlines;

namespace Post.Kernel.Tests.Deadlines;

/// <summary>Which days are business days in Massachusetts (M.G.L. c. 4, § 7, cl. 18).</summary>
public sealed class WorkingCalendarTests
{
    [Theory]
    [InlineData(2025, "1/1 1/20 2/17 4/21 5/26 6/19 7/4 9/1 10/13 11/11 11/27 12/25")]
    [InlineData(2026, "1/1 1/19 2/16 4/20 5/25 6/19 9/7 10/12 11/11 11/26 12/25")]
    [InlineData(2027, "1/1 1/18 2/15 4/19 5/31 7/5 9/6 10/11 11/11 11/25")]
    [InlineData(2028, "1/17 2/21 4/17 5/29 6/19 7/4 9/4 10/9 11/23 12/25")]
    [InlineData(2029, "1/1 1/15 2/19 4/16 5/28 6/19 7/4 9/3 10/8 11/12 11/22 12/25")]
    public void Year_HasTheseHolidaysOnWeekdays(int year, string days)
    {
        var found = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
            .Select(d => new DateOnly(year, 1, 1).AddDays(d))
            .Where(d => Sample.Massachusetts.Closed(d) is { Kind: NonWorkingKind.Holiday })
            .Select(d => $"{d.Month}/{d.Day}");

        Assert.Equal(days, string.Join(' ', found));
    }

    [Theory]
    [InlineData(HolidayPattern.FixedDay, 2, 29, null, null, 2028, "2028-02-29")]
    [InlineData(HolidayPattern.FixedDay, 2, 29, null, null, 2027, null)]
    [InlineData(HolidayPattern.NthWeekday, 3, null, DayOfWeek.Monday, 5, 2026, "2026-03-30")]
    [InlineData(HolidayPattern.NthWeekday, 4, null, DayOfWeek.Monday, 5, 2026, null)]
    [InlineData(HolidayPattern.LastWeekday, 12, null, DayOfWeek.Friday, null, 9999, "9999-12-31")]
    public void Holiday_IsKeptOnlyInYearsThatHaveItsDay(
        HolidayPattern pattern, int month, int? day, DayOfWeek? weekday, int? nth, int year, string? expected)
    {
        var holiday = Sample.Independence with { Pattern = pattern, Month = month, Day = day, Weekday = weekday, Nth = nth };

        Assert.Equal(expected is null ? null : Sample.Day(expected), holiday.NominalIn(year));
    }

    [Theory]
    [InlineData("2026-03-17", "2026-06-17")]
    [InlineData("2024-03-18", "2024-06-17")]
    [InlineData("2030-03-18", "2030-06-17")]
    public void SuffolkDays_CloseOnlyBySwitch(string evacuation, string bunkerHill)
    {
        foreach (var day in new[] { Sample.Day(evacuation), Sample.Day(bunkerHill) })
        {
            Assert.True(Sample.Massachusetts.IsBusinessDay(day));
            Assert.Equal(Sample.Suffolk, Sample.Massachusetts.WithoutEffect(day)?.Part);
            Assert.False(Sample.WithSuffolk.IsBusinessDay(day));
            Assert.Null(Sample.WithSuffolk.WithoutEffect(day));
        }
    }

    [Fact]
    public void Switch_CountsFromItsDayOn()
    {
        var calendar = Sample.Calendar(switches:
        [
            new PartSwitch(Sample.Suffolk, false, Sample.Day("2000-01-01"), "Default"),
            new PartSwitch(Sample.Suffolk, true, Sample.Day("2026-04-01"), "Counsel"),
        ]);

        Assert.True(calendar.IsBusinessDay(Sample.Day("2026-03-17")));
        Assert.False(calendar.IsBusinessDay(Sample.Day("2026-06-17")));
    }

    [Fact]
    public void SundayHoliday_IsKeptOnMondayAndSaysSo() =>
        Assert.Equal("Independence Day (kept on Monday, as July 4 is a Sunday)", Sample.Massachusetts.Closed(Sample.Day("2027-07-05"))?.Name);

    [Fact]
    public void SaturdayHoliday_TakesNoFridayAndNoMonday()
    {
        Assert.True(Sample.Massachusetts.IsBusinessDay(Sample.Day("2026-07-03")));
        Assert.True(Sample.Massachusetts.IsBusinessDay(Sample.Day("2026-07-06")));
        Assert.Equal("Independence Day", Sample.Massachusetts.HolidayOrClosure(Sample.Day("2026-07-04"))?.Name);
    }

    [Fact]
    public void MovedHoliday_ClosesItsNewDayAlone()
    {
        var calendar = Sample.Calendar(
            [new CalendarChange(CalendarChangeKind.Moved, Sample.Independence.Id, Sample.Day("2025-07-04"), Sample.Day("2025-07-07"), "Independence Day", "Order", "Governor")]);

        Assert.True(calendar.IsBusinessDay(Sample.Day("2025-07-04")));
        Assert.Equal("Independence Day, moved from Jul 4, 2025 (Order)", calendar.Closed(Sample.Day("2025-07-07"))?.Name);
        Assert.False(calendar.IsBusinessDay(Sample.Day("2024-07-04")));
    }

    [Fact]
    public void DroppedHoliday_IsABusinessDayInThatYearOnly()
    {
        var calendar = Sample.Calendar(
            [new CalendarChange(CalendarChangeKind.Dropped, Sample.Independence.Id, Sample.Day("2025-07-04"), null, "Independence Day", "Order", "Governor")]);

        Assert.True(calendar.IsBusinessDay(Sample.Day("2025-07-04")));
        Assert.False(calendar.IsBusinessDay(Sample.Day("2028-07-04")));
    }

    [Fact]
    public void EndedHoliday_WasOneUntilThen()
    {
        var ended = Sample.Holidays.Select(h =>
            h.Id == Sample.Independence.Id ? h with { ValidTo = Sample.Day("2025-12-31") } : h);
        var calendar = new WorkingCalendar("c", "c", [DayOfWeek.Sunday], ended);

        Assert.False(calendar.IsBusinessDay(Sample.Day("2025-07-04")));
        Assert.True(calendar.IsBusinessDay(Sample.Day("2028-07-04")));
    }

    [Fact]
    public void ClosureOnAHoliday_NamesBoth()
    {
        var calendar = Sample.Calendar([Sample.Closure("2025-12-25")]);

        Assert.Equal("Snow emergency (Blizzard); Christmas Day", calendar.Closed(Sample.Day("2025-12-25"))?.Name);
    }

    // Only a calendar that closes every day of the week could send a search round for ever.
    [Fact]
    public void WeekWithoutABusinessDay_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new WorkingCalendar("c", "c", Enum.GetValues<DayOfWeek>(), []));
}
