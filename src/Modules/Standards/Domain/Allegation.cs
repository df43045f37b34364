using Post.Standards.Contracts;

namespace Post.Standards.Domain;

/// <summary>One allegation against one officer, by its number.</summary>
internal sealed class Allegation
{
    public required Guid Id { get; init; }
    public required Guid ComplaintSubjectId { get; init; }
    public required string Number { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public ComplaintSubject Subject { get; init; } = null!;
    public List<AllegationReport> Reports { get; } = [];
    public List<Disposition> Dispositions { get; } = [];
    public List<DisciplinaryAction> Discipline { get; } = [];
}

/// <summary>What one source said was alleged; codes beside the source's own words.</summary>
internal sealed class AllegationReport
{
    public required Guid Id { get; init; }
    public required Guid AllegationId { get; init; }
    public required string CategoryCode { get; init; }
    public required string CategorySource { get; init; }
    public required string SubtypeCode { get; init; }
    public required string SubtypeSource { get; init; }
    public string? Narrative { get; init; }
    public DateOnly? IncidentOn { get; init; }
    public required byte[] RowDigest { get; init; }
    public required DateOnly AsOf { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public required Guid SourceId { get; init; }
    public required long SourceRow { get; init; }
}

/// <summary>How an allegation ended, as one source said (8.05(1)(h)).</summary>
internal sealed class Disposition
{
    public const string NeedsDetermination = "NeedsDetermination";

    public required Guid Id { get; init; }
    public required Guid AllegationId { get; init; }
    public required string Code { get; init; }
    public required string SourceText { get; init; }
    public required bool Final { get; init; }
    public DateOnly? DecidedOn { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public required Guid SourceId { get; init; }
    public Allegation Allegation { get; init; } = null!;
}

/// <summary>Discipline by the employer, never a certification suspension (8.05(1)(d)-(e), 8.05(2)(e)).</summary>
internal sealed class DisciplinaryAction
{
    public required Guid Id { get; init; }
    public required Guid AllegationId { get; init; }
    public required int Ordinal { get; init; }
    public required string TypeCode { get; init; }
    public required DisciplineState State { get; init; }
    public required string[] Qualifiers { get; init; }
    public string? Remark { get; init; }
    public required string SourceText { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public required Guid SourceId { get; init; }
}
