using Post.Certification.Contracts;

namespace Post.Certification.Domain;

/// <summary>What can happen to a report, in the order in which it does.</summary>
internal enum ReportStepKind
{
    Prepared,
    Changed,
    Submitted,
    Refused,
    Returned,
    TakenIn,
    Replaced,
}

/// <summary>One thing that happened to a report; added and never changed.</summary>
internal sealed class ReportStep
{
    public required Guid Id { get; init; }
    public required Guid ReportId { get; init; }
    public required ReportStepKind Kind { get; init; }
    public required DateTimeOffset TakenAt { get; init; }
    public Guid? TakenBy { get; init; }
    public required string TakenByName { get; init; }

    /// <summary>As what somebody acted for the agency; none where the Commission acted.</summary>
    public MemberCapacity? Capacity { get; init; }

    public string? Note { get; init; }
}

/// <summary>What staff must do about a report beside settling it; nothing follows from it by itself.</summary>
internal sealed class HireTask
{
    public const int NoteMaxLength = 1_000;
    public const int ReceiptMaxLength = 200;

    public required Guid Id { get; init; }
    public required Guid ReportId { get; init; }
    public required HireTaskKind Kind { get; init; }
    public required string Details { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public HireTaskOutcome? Outcome { get; private set; }
    public DateOnly? LookedOn { get; private set; }
    public string? Receipt { get; private set; }
    public string? Note { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public Guid? ClosedBy { get; private set; }
    public string? ClosedByName { get; private set; }

    public void Close(HireTaskOutcome outcome, DateOnly lookedOn, string? receipt, string note, (Guid? Id, string Name) by, DateTimeOffset at)
    {
        (Outcome, LookedOn, Receipt, Note) = (outcome, lookedOn, receipt, note);
        (ClosedBy, ClosedByName, ClosedAt) = (by.Id, by.Name, at);
    }
}

internal enum HireTaskKind
{
    /// <summary>Look the person up in the National Decertification Index, and keep its receipt (c. 6E, §§ 4(d), 13(b)).</summary>
    IndexCheck,

    /// <summary>A hire was refused: see that the person does not serve, or that the record is right.</summary>
    BarredHire,

    /// <summary>Training was completed under administrative suspension: look at the suspension again (12.05(1)(e)).</summary>
    SuspensionReview,
}

/// <summary>What it led to: answers of the index, what became of a refused hire, or of the look at a suspension.</summary>
internal enum HireTaskOutcome
{
    NotListed,
    Listed,
    NotEmployed,
    RecordWrong,
    Referred,
    SuspensionStays,

    /// <summary>It is put before whoever decides that the suspension ends.</summary>
    SuspensionToEnd,
}

/// <summary>A status, or a state of the last certificate, with which nobody is hired; dated data.</summary>
internal sealed class HireBar
{
    public required HireBarRegister Register { get; init; }
    public required string Code { get; init; }
    public required string Words { get; init; }
    public required string Clause { get; init; }
    public required string Source { get; init; }
    public required DateOnly ValidFrom { get; init; }
}

internal enum HireBarRegister
{
    Status,
    Certificate,
}
