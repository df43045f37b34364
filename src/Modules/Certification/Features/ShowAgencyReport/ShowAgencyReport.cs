using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Reporting;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowAgencyReport;

/// <summary>A report beside what the record says of whom it is about.</summary>
[Requires(CertificationPermissions.ReadReports)]
[Audited("agency-report.opened", DataClass.Personal, Fields = ["identity", "report", "status", "employment", "separations", "condition"])]
internal sealed record ShowAgencyReportQuery(Guid ReportId) : IQuery<AgencyReportView>;

/// <param name="File">The report.</param>
/// <param name="AgencyId">Whose it is.</param>
/// <param name="Agency">Its name.</param>
/// <param name="Record">What is on record; null where nobody has the number.</param>
/// <param name="Tasks">What is to be done about a hire.</param>
/// <param name="Today">The legal day.</param>
public sealed record AgencyReportView(
    ReportFile File, Guid AgencyId, string Agency, OnRecord? Record, IReadOnlyList<HireTaskState> Tasks, DateOnly Today) : INamesSubjects, ICountsRows
{
    /// <summary>The condition that it names; null where the agency named one in words, or none.</summary>
    public ReportedCondition? Condition { get; init; }

    public IEnumerable<Guid> SubjectIds => Record?.MemberIds ?? [];
    public int RowCount => 1;
}

/// <summary>A condition as it stands now, and how many its decision has.</summary>
public sealed record ReportedCondition(
    Guid Id, int Place, string Words, DateOnly? DueOn, string State, DateOnly? SettledOn, string? Note, string Decision, Guid ApplicationId, int Of,
    int Settled)
{
    /// <summary>Days that count from the return to duty; null where the decision set the day.</summary>
    public int? DaysFromReturn { get; init; }

    public bool Open => State is nameof(ConditionState.Open) or nameof(ConditionState.Missed);

    /// <summary>Others of the same decision would stay open: a part of several (12.05(1)(f)).</summary>
    public bool Partial => Of - Settled > (Open ? 1 : 0);
}

public sealed record HireTaskState(string Kind, string Details, DateTimeOffset OpenedAt, string? Outcome, string? Receipt, string? Note, DateTimeOffset? ClosedAt);

internal sealed class ShowAgencyReportHandler(CertificationDb db, ReportReading reading, OnRecordReader records, TimeProvider clock)
    : IRequestHandler<ShowAgencyReportQuery, Result<AgencyReportView>>
{
    public async Task<Result<AgencyReportView>> Handle(ShowAgencyReportQuery query, CancellationToken ct)
    {
        // A draft is the agency's alone until it is submitted.
        var report = await db.AgencyReports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == query.ReportId && r.State != ReportState.Draft, ct);
        if (report is null) return new NotFound("This report");
        var agency = await db.LawEnforcementAgencyNames.AsNoTracking().Present().Where(n => n.AgencyId == report.AgencyId).Select(n => n.Name).SingleAsync(ct);
        var tasks = await db.HireTasks.AsNoTracking().Where(t => t.ReportId == report.Id).ToListAsync(ct);
        return new AgencyReportView(
            await reading.OfAsync(report, byAgency: false, ct), report.AgencyId, agency, await records.UnderAsync(report.OfficerNumber!, ct),
            tasks.ConvertAll(Task), clock.Today())
        {
            Condition = report.ConditionId is { } condition ? await ConditionAsync(condition, ct) : null,
        };
    }

    private async Task<ReportedCondition> ConditionAsync(Guid id, CancellationToken ct)
    {
        var row = await (
            from condition in db.Conditions.AsNoTracking()
            where condition.Id == id
            join decision in db.Decisions on condition.DecisionId equals decision.Id
            select new
            {
                Condition = condition,
                decision.Number,
                Of = db.Conditions.Count(o => o.DecisionId == decision.Id),
                Settled = db.Conditions.Count(o => o.DecisionId == decision.Id && (o.State == ConditionState.Met || o.State == ConditionState.Lifted)),
            }).SingleAsync(ct);
        var c = row.Condition;
        return new ReportedCondition(
            c.Id, c.Place, c.Words, c.DueOn, c.State.ToString(), c.SettledOn, c.Note, CertificationDecision.ReferenceOf(row.Number), c.ApplicationId,
            row.Of, row.Settled)
        { DaysFromReturn = c.DaysFromReturn };
    }

    private static HireTaskState Task(HireTask t) => new(
        ReportWords.Of(t.Kind), t.Details, t.OpenedAt, t.Outcome is { } outcome ? ReportWords.Of(outcome) : null, t.Receipt, t.Note, t.ClosedAt);
}
