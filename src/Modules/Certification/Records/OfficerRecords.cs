using Post.Certification.Domain;

namespace Post.Certification.Records;

/// <summary>Which records an agency holds of an officer, cycle by cycle.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="MemberIds">All ids under which facts about the person stand.</param>
/// <param name="Personnel">What is asked of the service (12.04(1)(a)).</param>
/// <param name="Cycles">The latest first, as an officer before as a school resource officer.</param>
public sealed record OfficerRecords(Guid PersonId, IReadOnlyList<Guid> MemberIds, CycleRecords Personnel, IReadOnlyList<CycleRecords> Cycles)
{
    /// <summary>Everything that entries may be about.</summary>
    public IEnumerable<CycleRecords> All => Cycles.Prepend(Personnel);


    public CycleRecords? Current(CycleType type) => Cycles.FirstOrDefault(c => c.Cycle.Type == type && c.Cycle.Current);
}

/// <summary>The records of one cycle.</summary>
public sealed record CycleRecords(CertificationCycle Cycle, IReadOnlyList<RecordRow> Rows)
{
    public int Asked => Rows.Count(r => r.Standing.Counts);

    public int Filled => Rows.Count(r => r.Standing.Fills);
}

/// <summary>One record of a cycle, and what the agency says of it.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="AboutId">Of conditions and designated records, which.</param>
/// <param name="Title">Its name.</param>
/// <param name="What">What belongs to it.</param>
/// <param name="Clause">What asks for it.</param>
/// <param name="Standing">How it stands.</param>
public sealed record RecordRow(RecordKind Kind, Guid? AboutId, string Title, string What, string Clause, RecordStanding Standing)
{
    public RecordClass? Restricted { get; init; }
    public bool NilAllowed { get; init; }

    /// <summary>What was said last; null where nothing.</summary>
    public RecordSaidRow? Said { get; init; }

    /// <summary>Of other determinations, the requirements that are asked about.</summary>
    public IReadOnlyList<RequirementAsked> Requirements { get; init; } = [];

    /// <summary>Whether something is to be said of it at all.</summary>
    public bool MayBeEntered { get; init; } = true;
}

/// <summary>What an agency said of a record, without what a restricted one says.</summary>
public sealed record RecordSaidRow(
    Guid EntryId, RecordHolding Holding, DateOnly? HeldOn, string? KeptAt, RecordCopy? Copy, string? CopyReason, string? SameCycle,
    RecordParticulars Particulars, bool HasDetail, string By, DateTimeOffset At);

/// <summary>A requirement of the standard of a cycle.</summary>
public sealed record RequirementAsked(string Code, string Title);
