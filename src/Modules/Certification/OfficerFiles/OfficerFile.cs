using System.Globalization;
using Post.Certification.Domain;
using Post.Kernel.Requests;

namespace Post.Certification.OfficerFiles;

/// <summary>
/// An officer's file as certification staff read it: every number that is this person, and each fact with its source, the days
/// it held and the number under which it was reported.
/// </summary>
public sealed record OfficerFile(
    Guid PersonId,
    string OfficerNumber,
    NameRow Name,
    IReadOnlyList<NameRow> FormerNames,
    StatusRow? Status,
    IReadOnlyList<StatusRow> StatusHistory,
    IReadOnlyList<EmploymentRow> Employments,
    IReadOnlyList<CertificateRow> Certificates,
    int ToLookAt,
    int Namesakes) : INamesSubjects, ICountsRows
{
    /// <summary>All numbers of this person, the one they are known by first.</summary>
    public IReadOnlyList<NumberRow> Numbers { get; init; } = [new(PersonId, OfficerNumber)];

    /// <summary>Training taken and requirements missed, the latest first (8.05(1)(c)).</summary>
    public IReadOnlyList<TrainingRow> Trainings { get; init; } = [];

    /// <summary>Retraining that was ordered and completed, the latest first (12.05(1)(g)).</summary>
    public IReadOnlyList<RetrainingRow> Retrainings { get; init; } = [];

    /// <summary>Present statuses under other numbers that say something else; where none is shown, they are of one day.</summary>
    public IReadOnlyList<StatusRow> ContradictingStatuses { get; init; } = [];

    /// <summary>Merges of these numbers, those taken back among them, the latest first.</summary>
    public IReadOnlyList<MergeRow> Merges { get; init; } = [];

    public IReadOnlyList<DistinctionRow> Distinctions { get; init; } = [];

    /// <summary>Whether the caller may decide which numbers are one person.</summary>
    public bool MayJoin { get; init; }

    /// <summary>No electronic mail address for notices is in use; not told of a day that has passed (12.04(1)(a)6).</summary>
    public bool Unreached { get; init; }

    public IEnumerable<Guid> SubjectIds => Numbers.Select(n => n.PersonId);
    public int RowCount => 1;
    public IReadOnlyList<string> Employers => [.. Employments.Where(e => e.Open).Select(e => e.Agency).Distinct()];

    /// <summary>The number a fact was reported under, where there are several to tell apart.</summary>
    public string? NumberOf(Guid personId) =>
        Numbers.Count < 2 ? null : Numbers.FirstOrDefault(n => n.PersonId == personId)?.OfficerNumber;
}

/// <summary>An officer number and the id under which its facts stand.</summary>
public sealed record NumberRow(Guid PersonId, string OfficerNumber);

public sealed record NameRow(
    string FirstName, string Surname, string? Suffix, DateOnly ValidFrom, DateOnly? ValidTo, string Source,
    DateTimeOffset RecordedAt)
{
    public Guid PersonId { get; init; }
}

public sealed record StatusRow(
    string Code, string Label, string Meaning, DateOnly AsOf, DateOnly? ValidTo, string SourceText, DateOnly? ExpiresOn,
    string? Remark, string Source, DateTimeOffset RecordedAt)
{
    public Guid PersonId { get; init; }
}

public sealed record EmploymentRow(
    Guid AgencyId, string Agency, bool Provisional, bool Open, DateOnly? StartsOn, DateOnly? EndsOn, DateOnly? SeenFrom,
    DateOnly? LastSeenOn, DateOnly? GoneBy, string? Rank, string? AppointmentCode, string Source, DateTimeOffset RecordedAt)
{
    public Guid PersonId { get; init; }

    /// <summary>How and why service ended or was interrupted, as reported; not public (8.05(1)(j)-(k)).</summary>
    public IReadOnlyList<SeparationRow> Separations { get; init; } = [];

    /// <summary>Ranks, work statuses and leaves in this service, as reported, the latest first; not public.</summary>
    public IReadOnlyList<ServiceFactRow> Facts { get; init; } = [];

    /// <summary>The days of each leave from this service; its nature is for the officer, the agency and whoever reads the file alone.</summary>
    public IReadOnlyList<LeavePeriod> Leaves => LeavePeriod.Of(DatedOf(ServiceRegister.WorkStatus), DatedOf(ServiceRegister.Leave), EndsOn ?? GoneBy);

    private IEnumerable<DatedValue> DatedOf(ServiceRegister register) =>
        Facts.Where(f => f.Register == register).Select(f => new DatedValue(f.AgencyId, f.From, f.Until, f.Value, f.Words));
}

/// <summary>A rank, a work status, a unit or a leave from a day on, until the first day of what followed.</summary>
public sealed record ServiceFactRow(
    Guid AgencyId, ServiceRegister Register, string Value, string? Words, DateOnly From, DateOnly? Until, string Source, DateTimeOffset RecordedAt)
{
    public Guid PersonId { get; init; }
}

public sealed record SeparationRow(
    Guid AgencyId, DateOnly SeparatedOn, string NatureCode, string? Reason, string MisconductBased, string DuringInvestigation)
{
    public Guid PersonId { get; init; }
}

public sealed record CertificateRow(
    string Number, string TypeCode, string StatusCode, DateOnly? StatusOn, DateOnly? DecidedOn, DateOnly GrantedOn,
    DateOnly? ExpiresOn, string? Conditions, string Source, DateTimeOffset RecordedAt)
{
    public Guid PersonId { get; init; }
}

/// <summary>A training taken, or a requirement missed by the end of its period.</summary>
public sealed record TrainingRow(
    string ProviderCode, string RecordKey, string TypeCode, string Course, DateOnly? StartedOn, DateOnly? CompletedOn, DateOnly? MissedBy,
    int? Minutes, string? Place, string? Explanation, string Source, DateTimeOffset RecordedAt)
{
    private const decimal MinutesInHour = 60;

    public Guid Id { get; init; }
    public Guid PersonId { get; init; }

    /// <summary>The officer's own explanations of a requirement missed, the one that stands first (12.04(1)(e)).</summary>
    public IReadOnlyList<TrainingExplanationRow> Explanations { get; init; } = [];

    /// <summary>Notes of agencies that dispute the row, the latest first; the officer's own file has none (12.03(2)).</summary>
    public IReadOnlyList<TrainingDisputeRow> Disputes { get; init; } = [];

    public string Hours => Minutes is { } minutes ? (minutes / MinutesInHour).ToString("0.##", CultureInfo.InvariantCulture) : "";

    /// <summary>An agency that reads it can dispute it: the training committee supplied it, and no note of that agency waits.</summary>
    public bool Disputable => ProviderCode == TrainingRecord.Mptc && Disputes.All(d => d.SettledAt is not null);

    /// <summary>The day on which it was known how it ended.</summary>
    public DateOnly EndedOn => CompletedOn ?? MissedBy!.Value;
}

/// <summary>Retraining completed, by the order it answers.</summary>
public sealed record RetrainingRow(string OrderWords, DateOnly OrderedOn, DateOnly CompletedOn, string Source, DateTimeOffset RecordedAt)
{
    public Guid PersonId { get; init; }
}

/// <summary>A decision that one number belongs to the person known under another, and whether and why it was taken back.</summary>
public sealed record MergeRow(
    Guid PersonId, string OfficerNumber, Guid IntoPersonId, string IntoOfficerNumber, string Reason, string? Authority,
    string DecidedBy, DateTimeOffset RecordedAt, DateTimeOffset? UndoneAt, string? UndoneBy, string? UndoneReason);

/// <summary>A decision that a number of this person and another are two persons.</summary>
public sealed record DistinctionRow(
    Guid Id, Guid OtherPersonId, string OtherNumber, string Reason, string DecidedBy, DateTimeOffset RecordedAt,
    DateTimeOffset? WithdrawnAt, string? WithdrawnBy, string? WithdrawnReason);
