namespace Post.Certification.Domain;

/// <summary>Training taken, or a requirement missed, as its provider reports it (8.05(1)(c), 12.04(1)(e)).</summary>
internal sealed class TrainingRecord
{
    /// <summary>The training committee, whose rows agencies read and do not change (12.03(2)).</summary>
    public const string Mptc = "Mptc";

    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required string ProviderCode { get; init; }

    /// <summary>The provider's own number of the record; with the provider it is one record, whatever else changes.</summary>
    public required string RecordKey { get; init; }

    public required string TypeCode { get; init; }
    public required string Course { get; init; }
    public required string CourseFolded { get; init; }
    public DateOnly? StartedOn { get; init; }

    /// <summary>Null where the requirement was missed.</summary>
    public DateOnly? CompletedOn { get; init; }

    /// <summary>Last day of the period in which the requirement was not met; null where it was.</summary>
    public DateOnly? MissedBy { get; init; }

    public int? Minutes { get; init; }
    public string? Place { get; init; }
    public string? Explanation { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public required Guid SourceId { get; init; }
}
