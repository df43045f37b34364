namespace Post.Certification.Domain;

/// <summary>That the head of an agency was told of a notice that nobody there had opened; once for a notice (12.06(2)(b)).</summary>
internal sealed class NoticeEscalation
{
    public required Guid NoticeId { get; init; }
    public required Guid AgencyId { get; init; }

    /// <summary>Who was head.</summary>
    public required Guid HeadId { get; init; }

    /// <summary>The notice to the head.</summary>
    public required Guid LetterId { get; init; }

    /// <summary>The last day for opening it, by the Commission's instruction.</summary>
    public required DateOnly DueOn { get; init; }

    public required DateTimeOffset EscalatedAt { get; init; }
}
