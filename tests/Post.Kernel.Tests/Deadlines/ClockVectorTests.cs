using Post.Kernel.Deadlines;
using static Post.Kernel.Tests.Deadlines.Sample;

namespace Post.Kernel.Tests.Deadlines;

/// <summary>Both sets of clock vectors of the requirements, each against rules written out in the test.</summary>
public sealed class ClockVectorTests
{
    // K1, K2: calendar days, the day of the event left out; a deadline that binds an agency does not roll (K3).
    [Theory]
    [Trait("Rule", "K2")]
    [InlineData("2024-02-20", 10, "2024-03-01")]
    [InlineData("2023-02-20", 10, "2023-03-02")]
    [InlineData("2025-06-04", 30, "2025-07-04")]
    [InlineData("2024-06-01", 10, "2024-06-11")]
    public void CalendarDays_CountEveryDayAndStay(string from, int days, string due) =>
        Assert.Equal(Day(due), CalendarDays(days).From(from).Due);

    [Fact]
    [Trait("Rule", "K1")]
    public void SuppliedInTheNight_CountsAsTheMassachusettsDay()
    {
        var counted = CalendarDays(10).Count(DeadlineTrigger.Instant("Supplied", At("2024-03-11T03:30:00Z")));

        Assert.Equal(Day("2024-03-10"), counted.DayZero);
        Assert.Equal(Day("2024-03-20"), counted.Due);
    }

    [Theory]
    [Trait("Rule", "K3")]
    [InlineData("2026-03-02", "2026-04-01")]
    [InlineData("2024-02-01", "2024-03-04")]
    [InlineData("2025-06-04", "2025-07-07")]
    [InlineData("2025-12-02", "2026-01-02")]
    public void FurtherReview_RunsThirtyDaysFromReceiptAndRolls(string received, string due) =>
        Assert.Equal(Day(due), FurtherReview.From(received).Due);

    [Fact]
    [Trait("Rule", "K2")]
    public void LastInstant_IsTheLastMillisecondAcrossTheMarchChange()
    {
        var counted = FurtherReview.From("2026-03-02");

        Assert.Equal(At("2026-04-02T03:59:59.999Z"), counted.LastInstant);
        Assert.True(counted.IsInTime(At("2026-04-02T03:30:00Z")));
        Assert.False(counted.IsInTime(At("2026-04-02T04:00:00Z")));
    }

    [Theory]
    [Trait("Rule", "K5")]
    [Trait("Clause", "8.06(4)(b)13")]
    [InlineData("2023-09-01", "2026-09-01", "2026-09-02T04:00:00Z")]
    [InlineData("2024-02-29", "2027-02-28", "2027-03-01T05:00:00Z")]
    public void ThreeYears_HavePassedFromTheDayAfterTheAnniversary(string received, string anniversary, string hiddenFrom)
    {
        var counted = Rule(3, DeadlineUnit.Year).From(received);

        Assert.Equal(Day(anniversary), counted.Due);
        Assert.Equal(At(hiddenFrom), counted.PassedFrom);
    }

    [Fact]
    public void PetitionWindow_ClosesAtTheEndOfTheTwentyFirstDay()
    {
        var counted = CalendarDays(21, RollRule.NextBusinessDay).From("2025-05-01");

        Assert.Equal(Day("2025-05-22"), counted.Due);
        Assert.Equal(At("2025-05-23T03:59:59.999Z"), counted.LastInstant);
    }

    [Theory]
    [Trait("Rule", "K6")]
    [InlineData("2021-06-30", false)]
    [InlineData("2021-07-01", true)]
    public void Since_IncludesItsDay(string day, bool within) =>
        Assert.Equal(within, Day(day) >= Rule(0, DeadlineUnit.CalendarDay).From("2021-07-01").Due);

    [Theory]
    [InlineData("2025-11-26", 10, "2025-12-11")]
    [InlineData("2025-11-26", 15, "2025-12-18")]
    [InlineData("2025-12-20", 10, "2026-01-07")]
    [InlineData("2026-06-12", 10, "2026-06-29")]
    public void RecordsRequest_CountsBusinessDays(string received, int days, string due) =>
        Assert.Equal(Day(due), Records(days).From(received).Due);

    [Fact]
    public void RecordsRequestOnASaturday_IsReceivedOnMonday() =>
        Assert.Equal(Day("2025-12-22"), Records(10).From("2025-12-20").DayZero);

    [Theory]
    [InlineData("2026-03-13", "2026-03-17")]
    [InlineData("2025-07-03", "2025-07-08")]
    [InlineData("2026-07-03", "2026-07-07")]
    public void Complaint_HasTwoBusinessDays(string received, string due) =>
        Assert.Equal(Day(due), BusinessDays(2).From(received).Due);

    [Fact]
    public void SuffolkSwitch_MovesBoth()
    {
        Assert.Equal(Day("2026-06-30"), Records(10).From("2026-06-12", WithSuffolk).Due);
        Assert.Equal(Day("2026-03-18"), BusinessDays(2).From("2026-03-13", WithSuffolk).Due);
    }

    [Theory]
    [InlineData("2026-06-13", "2026-07-06")]
    [InlineData("2025-12-04", "2025-12-26")]
    public void Decision_HasTwentyOneDaysThatRoll(string decided, string due) =>
        Assert.Equal(Day(due), CalendarDays(21, RollRule.NextBusinessDay).From(decided).Due);

    [Fact]
    public void FiveDays_AreShortUnderTheCivilRulesAlone()
    {
        Assert.Equal(Day("2025-07-10"), Civil(5).From("2025-07-02").Due);
        Assert.Equal(Day("2025-07-07"), CalendarDays(5).From("2025-07-02").Due);
    }

    [Theory]
    [InlineData("2025-08-01", 11, "2028-11-01")]
    [InlineData("2025-08-01", 8, "2028-08-01")]
    [InlineData("2025-08-01", 7, "2029-07-01")]
    public void BirthMonth_IsTheFirstOneAfterThreeYears(string expired, int month, string expires) =>
        Assert.Equal(Day(expires), Anniversary.InMonth(Day(expired), 3, month));

    // JB-2: the length of a window is in days, not in hours.
    [Theory]
    [Trait("Rule", "K2")]
    [InlineData("2026-03-01", "2026-03-22", "2026-03-23T03:59:59.999Z")]
    [InlineData("2026-10-20", "2026-11-10", "2026-11-11T04:59:59.999Z")]
    [InlineData("2026-02-15", "2026-03-08", "2026-03-09T03:59:59.999Z")]
    [InlineData("2026-10-11", "2026-11-01", "2026-11-02T04:59:59.999Z")]
    public void TwentyOneDays_EndAtMidnightAcrossEachChangeOfTheClock(string from, string due, string last)
    {
        var counted = CalendarDays(21).From(from);

        Assert.Equal(Day(due), counted.Due);
        Assert.Equal(At(last), counted.LastInstant);
    }
}
