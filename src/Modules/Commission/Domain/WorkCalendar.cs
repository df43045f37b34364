using Post.Kernel.Deadlines;

namespace Post.Commission.Domain;

/// <summary>A calendar by its code, with the days of the week on which offices are closed.</summary>
internal sealed class WorkCalendar
{
    /// <summary>The only calendar so far; a second one is a row, and a screen that asks which.</summary>
    public const string Massachusetts = "massachusetts";

    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string[] Weekend { get; init; }
    public required string Source { get; init; }
}

/// <summary>A legal holiday as known from some instant on; a holiday that ends is a new row, and the old one stays.</summary>
internal sealed class LegalHoliday
{
    public const int NameMaxLength = 100;
    public const int SourceMaxLength = 300;
    public const int ReasonMaxLength = 500;

    public required Guid Id { get; init; }
    public required Guid HolidayId { get; init; }
    public required string CalendarCode { get; init; }
    public required string Name { get; init; }
    public required HolidayPattern Pattern { get; init; }
    public required int Month { get; init; }
    public int? Day { get; init; }
    public DayOfWeek? Weekday { get; init; }
    public int? Nth { get; init; }
    public required HolidayObservance Observance { get; init; }
    public string? Part { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required string Source { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string RecordedBy { get; init; }
    public DateTimeOffset? SupersededAt { get; private set; }

    /// <summary>Ends the holiday after a day: this row is superseded by the one returned.</summary>
    public LegalHoliday EndAfter(DateOnly lastDay, string reason, string by, DateTimeOffset at)
    {
        SupersededAt = at;
        return new LegalHoliday
        {
            Id = Guid.CreateVersion7(at),
            HolidayId = HolidayId,
            CalendarCode = CalendarCode,
            Name = Name,
            Pattern = Pattern,
            Month = Month,
            Day = Day,
            Weekday = Weekday,
            Nth = Nth,
            Observance = Observance,
            Part = Part,
            ValidFrom = ValidFrom,
            ValidTo = lastDay,
            Source = Source,
            Reason = reason,
            RecordedAt = at,
            RecordedBy = by,
        };
    }

    public HolidayDefinition ToDefinition() => new()
    {
        Id = HolidayId,
        Name = Name,
        Pattern = Pattern,
        Month = Month,
        Day = Day,
        Weekday = Weekday,
        Nth = Nth,
        Observance = Observance,
        Part = Part,
        ValidFrom = ValidFrom,
        ValidTo = ValidTo,
        Source = Source,
    };
}

/// <summary>A closure, or a holiday kept on another day or not at all, once; withdrawn and not deleted.</summary>
internal sealed class CalendarAmendment
{
    public required Guid Id { get; init; }
    public required string CalendarCode { get; init; }
    public required CalendarChangeKind Kind { get; init; }
    public Guid? HolidayId { get; init; }
    public required DateOnly Day { get; init; }
    public DateOnly? MovedTo { get; init; }
    public required string Name { get; init; }
    public required string Reason { get; init; }
    public required string Source { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string RecordedBy { get; init; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public string? WithdrawnBy { get; private set; }
    public string? WithdrawnBecause { get; private set; }

    public void Withdraw(string because, string by, DateTimeOffset at) =>
        (WithdrawnBecause, WithdrawnBy, WithdrawnAt) = (because, by, at);

    public CalendarChange ToChange() => new(Kind, HolidayId, Day, MovedTo, Name, Reason, Source);
}

/// <summary>From a day on, whether holidays of one part of the state stop a clock, with the authority of whoever decided.</summary>
internal sealed class CalendarPartSwitch
{
    public required Guid Id { get; init; }
    public required string CalendarCode { get; init; }
    public required string Part { get; init; }
    public required bool Counts { get; init; }
    public required DateOnly EffectiveFrom { get; init; }
    public required string Authority { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string RecordedBy { get; init; }
    public DateTimeOffset? SupersededAt { get; private set; }

    public void Supersede(DateTimeOffset at) => SupersededAt = at;

    public PartSwitch ToSwitch() => new(Part, Counts, EffectiveFrom, Authority);
}
