using System.Globalization;
using Post.Kernel.Deadlines;

namespace Post.Kernel.Tests.Deadlines;

/// <summary>Rules and calendars of the tests, written out here so that an error in the stored rows cannot hide in them.</summary>
internal static class Sample
{
    public const string Suffolk = "Suffolk County";

    public static readonly HolidayDefinition Independence = Fixed("Independence Day", 7, 4);

    public static readonly IReadOnlyList<HolidayDefinition> Holidays =
    [
        Fixed("New Year's Day", 1, 1), Nth("Martin Luther King, Jr. Day", 1, 3), Nth("Washington's Birthday", 2, 3), Nth("Patriots' Day", 4, 3),
        Nth("Memorial Day", 5, null), Fixed("Juneteenth", 6, 19), Independence, Nth("Labor Day", 9, 1), Nth("Columbus Day", 10, 2),
        Fixed("Veterans' Day", 11, 11), Nth("Thanksgiving Day", 11, 4, DayOfWeek.Thursday), Fixed("Christmas Day", 12, 25),
        Fixed("Evacuation Day", 3, 17) with { Part = Suffolk }, Fixed("Bunker Hill Day", 6, 17) with { Part = Suffolk },
    ];

    public static readonly WorkingCalendar Massachusetts = Calendar();

    public static readonly WorkingCalendar WithSuffolk = Calendar(switches: [new PartSwitch(Suffolk, true, Day("2000-01-01"), "Counsel")]);

    public static WorkingCalendar Calendar(
        IEnumerable<CalendarChange>? changes = null, IEnumerable<PartSwitch>? switches = null) =>
        new("massachusetts", "950 CMR 32", [DayOfWeek.Saturday, DayOfWeek.Sunday], Holidays, changes, switches);

    public static CalendarChange Closure(string day) =>
        new(CalendarChangeKind.Closed, null, Day(day), null, "Snow emergency", "Blizzard", "Executive order");

    public static DeadlineRule Rule(int count, DeadlineUnit unit, RollRule roll = RollRule.None) => new()
    {
        VersionId = Guid.Empty,
        Code = "sample",
        Version = 1,
        Title = "Sample",
        Kind = DeadlineKind.Law,
        Count = count,
        Unit = unit,
        Roll = roll,
        Calendar = "massachusetts",
        Clause = "8.00",
        Source = "test",
    };

    public static DeadlineRule CalendarDays(int count, RollRule roll = RollRule.None) =>
        Rule(count, DeadlineUnit.CalendarDay, roll);

    public static DeadlineRule BusinessDays(int count, RollRule roll = RollRule.None) =>
        Rule(count, DeadlineUnit.BusinessDay, roll);

    /// <summary>c. 66: received on a day that is no business day means the next one.</summary>
    public static DeadlineRule Records(int count) =>
        BusinessDays(count) with { Receipt = new ReceiptRule { NonBusinessDayIsNext = true } };

    /// <summary>8.08(7): runs from receipt, rolls by guideline, presumes nothing.</summary>
    public static readonly DeadlineRule FurtherReview =
        CalendarDays(30, RollRule.NextBusinessDay) with { Clause = "8.08(7)", Receipt = new ReceiptRule { Starts = ClockStart.Receipt } };

    /// <summary>Mass. R. Civ. P. 6: short periods leave out weekends and holidays; service by mail adds three days.</summary>
    public static DeadlineRule Civil(int count) =>
        CalendarDays(count, RollRule.NextBusinessDay) with { BusinessDaysBelow = 7, Receipt = new ReceiptRule { ServiceAddsDays = 3 } };

    /// <summary>801 CMR 1.01(4): by 5 p.m.; receipt presumed in hand the same day, by mail three days later.</summary>
    public static readonly DeadlineRule Adjudicatory = CalendarDays(10, RollRule.NextBusinessDay) with
    {
        Receipt = new ReceiptRule { Starts = ClockStart.Receipt, HoursEnd = new TimeOnly(17, 0), InHandPresumedDays = 0, MailPresumedDays = 3 },
    };

    public static CountedDeadline From(this DeadlineRule rule, string day, WorkingCalendar? calendar = null) =>
        rule.Count(DeadlineTrigger.On("Happened", Day(day)), calendar);

    public static CountedDeadline Count(
        this DeadlineRule rule, DeadlineTrigger trigger, WorkingCalendar? calendar = null) =>
        DeadlineCounter.Count(rule, DeadlineFacts.From(trigger), calendar ?? Massachusetts);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static HolidayDefinition Fixed(string name, int month, int day) => new()
    {
        Id = Guid.NewGuid(),
        Name = name,
        Pattern = HolidayPattern.FixedDay,
        Month = month,
        Day = day,
        Observance = HolidayObservance.SundayToMonday,
        ValidFrom = Day("2000-01-01"),
        Source = "M.G.L. c. 4, § 7, cl. 18",
    };

    private static HolidayDefinition Nth(string name, int month, int? nth, DayOfWeek weekday = DayOfWeek.Monday) =>
        new()
        {
            Id = Guid.NewGuid(),
            Name = name,
            Pattern = nth is null ? HolidayPattern.LastWeekday : HolidayPattern.NthWeekday,
            Month = month,
            Weekday = weekday,
            Nth = nth,
            ValidFrom = Day("2000-01-01"),
            Source = "M.G.L. c. 4, § 7, cl. 18",
        };
}
