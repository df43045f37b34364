namespace Post.Certification.Domain;

/// <summary>A bargaining unit of an agency's officers, as the agency names it (12.04(1)(a)7).</summary>
internal sealed class BargainingUnit
{
    public const int NameMaxLength = 200;

    public required Guid Id { get; init; }
    public required Guid AgencyId { get; init; }
    public required string Name { get; init; }

    /// <summary>The name without case, marks and accents: two of one agency never have the same.</summary>
    public required string Folded { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }
    public required string RecordedByName { get; init; }
}

/// <summary>Who heads a unit and is reached where, from a day on until the first day of whoever followed (12.05(1)(i)(d)).</summary>
internal sealed class UnitHead
{
    public const int NameMaxLength = 100;
    public const int EmailMaxLength = 254;

    public required Guid Id { get; init; }
    public required Guid UnitId { get; init; }
    public required string Name { get; init; }
    public required string Email { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public required Guid SourceId { get; init; }

    public DatedValue Dated => new(SourceId, ValidFrom, ValidTo, Name, Email);
}
