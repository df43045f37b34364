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
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public required Guid SourceId { get; init; }
}
