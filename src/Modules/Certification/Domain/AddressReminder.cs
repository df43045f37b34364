namespace Post.Certification.Domain;

/// <summary>That an officer was reminded of an address that nobody verified; once for an address, which stays in use (12.07(1)(b)1).</summary>
internal sealed class AddressReminder
{
    public required Guid ContactPointId { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>The notice to the officer.</summary>
    public required Guid NoticeId { get; init; }

    /// <summary>The last day for verifying it, by the Commission's instruction.</summary>
    public required DateOnly DueOn { get; init; }

    public required DateTimeOffset RemindedAt { get; init; }
}
