using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Persons;
using Post.Kernel.Deadlines;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Time;

namespace Post.Certification.Reporting;

/// <summary>A report as both sides read it: what it says, its three clocks, and what became of it.</summary>
public sealed record ReportFile(
    Guid Id, string Reference, string Kind, string KindWords, string State, string StateWords, int Revision, IReadOnlyList<ReportLine> Says,
    DateOnly? OccurredOn, DateOnly? KnownOn, DateTimeOffset? SubmittedAt, DateOnly? ServiceFrom, string? SubmittedBy, bool InTime, int? Elapsed)
{
    public DateOnly? DueOn { get; init; }

    /// <summary>How the last day was counted; null where the Commission set none.</summary>
    public DeadlineExplanation? HowCounted { get; init; }

    public ReportKey? Replaces { get; init; }
    public string? CorrectionReason { get; init; }
    public ReportKey? ReplacedBy { get; init; }
    public string? PreparedBy { get; init; }
    public IReadOnlyList<ReportStepRow> Steps { get; init; } = [];
    public ReportContent Content { get; init; } = new();

    /// <summary>555 CMR 1.01 governs beside it: it also alleges or shows misconduct.</summary>
    public bool IsRule101 => Content.IsRule101;

    /// <summary>Last day of the clock of 1.01; none in a draft, or where the day lies before the rule.</summary>
    public DateOnly? ConductDueOn { get; init; }

    /// <summary>The clock itself, on which staff record when the complaint came.</summary>
    public Guid? ConductClockId { get; init; }

    /// <summary>The label of the day it happened.</summary>
    public string Day { get; init; } = "";

    /// <summary>It names a condition of a certification.</summary>
    public bool OfCondition { get; init; }

    public bool IsDraft => State == nameof(ReportState.Draft);
    public bool Waits => State == nameof(ReportState.Submitted);

    /// <summary>A correction can name it: submitted, and neither refused nor corrected yet.</summary>
    public bool Correctable => ReplacedBy is null && State is nameof(ReportState.Submitted) or nameof(ReportState.Returned) or nameof(ReportState.TakenIn);
}

public sealed record ReportKey(Guid Id, string Reference);

/// <summary>One thing that happened; <c>By</c> is in the words of whoever reads it.</summary>
public sealed record ReportStepRow(string Words, DateTimeOffset At, string By, string? Note);

/// <summary>Reads a report with its clock and steps.</summary>
internal sealed class ReportReading(CertificationDb db, DeadlineStore clocks, DeadlineCounting counting, ContactPoints points, TimeProvider clock)
{
    private const string ClockRule = "agency-report";

    /// <param name="report">The report.</param>
    /// <param name="byAgency">Whether its agency reads it: who of the Commission acted is not told then.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<ReportFile> OfAsync(AgencyReport report, bool byAgency, CancellationToken ct)
    {
        var steps = await db.ReportSteps.AsNoTracking().Where(s => s.ReportId == report.Id).ToListAsync(ct);
        var (due, explanation) = await ClockAsync(report, ct);
        return new ReportFile(
            report.Id, report.Reference, report.Kind.ToString(), ReportWords.Of(report.Kind), report.State.ToString(), ReportWords.Of(report.State),
            report.Revision, [.. ReportLines.Of(report.Kind, report.Content), .. await SharedAsync(report, ct)], report.OccurredOn, report.KnownOn, report.SubmittedAt,
            report.ServiceFrom, report.SubmittedByName is { } name ? $"{name}, {CapacityWords.Of(report.SubmittedAs!.Value)}" : null,
            report.InTime, Elapsed(report))
        {
            DueOn = due,
            HowCounted = explanation,
            Replaces = report.Supersedes is { } old ? await KeyAsync(db.AgencyReports.Where(r => r.Id == old), ct) : null,
            CorrectionReason = report.CorrectionReason,
            ReplacedBy = await KeyAsync(db.AgencyReports.Where(r => r.Supersedes == report.Id && (byAgency || r.State != ReportState.Draft)), ct),
            PreparedBy = report.PreparedByName,
            ConductDueOn = report.ConductDueOn,
            ConductClockId = byAgency ? null : report.ConductClockId,
            Day = ReportKinds.Of(report.Kind).Day,
            OfCondition = ReportKinds.Of(report.Kind).OfCondition,
            Content = report.Content,
            Steps =
            [
                .. steps.Where(s => byAgency || s.Kind is not (ReportStepKind.Prepared or ReportStepKind.Changed))
                    .OrderBy(s => s.TakenAt).ThenBy(s => s.Kind)
                    .Select(s => new ReportStepRow(ReportWords.Of(s.Kind), s.TakenAt, By(s, byAgency), s.Note)),
            ],
        };
    }

    // Taken in all the same; whoever gives it is told, and not who else reads it (12.04(1)(a)6).
    private async Task<IReadOnlyList<ReportLine>> SharedAsync(AgencyReport report, CancellationToken ct)
    {
        if (report.Kind is not ReportKind.ContactChange || report.Contact is not { } given) return [];
        var number = report.Content.OfficerNumber;
        var known = await db.People.AsNoTracking().Where(p => p.Id == report.PersonId || p.OfficerNumber == number).Select(p => p.Id).ToListAsync(ct);
        return await ReportLines.SharedAsync(points, given, [.. (await db.MembersAsync(known, ct)).Values.SelectMany(m => m.MemberIds)], ct);
    }

    private static string By(ReportStep step, bool byAgency) => step.Capacity is { } capacity
        ? $"{step.TakenByName}, {CapacityWords.Of(capacity)}"
        : step.Kind is ReportStepKind.Refused || byAgency ? "The Commission" : step.TakenByName;

    // Of a draft it is told what would be the last day; a submitted report keeps the count of its submission.
    private async Task<(DateOnly?, DeadlineExplanation?)> ClockAsync(AgencyReport report, CancellationToken ct)
    {
        if (report.ClockId is { } chain)
        {
            var counts = await clocks.ChainAsync(chain, ct);
            return (report.DueOn, counts.FirstOrDefault(c => c.Due == report.DueOn)?.Explanation);
        }

        if (report.State is not ReportState.Draft || report.KnownOn is not { } known) return (null, null);
        var counted = await counting.CountAsync(ClockRule, DeadlineFacts.From(DeadlineTrigger.On("The agency learned of it", known)), ct);
        return (counted?.Counted.Due, counted?.Counted.Explanation);
    }

    private int? Elapsed(AgencyReport report) => report.KnownOn is not { } known
        ? null
        : (report.SubmittedAt is { } at ? CivilClock.LegalDate(at) : clock.Today()).DayNumber - known.DayNumber;

    private static Task<ReportKey?> KeyAsync(IQueryable<AgencyReport> reports, CancellationToken ct) =>
        reports.AsNoTracking().Select(r => new ReportKey(r.Id, AgencyReport.ReferenceOf(r.Number))).SingleOrDefaultAsync(ct);
}
