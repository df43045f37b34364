using FsCheck;
using FsCheck.Fluent;
using Post.Kernel.Deadlines;

namespace Post.Kernel.Tests.Deadlines;

/// <summary>What must hold for any rule over any calendar.</summary>
public sealed class DeadlineProperties
{
    private static readonly DateOnly s_from = new(2021, 7, 1);

    private static readonly Gen<DateOnly> s_day = Gen.Choose(0, 4_000).Select(s_from.AddDays);

    private static readonly Gen<HolidayDefinition> s_holiday =
        from pattern in Gen.Elements(HolidayPattern.FixedDay, HolidayPattern.NthWeekday, HolidayPattern.LastWeekday)
        from month in Gen.Choose(1, 12)
        from day in Gen.Choose(1, 28)
        from weekday in Gen.Elements(Enum.GetValues<DayOfWeek>())
        from nth in Gen.Choose(1, 4)
        from observance in Gen.Elements(HolidayObservance.OnTheDay, HolidayObservance.SundayToMonday)
        from part in Gen.Elements(null, null, "East")
        from end in s_day
        from ends in Gen.Elements(true, false, false)
        select new HolidayDefinition
        {
            Id = Guid.NewGuid(),
            Name = "Holiday",
            Pattern = pattern,
            Month = month,
            Day = day,
            Weekday = weekday,
            Nth = nth,
            Observance = observance,
            Part = part,
            ValidFrom = new DateOnly(2000, 1, 1),
            ValidTo = ends ? end : null,
            Source = "Law",
        };

    private static readonly Gen<CalendarChange> s_closure =
        s_day.Select(d => new CalendarChange(CalendarChangeKind.Closed, null, d, null, "Closure", "Storm", "Order"));

    private static readonly Gen<WorkingCalendar> s_calendar =
        from weekend in Gen.Elements<DayOfWeek[]>([DayOfWeek.Saturday, DayOfWeek.Sunday], [DayOfWeek.Sunday], [], [DayOfWeek.Friday, DayOfWeek.Saturday])
        from holidays in s_holiday.ListOf(15)
        from closures in s_closure.ListOf(40)
        from counts in Gen.Elements(true, false)
        from since in s_day
        select new WorkingCalendar("random", "Week", weekend, holidays, closures, [new PartSwitch("East", counts, since, "Counsel")]);

    private static readonly Gen<DeadlineRule> s_rule =
        from count in Gen.Choose(0, 60)
        from unit in Gen.Elements(Enum.GetValues<DeadlineUnit>())
        from roll in Gen.Elements(RollRule.None, RollRule.NextBusinessDay, RollRule.NextUnlessSaturday)
        from below in Gen.Elements<int?>(null, 7)
        from next in Gen.Elements(true, false)
        from adds in Gen.Elements(0, 3)
        select Sample.Rule(count, unit, roll) with
        {
            BusinessDaysBelow = below,
            Receipt = new ReceiptRule { NonBusinessDayIsNext = next, ServiceAddsDays = adds },
        };

    private static readonly Gen<(WorkingCalendar Calendar, DeadlineRule Rule, DateOnly Day)> s_case =
        from calendar in s_calendar
        from rule in s_rule
        from day in s_day
        select (calendar, rule, day);

    [Fact]
    public void RolledLastDay_IsABusinessDay() => Check(c =>
        c.Calendar.IsBusinessDay(Due(c.Calendar, c.Rule with { Roll = RollRule.NextBusinessDay }, c.Day)));

    [Fact]
    public void BusinessDayCount_EndsOnABusinessDay() => Check(c =>
        c.Rule.Count == 0 || c.Calendar.IsBusinessDay(Due(c.Calendar, c.Rule with { Unit = DeadlineUnit.BusinessDay, Receipt = new() }, c.Day)));

    // c. 4, § 9 read by its words is an exception: a holiday on a Friday moves to Monday, and a Saturday stays Saturday.
    [Fact]
    public void LaterTrigger_IsNeverDueEarlier() => Check(c => c.Rule.Roll is RollRule.NextUnlessSaturday
        || Due(c.Calendar, c.Rule, c.Day) <= Due(c.Calendar, c.Rule, c.Day.AddDays(1)));

    [Fact]
    public void OneDayMore_IsNeverDueEarlier() =>
        Check(c => c.Rule.BusinessDaysBelow is not null || c.Rule.Roll is RollRule.NextUnlessSaturday
        || Due(c.Calendar, c.Rule, c.Day) <= Due(c.Calendar, c.Rule with { Count = c.Rule.Count + 1 }, c.Day));

    [Fact]
    public void Explanation_CountsAsManyDaysAsTheRule() => Check(c =>
        c.Rule.Unit is DeadlineUnit.Month or DeadlineUnit.Year
        || Counted(c.Calendar, c.Rule, c.Day).Explanation.CountedDays == c.Rule.Count);

    [Fact]
    public void Explanation_SpeaksOfEachDayBetweenTheFirstAndTheLastOnce() => Check(c =>
    {
        var counted = Counted(c.Calendar, c.Rule with { Unit = DeadlineUnit.BusinessDay, Count = Math.Max(1, c.Rule.Count), Receipt = new() }, c.Day);
        var days = counted.Explanation.Lines
            .Where(l => l.Kind is ExplanationKind.Counted or ExplanationKind.Skipped)
            .SelectMany(l =>
                Enumerable.Range(l.From!.Value.DayNumber, l.To!.Value.DayNumber - l.From.Value.DayNumber + 1));
        return days.SequenceEqual(Enumerable.Range(counted.DayZero!.Value.DayNumber + 1, counted.Due!.Value.DayNumber - counted.DayZero.Value.DayNumber));
    });

    [Fact]
    public void LeftOutDay_IsNoBusinessDay() => Check(c => Counted(c.Calendar, c.Rule, c.Day).Explanation.Lines
        .Where(l => l.Kind is ExplanationKind.Skipped or ExplanationKind.Rolled)
        .All(l =>
            !c.Calendar.IsBusinessDay(l.From!.Value) && !c.Calendar.IsBusinessDay(l.To!.Value) && l.Citation is not null));

    [Fact]
    public void OneHolidayMore_NeverMakesItEarlier() => Prop.ForAll(
        s_holiday.ListOf(10).ToArbitrary(), s_holiday.ToArbitrary(), s_case.ToArbitrary(), (holidays, more, c) =>
        {
            var before = new WorkingCalendar("random", "Week", [DayOfWeek.Sunday], holidays);
            var after = new WorkingCalendar("random", "Week", [DayOfWeek.Sunday], [.. holidays, more]);
            return Due(before, c.Rule, c.Day) <= Due(after, c.Rule, c.Day);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Extensions_AddUp() => Prop.ForAll(
        s_case.ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (c, first, second) =>
        {
            var rule = c.Rule with { BusinessDaysBelow = null };
            return Due(c.Calendar, rule, c.Day, first, second) == Due(c.Calendar, rule, c.Day, first + second)
                && Due(c.Calendar, rule, c.Day, first) >= Due(c.Calendar, rule, c.Day);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    // A Friday that is a holiday moves on to Monday, and the Saturday to which a day more would lead does not move.
    [Fact]
    public void DayMoreOverAHolidayOnAFriday_DoesNotEndSooner()
    {
        var friday = new DateOnly(2026, 3, 13);
        var holiday = new HolidayDefinition
        {
            Id = Guid.NewGuid(),
            Name = "Friday",
            Pattern = HolidayPattern.FixedDay,
            Month = friday.Month,
            Day = friday.Day,
            ValidFrom = friday,
            ValidTo = friday,
            Source = "Law",
        };
        var calendar = new WorkingCalendar("w", "w", [DayOfWeek.Saturday, DayOfWeek.Sunday], [holiday]);
        var rule = s_case.Sample(1, 1).Single().Rule with
        {
            Count = 10,
            Unit = DeadlineUnit.CalendarDay,
            Direction = CountDirection.After,
            BusinessDaysBelow = null,
            Roll = RollRule.NextUnlessSaturday,
            Receipt = new(),
        };

        Assert.Equal(friday.AddDays(3), Due(calendar, rule, friday.AddDays(-10)));
        Assert.Equal(friday.AddDays(3), Due(calendar, rule, friday.AddDays(-10), 1));
        Assert.Equal(friday.AddDays(4), Due(calendar, rule, friday.AddDays(-10), 4));
    }

    [Fact]
    public void LookedAtDays_HoldEveryDayThatCouldMoveIt() =>
        Prop.ForAll(s_case.ToArbitrary(), s_day.ToArbitrary(), (c, closed) =>
    {
        var counted = Counted(c.Calendar, c.Rule, c.Day);
        if (counted.Earliest <= closed && closed <= counted.Latest) return true;
        var holidays = new HolidayDefinition
        {
            Id = Guid.NewGuid(),
            Name = "New",
            Pattern = HolidayPattern.FixedDay,
            Month = closed.Month,
            Day = closed.Day,
            ValidFrom = closed,
            ValidTo = closed,
            Source = "Law",
        };
        var plain = new WorkingCalendar("w", "w", [DayOfWeek.Sunday], []);
        var other = new WorkingCalendar("w", "w", [DayOfWeek.Sunday], [holidays]);
        var here = Counted(plain, c.Rule, c.Day);
        return (here.Earliest <= closed && closed <= here.Latest) || here.Due == Due(other, c.Rule, c.Day);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void SameRows_GiveTheSameExplanation() => Check(c =>
        Counted(c.Calendar, c.Rule, c.Day).Explanation.SameAs(Counted(c.Calendar, c.Rule, c.Day).Explanation));

    private static DateOnly Due(WorkingCalendar calendar, DeadlineRule rule, DateOnly day, params int[] more) =>
        Counted(calendar, rule, day, more).Due!.Value;

    private static CountedDeadline Counted(
        WorkingCalendar calendar, DeadlineRule rule, DateOnly day, params int[] more) =>
        DeadlineCounter.Count(rule, new DeadlineFacts(
            DeadlineTrigger.On("Event", day, DeliveryMeans.Mail), [],
            [.. more.Select(n => new DeadlineExtension(n, rule.Unit, "Law", "Chair", "Reason", day))]), calendar);

    private static void Check(Func<(WorkingCalendar Calendar, DeadlineRule Rule, DateOnly Day), bool> holds) =>
        Prop.ForAll(s_case.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
