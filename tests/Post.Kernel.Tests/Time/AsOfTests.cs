using Post.Kernel.Time;
using Post.Testing;

namespace Post.Kernel.Tests.Time;

public sealed class AsOfTests
{
    private static readonly TestClock s_clock = new(DateTimeOffset.Parse("2026-07-04T02:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void NothingGiven_IsTodayInMassachusettsWithAllThatIsKnown()
    {
        var at = AsOf.Of(null, null, s_clock);

        Assert.Equal(new DateOnly(2026, 7, 3), at.On);
        Assert.Equal(s_clock.GetUtcNow(), at.Known);
    }

    [Theory]
    [InlineData("2026-03-07", "2026-03-08T05:00:00Z")]
    [InlineData("2026-03-08", "2026-03-09T04:00:00Z")]
    [InlineData("2025-11-02", "2025-11-03T05:00:00Z")]
    public void PastDay_IsKnownUpToItsMidnightThere(string day, string midnight)
    {
        var at = AsOf.Of(null, Day(day), s_clock);
        var end = Instant(midnight);

        Assert.True(at.Knew(end.AddTicks(-1), null));
        Assert.False(at.Knew(end, null));
        Assert.True(at.Knew(end.AddDays(-9), end));
        Assert.False(at.Knew(end.AddDays(-9), end.AddTicks(-1)));
    }

    [Theory]
    [InlineData("2026-07-03")]
    [InlineData("2026-07-04")]
    [InlineData("9999-12-31")]
    public void TodayOrLater_IsAllThatIsKnownNow(string day) => Assert.Equal(s_clock.GetUtcNow(), AsOf.Of(null, Day(day), s_clock).Known);

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
