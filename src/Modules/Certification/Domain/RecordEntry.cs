using Post.Certification.Contracts;

namespace Post.Certification.Domain;

/// <summary>What an agency says of a record.</summary>
public enum RecordHolding
{
    /// <summary>The agency holds it.</summary>
    Held,

    /// <summary>There is none, and the agency attests to that.</summary>
    Nil,

    /// <summary>There should be one, and the agency does not hold it.</summary>
    Absent,

    /// <summary>The record of the certification as an officer is this one too (12.04(1)(c)1).</summary>
    SameRecord,
}

/// <summary>What of a record the personnel file holds (12.04(1)).</summary>
public enum RecordCopy
{
    Original,
    Copy,
    NotPracticable,
}

/// <summary>What an agency says that it holds of a record of one cycle; a later word supersedes it.</summary>
internal sealed class RecordEntry
{
    public const int KeptAtMaxLength = 300;
    public const int ReasonMaxLength = 300;
    public const int WordsMaxLength = 200;
    public const int SummaryMaxLength = 2_000;

    public required Guid Id { get; init; }
    public required Guid AgencyId { get; init; }
    public required Guid PersonId { get; init; }
    public required string Cycle { get; init; }
    public required RecordKind Kind { get; init; }

    /// <summary>Of conditions and designated records, which one.</summary>
    public Guid? AboutId { get; init; }

    public required RecordHolding Holding { get; init; }

    /// <summary>The day of which the record speaks.</summary>
    public DateOnly? HeldOn { get; init; }

    public string? KeptAt { get; init; }
    public RecordCopy? Copy { get; init; }
    public string? CopyReason { get; init; }
    public string? SameCycle { get; init; }
    public required RecordParticulars Particulars { get; init; }

    /// <summary>What a record that is held lacks, in words.</summary>
    public required string[] Missing { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }
    public required string RecordedByName { get; init; }
    public required MemberCapacity RecordedAs { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
}

/// <summary>What a restricted record says; read one at a time.</summary>
internal sealed class RecordDetail
{
    public required Guid EntryId { get; init; }
    public required RecordClass Restricted { get; init; }
    public required RestrictedRecord Content { get; init; }
}

/// <summary>Which classes the head lets a liaison read.</summary>
internal sealed class RecordAccess
{
    public required Guid Id { get; init; }
    public required Guid MemberId { get; init; }
    public required string[] Classes { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }
    public required string RecordedByName { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
}
