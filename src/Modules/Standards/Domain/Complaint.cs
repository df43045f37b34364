using Post.Standards.Contracts;

namespace Post.Standards.Domain;

/// <summary>A complaint by its Commission number; what is known of it stands in its reports (8.05(2)(a)).</summary>
internal sealed class Complaint
{
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public List<ComplaintReport> Reports { get; } = [];
    public List<ComplaintSubject> Subjects { get; } = [];
}

/// <summary>What one source said of a complaint; a later source supersedes it, and it stays.</summary>
internal sealed class ComplaintReport
{
    public required Guid Id { get; init; }
    public required Guid ComplaintId { get; init; }
    public string? IaNumber { get; init; }
    public required string IaNumberSource { get; init; }
    public Guid? ReportingAgencyId { get; init; }
    public required string ReportingAgencySource { get; init; }
    public string? IntakeChannel { get; init; }
    public DateOnly? ReceivedOn { get; init; }

    /// <summary>Whether it had to be reported under 1.01(1); unknown is neither yes nor no (8.03(2) Complaint).</summary>
    public bool? IsReportable { get; init; }

    public required Recorded Anonymous { get; init; }
    public required Recorded Sworn { get; init; }
    public required DateOnly AsOf { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public required Guid SourceId { get; init; }
}

/// <summary>An officer whom a complaint names; one complaint may name several.</summary>
internal sealed class ComplaintSubject
{
    public required Guid Id { get; init; }
    public required Guid ComplaintId { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public Complaint Complaint { get; init; } = null!;
    public List<Allegation> Allegations { get; } = [];
}
