using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Post.Kernel.Time;
using Post.Testing;

namespace Post.Kernel.Tests.Time;

/// <summary>The legal day is the day on the wall in Massachusetts.</summary>
public sealed class CivilClockTests
{
    private static readonly DateTimeOffset s_from = new(2007, 3, 1, 0, 0, 0, TimeSpan.Zero);

    // Since 2007 clocks change at 2:00 on the second Sunday of March and the first of November.
    private static readonly Gen<DateTimeOffset> s_instants = Gen.OneOf(
        from day in Gen.Choose(0, 365 * 60)
        from second in Gen.Choose(0, 86_399)
        select s_from.AddDays(day).AddSeconds(second),
        from year in Gen.Choose(2007, 2070)
        from spring in Gen.Elements(true, false)
        from second in Gen.Choose(-90_000, 90_000)
        select (spring ? SpringForward(year) : FallBack(year)).AddSeconds(second));

    [Theory]
    [InlineData("2026-06-10T03:59:59Z", "2026-06-09")]
    [InlineData("2026-06-10T04:00:00Z", "2026-06-10")]
    [InlineData("2026-01-10T04:59:59Z", "2026-01-09")]
    [InlineData("2026-01-10T05:00:00Z", "2026-01-10")]
    [InlineData("2026-03-08T04:59:59Z", "2026-03-07")]
    [InlineData("2026-03-08T07:00:00Z", "2026-03-08")]
    [InlineData("2026-03-09T03:59:59Z", "2026-03-08")]
    [InlineData("2026-03-09T04:00:00Z", "2026-03-09")]
    [InlineData("2026-11-01T03:59:59Z", "2026-10-31")]
    [InlineData("2026-11-01T06:00:00Z", "2026-11-01")]
    [InlineData("2026-11-02T04:59:59Z", "2026-11-01")]
    [InlineData("2026-11-02T05:00:00Z", "2026-11-02")]
    [InlineData("2027-01-01T04:59:59Z", "2026-12-31")]
    [InlineData("2028-02-29T12:00:00Z", "2028-02-29")]
    public void Instant_HasThisLegalDate(string instant, string date) => Assert.Equal(
        DateOnly.Parse(date, CultureInfo.InvariantCulture), CivilClock.LegalDate(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)));

    [Fact]
    public void AnyInstant_HasTheDateOfTheRuleItself() => Check.QuickThrowOnFailure(Prop.ForAll(s_instants.ToArbitrary(), at =>
        CivilClock.LegalDate(at) == DateOnly.FromDateTime(at.UtcDateTime.AddHours(IsSummer(at) ? -4 : -5))));

    [Fact]
    public void SameInstantWrittenElsewhere_HasTheSameDate() => Check.QuickThrowOnFailure(Prop.ForAll(
        s_instants.ToArbitrary(), Gen.Choose(-14, 14).ToArbitrary(),
        (at, hours) => CivilClock.LegalDate(at) == CivilClock.LegalDate(at.ToOffset(TimeSpan.FromHours(hours)))));

    [Fact]
    public void LaterInstant_NeverHasAnEarlierDate() => Check.QuickThrowOnFailure(Prop.ForAll(
        s_instants.ToArbitrary(), Gen.Choose(0, 100_000).ToArbitrary(),
        (at, seconds) => CivilClock.LegalDate(at) <= CivilClock.LegalDate(at.AddSeconds(seconds))));

    [Fact]
    public void EveryLegalDay_Lasts23To25Hours()
    {
        for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
        {
            var hours = Enumerable.Range(0, 72).Count(h => CivilClock.LegalDate(new DateTimeOffset(day.AddDays(-1).ToDateTime(default), default).AddHours(h)) == day);

            Assert.Equal(day == new DateOnly(2026, 3, 8) ? 23 : day == new DateOnly(2026, 11, 1) ? 25 : 24, hours);
        }
    }

    [Fact]
    public void Today_IsTheLegalDateOfTheClock()
    {
        var clock = new TestClock(new DateTimeOffset(2026, 7, 1, 3, 59, 0, TimeSpan.Zero));
        Assert.Equal(new DateOnly(2026, 6, 30), clock.Today());

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new DateOnly(2026, 7, 1), clock.Today());
    }

    private static bool IsSummer(DateTimeOffset at) => at >= SpringForward(at.UtcDateTime.Year) && at < FallBack(at.UtcDateTime.Year);

    private static DateTimeOffset SpringForward(int year) => Sunday(new DateOnly(year, 3, 8), 7);

    private static DateTimeOffset FallBack(int year) => Sunday(new DateOnly(year, 11, 1), 6);

    private static DateTimeOffset Sunday(DateOnly onOrAfter, int hourUtc) => new(
        onOrAfter.AddDays((7 - (int)onOrAfter.DayOfWeek) % 7).ToDateTime(new TimeOnly(hourUtc, 0)), TimeSpan.Zero);
}
