using Post.Kernel.Deadlines;

namespace Post.Commission.Domain;

/// <summary>One version of a rule by which deadlines are counted, for triggers from its day on; never edited in place.</summary>
internal sealed class DeadlineRuleVersion
{
    public required Guid Id { get; init; }
    public required string Code { get; init; }
    public required int Version { get; init; }
    public required string Title { get; init; }
    public required DeadlineKind Kind { get; init; }

    /// <summary>Null where the regulation's own parameter gives the number.</summary>
    public int? Count { get; init; }
    public string? ParameterCode { get; init; }
    public required DeadlineUnit Unit { get; init; }
    public required CountDirection Direction { get; init; }
    public int? BusinessDaysBelow { get; init; }

    /// <summary>Null where a guideline says whether the last day moves.</summary>
    public RollRule? Roll { get; init; }
    public string? RollGuideline { get; init; }
    public required ClockStart Starts { get; init; }
    public required bool NonBusinessDayIsNext { get; init; }
    public TimeOnly? HoursEnd { get; init; }
    public int? InHandPresumedDays { get; init; }
    public int? ElectronicPresumedDays { get; init; }
    public int? MailPresumedDays { get; init; }
    public required int ServiceAddsDays { get; init; }
    public required string CalendarCode { get; init; }
    public required string Clause { get; init; }
    public required string Source { get; init; }
    public Guid? EditionId { get; init; }
    public string? ExtendableBy { get; init; }
    public required DateOnly EffectiveFrom { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string RecordedBy { get; init; }
    public DateTimeOffset? SupersededAt { get; private set; }

    public void Supersede(DateTimeOffset at) => SupersededAt = at;

    /// <summary>The next version with another number or roll; all else is as it was.</summary>
    public DeadlineRuleVersion Revised(
        int version, int count, RollRule roll, DateOnly effectiveFrom, string source, string reason, string by, DateTimeOffset at) => new()
        {
            Id = Guid.CreateVersion7(at),
            Code = Code,
            Version = version,
            Title = Title,
            Kind = Kind,
            Count = count,
            Unit = Unit,
            Direction = Direction,
            BusinessDaysBelow = BusinessDaysBelow,
            Roll = roll,
            Starts = Starts,
            NonBusinessDayIsNext = NonBusinessDayIsNext,
            HoursEnd = HoursEnd,
            InHandPresumedDays = InHandPresumedDays,
            ElectronicPresumedDays = ElectronicPresumedDays,
            MailPresumedDays = MailPresumedDays,
            ServiceAddsDays = ServiceAddsDays,
            CalendarCode = CalendarCode,
            Clause = Clause,
            Source = source,
            EditionId = EditionId,
            ExtendableBy = ExtendableBy,
            EffectiveFrom = effectiveFrom,
            Reason = reason,
            RecordedAt = at,
            RecordedBy = by,
        };
}
