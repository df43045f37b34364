using Post.Certification.Contracts;

namespace Post.Certification.Domain;

/// <summary>That an agency entered an application for an officer of its own, and attested to it (555 CMR 9.04); written once.</summary>
internal sealed class ApplicationEntry
{
    /// <summary>Given by the form: the same form sent twice enters one application.</summary>
    public required Guid Id { get; init; }

    public required Guid ApplicationId { get; init; }
    public required Guid AgencyId { get; init; }
    public required MemberCapacity Capacity { get; init; }

    /// <summary>The version of the attestation as it was read.</summary>
    public required string Attested { get; init; }

    public required DateTimeOffset EnteredAt { get; init; }
    public Guid? EnteredBy { get; init; }
    public required string EnteredByName { get; init; }
}

/// <summary>What the agency that entered an application says of a requirement; its own word, which is no finding.</summary>
internal sealed class RequirementAnswer
{
    public const int ReferenceMaxLength = RequirementEvidence.DocumentMaxLength;
    public const int NoteMaxLength = RequirementEvidence.NoteMaxLength;

    public required Guid Id { get; init; }
    public required Guid ApplicationId { get; init; }
    public required string ItemCode { get; init; }

    /// <summary>False: not yet.</summary>
    public required bool Shown { get; init; }

    /// <summary>The day of which what shows it speaks.</summary>
    public DateOnly? ShownOn { get; init; }

    /// <summary>Last day of what shows it.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>What shows it, and where that is kept.</summary>
    public string? Reference { get; init; }

    public string? Note { get; init; }
    public required DateTimeOffset SaidAt { get; init; }
    public Guid? SaidBy { get; init; }
    public required string SaidByName { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }

    public bool SaysTheSame(RequirementAnswer other) =>
        (ItemCode, Shown, ShownOn, ExpiresOn, Reference, Note) == (other.ItemCode, other.Shown, other.ShownOn, other.ExpiresOn, other.Reference, other.Note);
}
