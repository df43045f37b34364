namespace Post.Commission.Domain;

/// <summary>One of the seats of the Commission and who appoints to it (c. 6E, § 2(a)).</summary>
internal sealed class Seat
{
    public required int Number { get; init; }
    public required string AppointingAuthority { get; init; }
    public required string Qualification { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required string Source { get; init; }
}

/// <summary>That somebody sits in a seat from a day to a day, both included.</summary>
internal sealed class CommissionerTerm : RegisterRow
{
    public const int NameMaxLength = 200;

    public required Guid TermId { get; init; }
    public required Guid CommissionerId { get; init; }
    public required string Name { get; init; }
    public Guid? AccountId { get; init; }
    public required int SeatNumber { get; init; }
    public required DateOnly BeginsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public required string Instrument { get; init; }

    public bool Covers(DateOnly day) => BeginsOn <= day && (EndsOn is not { } end || day <= end);

    public bool Meets(CommissionerTerm other) => Period.Meet(BeginsOn, EndsOn, other.BeginsOn, other.EndsOn);
}

/// <summary>Days from one to another, both included; without an end it goes on.</summary>
internal static class Period
{
    public static bool Meet(DateOnly begins, DateOnly? ends, DateOnly otherBegins, DateOnly? otherEnds) =>
        begins <= (otherEnds ?? DateOnly.MaxValue) && otherBegins <= (ends ?? DateOnly.MaxValue);
}
