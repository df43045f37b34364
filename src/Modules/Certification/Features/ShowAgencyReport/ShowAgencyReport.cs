using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.OfficerFiles;
using Post.Certification.Persons;
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
    Guid Id, int Place, string Words, DateOnly DueOn, string State, DateOnly? SettledOn, string? Note, string Decision, Guid ApplicationId, int Of,
    int Settled)
{
    public bool Open => State is nameof(ConditionState.Open) or nameof(ConditionState.Missed);

    /// <summary>Others of the same decision would stay open: a part of several (12.05(1)(f)).</summary>
    public bool Partial => Of - Settled > (Open ? 1 : 0);
}

/// <summary>The record's side: name, status and service, of this agency and of others.</summary>
public sealed record OnRecord(
    Guid PersonId, string OfficerNumber, string Name, StatusRow? Status, IReadOnlyList<EmploymentRow> Service, IReadOnlyList<Guid> MemberIds)
{
    /// <summary>Service elsewhere that nobody has ended (12.05(1)(i)(b)).</summary>
    public IReadOnlyList<EmploymentRow> OpenElsewhere(Guid agency) => [.. Service.Where(s => s.Open && s.AgencyId != agency)];
}

public sealed record HireTaskState(string Kind, string Details, DateTimeOffset OpenedAt, string? Outcome, string? Receipt, string? Note, DateTimeOffset? ClosedAt);

internal sealed class ShowAgencyReportHandler(CertificationDb db, ReportReading reading, TimeProvider clock)
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
            await reading.OfAsync(report, byAgency: false, ct), report.AgencyId, agency, await RecordAsync(report.OfficerNumber!, ct),
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
            row.Of, row.Settled);
    }

    private static HireTaskState Task(HireTask t) => new(
        ReportWords.Of(t.Kind), t.Details, t.OpenedAt, t.Outcome is { } outcome ? ReportWords.Of(outcome) : null, t.Receipt, t.Note, t.ClosedAt);

    private async Task<OnRecord?> RecordAsync(string number, CancellationToken ct)
    {
        var known = await db.People.AsNoTracking().Where(p => p.OfficerNumber == number).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct);
        if (known is not { } id) return null;
        var person = (await db.MembersAsync([id], ct))[id];
        var at = FileMoment.Now(clock);
        var rows = new FileRows(db, person.MemberIds, at);
        var names = PastRows.On(at, await rows.NamesAsync(ct));
        var name = names.Find(n => n.PersonId == person.PersonId && n.ValidTo is null) ?? names[0];
        var statuses = PastRows.On(at, await rows.StatusesAsync(ct)).FindAll(s => s.ValidTo is null);
        return new OnRecord(
            person.PersonId, number, $"{name.FirstName} {name.Surname} {name.Suffix}".TrimEnd(),
            PresentStatus.Of(statuses, s => s.Code, s => s.AsOf).Shown,
            PastRows.On(at, await rows.EmploymentsAsync(ct), await rows.SeparationsAsync(ct), await rows.FactsAsync(ct)), person.MemberIds);
    }
}
