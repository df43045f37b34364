namespace Post.Certification.Domain;

/// <summary>Retraining that was ordered and is completed (12.05(1)(g)); the order itself is of the standards record.</summary>
internal sealed class Retraining
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required Guid AgencyId { get; init; }

    /// <summary>Who ordered it and by what paper, in the agency's words.</summary>
    public required string OrderWords { get; init; }

    public required DateOnly OrderedOn { get; init; }
    public required DateOnly CompletedOn { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public required Guid SourceId { get; init; }
}
