using Post.Kernel.Events;

namespace Post.Standards.Contracts;

/// <summary>An officer as a submitted file names one; cells as written, the status by its code.</summary>
public sealed record ReportedOfficer(
    string OfficerNumber,
    string FirstName,
    string Surname,
    string? Suffix,
    string StatusCode,
    string StatusSource,
    string? CurrentAgencySpelling);

/// <summary>An agency as a submitted file spells it.</summary>
public sealed record ReportedAgency(string Spelling, string? County);

/// <summary>
/// A submitted file names officers and agencies. Told inside the transaction that takes the file in: the Certification
/// module decides who is new, whose status or employer this shows, and which spellings it has never seen.
/// </summary>
public sealed record OfficersReported(
    Guid SourceId,
    string SourceDescription,
    bool IsCommissionList,
    DateOnly AsOf,
    IReadOnlyList<ReportedAgency> Agencies,
    IReadOnlyList<ReportedOfficer> Officers) : ITransactionalEvent;

/// <summary>Complaints, dispositions or discipline of these officers changed.</summary>
public sealed record DisciplinaryRecordChanged(IReadOnlyList<Guid> PersonIds) : IIntegrationEvent;
