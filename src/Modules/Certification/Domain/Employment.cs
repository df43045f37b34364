namespace Post.Certification.Domain;

/// <summary>
/// Service with an agency. Known days stand in <see cref="StartsOn"/> and <see cref="EndsOn"/>; where a source gives none, the
/// days between which it was seen are all that is known.
/// </summary>
internal sealed class Employment
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required Guid AgencyId { get; init; }
    public Guid? SpellingId { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public DateOnly? SeenFrom { get; init; }
    public DateOnly? LastSeenOn { get; init; }
    public DateOnly? GoneBy { get; init; }

    /// <summary>As the source writes it: ranks and their order are each agency's own.</summary>
    public string? Rank { get; init; }

    public string? AppointmentCode { get; init; }
    public bool OutOfState { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public required Guid SourceId { get; init; }
}

/// <summary>How and why service ended, or was interrupted by a suspension from work (8.05(1)(j)-(k)); never public.</summary>
internal sealed class EmploymentSeparation
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required Guid AgencyId { get; init; }
    public Guid? SpellingId { get; init; }
    public required DateOnly SeparatedOn { get; init; }
    public required string NatureCode { get; init; }
    public required string NatureSource { get; init; }
    public string? Reason { get; init; }
    public required string MisconductBased { get; init; }
    public required string DuringInvestigation { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public required Guid SourceId { get; init; }
}

/// <summary>A later file said the same of this service: known to hold on its day without a new row.</summary>
internal sealed class EmploymentConfirmation
{
    public required Guid PersonId { get; init; }
    public required Guid AgencyId { get; init; }
    public required Guid SourceId { get; init; }
    public required DateOnly AsOf { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}
