using System.Globalization;

namespace Post.Certification.Domain;

/// <summary>An application from its receipt to its decision; the standard it must meet is that of the day of receipt.</summary>
internal sealed class CertificationApplication
{
    public const int GroundsMaxLength = 2_000;
    public const int RepresentativeMaxLength = 200;

    public required Guid Id { get; init; }
    public required long Number { get; init; }
    public required ApplicationKind Kind { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>Who endorsed it; nobody for an independent applicant (555 CMR 9.04).</summary>
    public Guid? AgencyId { get; init; }

    public Guid? StandardId { get; init; }
    public required DateOnly ReceivedOn { get; init; }

    /// <summary>Last day of the certification it is about, as known at receipt (555 CMR 7.03).</summary>
    public DateOnly? LapsesOn { get; init; }

    /// <summary>Why the Commission looks at a certification of its own motion.</summary>
    public string? Grounds { get; init; }

    /// <summary>Head of the bargaining unit that the application names (555 CMR 9.10).</summary>
    public string? Representative { get; init; }

    public required Guid ClockId { get; init; }

    /// <summary>The service target, for the order of the queue; its own row has how it was counted.</summary>
    public required DateOnly DueOn { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }
    public Guid? OpenedBy { get; init; }
    public required string OpenedByName { get; init; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public ApplicationEnd? ClosedAs { get; private set; }

    public string Reference => ReferenceOf(Number);

    public void Close(ApplicationEnd end, DateTimeOffset at) => (ClosedAs, ClosedAt) = (end, at);

    /// <summary>The number by which people know it; it names no person.</summary>
    public static string ReferenceOf(long number) => string.Create(CultureInfo.InvariantCulture, $"CA-{number:D6}");

    /// <summary>The key that a vote on it must name.</summary>
    public static string VoteSubjectOf(Guid id) => $"certification-application:{id}";
}

/// <summary>How an application ended.</summary>
internal enum ApplicationEnd
{
    Decided,
    Withdrawn,
}

/// <summary>What was found about one requirement; the next finding supersedes it.</summary>
internal sealed class RequirementEvidence
{
    public const int NoteMaxLength = 1_000;
    public const int DocumentMaxLength = 200;

    public required Guid Id { get; init; }
    public required Guid ApplicationId { get; init; }
    public required string ItemCode { get; init; }
    public required Finding Finding { get; init; }

    /// <summary>The day of which the evidence speaks.</summary>
    public DateOnly? ShownOn { get; init; }

    /// <summary>Last day of what shows it.</summary>
    public DateOnly? ExpiresOn { get; init; }

    public string? Note { get; init; }

    /// <summary>The paper it rests on, by its reference.</summary>
    public string? Document { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }
    public required string RecordedByName { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
}

/// <summary>Whether a requirement is met, as far as somebody has looked.</summary>
internal enum Finding
{
    NotShown,
    Met,
    NotMet,
    Waived,
}
