using Post.Kernel.Deadlines;
using static Post.Kernel.Tests.Deadlines.Sample;

namespace Post.Kernel.Tests.Deadlines;

/// <summary>Receipt, roll, standing still, more time, counting back; and that the explanation says what was done.</summary>
public sealed class DeadlineCounterTests
{
    [Fact]
    [Trait("Rule", "K4")]
    public void SentWithoutEvidenceAndPresumption_HasNoDateAndIsNeverLate()
    {
        var counted = FurtherReview.Count(DeadlineTrigger.Sent("Notice", Day("2026-03-02"), DeliveryMeans.Mail));

        Assert.Equal(CountOutcome.NotStarted, counted.Outcome);
        Assert.Null(counted.Due);
        Assert.True(counted.IsInTime(Day("2030-01-01")));
        Assert.Contains(counted.Explanation.Lines, l =>
            l.Words.Contains("the clock has not started", StringComparison.Ordinal));
    }

    [Theory]
    [Trait("Rule", "K4")]
    [InlineData(DeliveryMeans.InHand, "2026-03-02", "2026-03-12")]
    [InlineData(DeliveryMeans.Mail, "2026-03-05", "2026-03-16")]
    public void Sent_IsPresumedReceived(DeliveryMeans means, string received, string due)
    {
        var counted = Adjudicatory.Count(DeadlineTrigger.Sent("Notice", Day("2026-03-02"), means));

        Assert.Equal(Day(received), counted.DayZero);
        Assert.Equal(Day(due), counted.Due);
    }

    [Fact]
    [Trait("Rule", "K5")]
    public void PeriodThatADecisionSets_TakesThePlaceOfTheNumberInTheRule_AndSaysSo()
    {
        var facts = DeadlineFacts.From(DeadlineTrigger.On("Return to duty", Day("2026-03-02"))) with { Period = new DeadlinePeriod(60, DeadlineUnit.CalendarDay, "Decision CD-000001") };

        var counted = DeadlineCounter.Count(CalendarDays(0), facts, Massachusetts);

        Assert.Equal(Day("2026-05-01"), counted.Due);
        Assert.Contains(counted.Explanation.Lines, l => l.Words == "Decision CD-000001 sets the period: 60 calendar days.");
        Assert.Equal(Day("2026-03-02"), DeadlineCounter.Count(CalendarDays(0), facts with { Period = null }, Massachusetts).Due);
    }

    [Fact]
    public void EvidenceOfReceipt_OutranksThePresumption() => Assert.Equal(
        Day("2026-03-04"), Adjudicatory.Count(DeadlineTrigger.On("Notice", Day("2026-03-04"), DeliveryMeans.Mail)).DayZero);

    [Theory]
    [InlineData("2026-03-06T21:59:00Z", "2026-03-06")]
    [InlineData("2026-03-06T22:00:00Z", "2026-03-06")]
    [InlineData("2026-03-06T22:00:01Z", "2026-03-09")]
    [InlineData("2026-03-09T20:59:00Z", "2026-03-09")]
    [InlineData("2026-03-09T21:00:01Z", "2026-03-10")]
    public void AfterHours_IsTheNextBusinessDayOnEachSideOfTheMarchChange(string at, string zero) =>
        Assert.Equal(Day(zero), Adjudicatory.Count(DeadlineTrigger.Instant("Notice", At(at))).DayZero);

    [Theory]
    [InlineData(RollRule.None, "2026-03-07", "2026-03-07")]
    [InlineData(RollRule.NextBusinessDay, "2026-03-07", "2026-03-09")]
    [InlineData(RollRule.NextUnlessSaturday, "2026-03-07", "2026-03-07")]
    [InlineData(RollRule.NextUnlessSaturday, "2026-03-08", "2026-03-09")]
    [InlineData(RollRule.NextUnlessSaturday, "2026-07-04", "2026-07-06")]
    [InlineData(RollRule.NextUnlessSaturday, "2026-11-26", "2026-11-27")]
    [InlineData(RollRule.PreviousBusinessDay, "2026-03-08", "2026-03-06")]
    public void LastDay_RollsAsItsRuleSays(RollRule roll, string last, string due) =>
        Assert.Equal(Day(due), CalendarDays(0, roll).From(last).Due);

    [Fact]
    public void Roll_PassesHolidaysAndClosuresOneByOne()
    {
        var counted = CalendarDays(0, RollRule.NextBusinessDay).From("2025-12-25", Calendar([Closure("2025-12-26")]));

        Assert.Equal(Day("2025-12-29"), counted.Due);
        Assert.Equal(4, counted.Explanation.Lines.Count(l => l.Kind is ExplanationKind.Rolled));
        Assert.Contains(counted.Explanation.Lines, l =>
            l is { Citation: "Executive order" } && l.Words.Contains("Snow emergency", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-03-12", "2026-03-10")]
    [InlineData("2026-03-10", "2026-03-06")]
    [InlineData("2025-07-07", "2025-07-02")]
    public void NoLaterThan_CountsBusinessDaysBack(string meeting, string latest) => Assert.Equal(
        Day(latest), (BusinessDays(2, RollRule.PreviousBusinessDay) with { Direction = CountDirection.Before }).From(meeting).Due);

    [Theory]
    [InlineData("2024-01-31", 1, "2024-02-29")]
    [InlineData("2023-01-31", 1, "2023-02-28")]
    [InlineData("2024-02-29", 12, "2025-02-28")]
    [InlineData("2024-08-31", 6, "2025-02-28")]
    public void Months_EndWhereTheMonthDoes(string from, int months, string due) =>
        Assert.Equal(Day(due), Rule(months, DeadlineUnit.Month).From(from).Due);

    [Fact]
    public void ServiceByMail_AddsThreeDaysAfterTheShortPeriod() => Assert.Equal(
        Day("2025-07-14"), Civil(5).Count(DeadlineTrigger.On("Served", Day("2025-07-02"), DeliveryMeans.Mail)).Due);

    [Fact]
    public void StandingStill_LeavesOutItsDaysOfEitherCount()
    {
        var still = new ClockSuspension(Day("2026-03-04"), Day("2026-03-10"), "Criminal case pending", "555 CMR 1.10", "Officer");
        var facts = new DeadlineFacts(DeadlineTrigger.On("Served", Day("2026-03-02")), [still], []);

        Assert.Equal(Day("2026-03-19"), DeadlineCounter.Count(CalendarDays(10), facts, Massachusetts).Due);
        Assert.Equal(Day("2026-03-16"), DeadlineCounter.Count(BusinessDays(5), facts, Massachusetts).Due);
        Assert.Equal(Day("2026-04-09"), DeadlineCounter.Count(Rule(1, DeadlineUnit.Month), facts, Massachusetts).Due);
    }

    [Theory]
    [InlineData(DeadlineUnit.CalendarDay)]
    [InlineData(DeadlineUnit.BusinessDay)]
    [InlineData(DeadlineUnit.Month)]
    public void StandingStillWithoutEnd_HasNoDate(DeadlineUnit unit)
    {
        var still = new ClockSuspension(Day("2026-03-04"), null, "Appeal pending", "555 CMR 1.10", "Officer");
        var facts = new DeadlineFacts(DeadlineTrigger.On("Served", Day("2026-03-02")), [still], []);

        var counted = DeadlineCounter.Count(Rule(4, unit), facts, Massachusetts);

        Assert.Equal((CountOutcome.StandsStill, null, null), (counted.Outcome, counted.Due, counted.Latest));
    }

    [Fact]
    public void StandingStillAfterTheLastDay_ChangesNothing()
    {
        var still = new ClockSuspension(Day("2026-04-04"), null, "Later", "Order", "Court");
        var facts = new DeadlineFacts(DeadlineTrigger.On("Served", Day("2026-03-02")), [still], []);

        Assert.Equal(Day("2026-03-12"), DeadlineCounter.Count(CalendarDays(10), facts, Massachusetts).Due);
        Assert.Equal(Day("2026-04-02"), DeadlineCounter.Count(Rule(1, DeadlineUnit.Month), facts, Massachusetts).Due);
    }

    [Fact]
    public void Extension_LengthensThePeriodBeforeItRollsAndSaysWhoAndWhy()
    {
        var more = new DeadlineExtension(15, DeadlineUnit.CalendarDay, "555 CMR 1.07", "Chair", "Evidence abroad", Day("2026-03-20"));
        var facts = new DeadlineFacts(DeadlineTrigger.On("Vote", Day("2026-03-02")), [], [more]);

        var counted = DeadlineCounter.Count(CalendarDays(26, RollRule.NextBusinessDay), facts, Massachusetts);

        // March 28 is a Saturday: fifteen days from there are Sunday, April 12; from the Monday they would be the 14th.
        Assert.Equal(Day("2026-04-13"), counted.Due);
        Assert.Contains(counted.Explanation.Lines, l =>
            l.Kind is ExplanationKind.Extended && l.Citation == "555 CMR 1.07"
            && l.Words.Contains("by Chair: Evidence abroad", StringComparison.Ordinal));
    }

    [Fact]
    public void MonthsOfExtension_MakeOneAnniversary()
    {
        var month = new DeadlineExtension(1, DeadlineUnit.Month, "Order", "Chair", "Reason", Day("2026-02-01"));
        var facts = new DeadlineFacts(DeadlineTrigger.On("Vote", Day("2026-01-31")), [], [month]);

        Assert.Equal(Day("2026-03-31"), DeadlineCounter.Count(Rule(1, DeadlineUnit.Month), facts, Massachusetts).Due);
    }

    [Fact]
    public void Explanation_NamesEachRunOfDaysWithItsReason()
    {
        var lines = Records(10).From("2025-11-26").Explanation.Lines.Select(l => l.Words).ToList();

        Assert.Equal(
        [
            "Happened: Wed, Nov 26, 2025.",
            "Wed, Nov 26, 2025 is day 0 and is not counted.",
            "Thu, Nov 27, 2025: Thanksgiving Day, not counted.",
            "Fri, Nov 28, 2025: day 1.",
            "Sat, Nov 29, 2025 to Sun, Nov 30, 2025: weekend, not counted.",
            "Mon, Dec 1, 2025 to Fri, Dec 5, 2025: days 2 to 6.",
            "Sat, Dec 6, 2025 to Sun, Dec 7, 2025: weekend, not counted.",
            "Mon, Dec 8, 2025 to Thu, Dec 11, 2025: days 7 to 10.",
            "Last day: Thu, Dec 11, 2025, through 11:59 p.m. Massachusetts time.",
        ], lines);
    }

    [Fact]
    public void CountyHolidayThatStopsNoClock_IsMentioned() => Assert.Contains(
        Records(10).From("2026-06-12").Explanation.Lines,
        l => l.Words == "Wed, Jun 17, 2026: Bunker Hill Day is kept in Suffolk County only and stops no clock.");

    [Fact]
    [Trait("Rule", "K7")]
    public void Target_SaysThatItIsNoLegalDeadline()
    {
        var explanation = (CalendarDays(30) with { Kind = DeadlineKind.Target }).From("2026-03-02").Explanation;

        Assert.True(explanation.IsTarget);
        Assert.StartsWith("A service target inside the Commission", explanation.Lines[0].Words, StringComparison.Ordinal);
    }
}
