namespace Post.Standards.Contracts;

/// <summary>A yes or no that an old file may not carry; not recorded is never "no" (8.06(3)(a)10.d-e).</summary>
public enum Recorded
{
    NotRecorded,
    Yes,
    No,
}

/// <summary>One complaint as it concerns one officer, with everything the publication gate must weigh.</summary>
public sealed record ComplaintFacts(
    Guid ComplaintId,
    Guid PersonId,
    string ComplaintNumber,
    DateOnly? ReceivedOn,
    Guid? ReportingAgencyId,
    bool? IsReportable,
    Recorded Anonymous,
    Recorded Sworn,
    IReadOnlyList<AllegationFacts> Allegations,
    string Source);

/// <summary>One allegation with its disposition and discipline. The narrative stays in the module: it is never screened text.</summary>
public sealed record AllegationFacts(
    Guid AllegationId,
    string Number,
    string CategoryCode,
    string CategoryLabel,
    string? SubtypeLabel,
    DateOnly? IncidentOn,
    DispositionFacts Disposition,
    IReadOnlyList<DisciplineFacts> Discipline);

/// <summary>How an allegation ended; the code is that of the Commission's vocabulary.</summary>
public sealed record DispositionFacts(string Code, string Label, bool Final);

/// <summary>Discipline imposed, pending or reversed for an allegation; the remark in the source is not part of it.</summary>
public sealed record DisciplineFacts(string TypeCode, string TypeLabel, DisciplineState State, IReadOnlyList<string> QualifierLabels);

/// <summary>Where a disciplinary action stands (8.05(2)(e)).</summary>
public enum DisciplineState
{
    Imposed,
    Pending,
    Reversed,

    /// <summary>The source's remark may speak of a reversal or an open matter; a person must find which.</summary>
    Unclear,
}

/// <summary>Asks the Standards module for complaints and discipline.</summary>
public interface IDisciplinaryRecord
{
    Task<IReadOnlyList<ComplaintFacts>> FactsAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct);
}
