namespace Post.Commission.Domain;

/// <summary>An office that acts under the regulations, and whether the text lets it act through others.</summary>
internal sealed class Office
{
    public required string Code { get; init; }
    public required string Label { get; init; }
    public required string Clause { get; init; }
    public required bool DesigneesAllowed { get; init; }
}

/// <summary>What an office does under a clause, as designations name it.</summary>
internal sealed class ActingPurpose
{
    public required string Code { get; init; }
    public required string OfficeCode { get; init; }
    public required string Label { get; init; }
    public required string Clause { get; init; }
}

/// <summary>Whether somebody holds the office or acts for its holder.</summary>
public enum Capacity
{
    Holder,
    Designee,
}

/// <summary>That somebody may act for an office from a day to a day, both included (8.03(2), 12.03(2)).</summary>
internal sealed class Designation : RegisterRow
{
    public const int NameMaxLength = 200;
    public const int AuthorityMaxLength = 300;

    public required Guid DesignationId { get; init; }
    public required string OfficeCode { get; init; }
    public required Capacity Capacity { get; init; }
    public required Guid AccountId { get; init; }
    public required string Name { get; init; }
    public required string[] Purposes { get; init; }
    public required DateOnly BeginsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public required string Authority { get; init; }

    public bool Serves(string purpose) => Capacity is Capacity.Holder || Purposes.Contains(purpose);

    public bool Covers(DateOnly day) => BeginsOn <= day && (EndsOn is not { } end || day <= end);

    public bool KnownAt(DateTimeOffset instant) => RecordedAt <= instant && (SupersededAt is not { } gone || gone > instant);

    public bool Meets(Designation other) => Period.Meet(BeginsOn, EndsOn, other.BeginsOn, other.EndsOn);
}
