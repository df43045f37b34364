using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Reporting;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Kernel.Work;

namespace Post.Certification.Features.ListHireTasks;

/// <summary>Hires to look up in the index, hires that were refused, and suspensions to look at again, the oldest first.</summary>
[Requires(CertificationPermissions.ReadReports)]
[Audited("hire-tasks.listed", DataClass.Personal, Fields = ["identity", "report"], Lists = true)]
internal sealed record ListHireTasksQuery(bool Closed = false, Guid? After = null, int Limit = 25) : IQuery<HireTaskList>, IAsksFor
{
    public string? Query => Closed ? "closed" : null;
}

internal sealed class ListHireTasksValidator : AbstractValidator<ListHireTasksQuery>
{
    public ListHireTasksValidator() =>
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
}

public sealed record HireTaskList(IReadOnlyList<HireTaskRow> Rows, DateOnly Today, Guid? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.Select(r => r.PersonId).OfType<Guid>().Distinct();
    public int RowCount => Rows.Count;
}

public sealed record HireTaskRow(
    Guid Id, Guid ReportId, string Reference, string Kind, string Agency, string OfficerNumber, string Name, Guid? PersonId, string Details,
    DateTimeOffset OpenedAt, string? Outcome, DateOnly? LookedOn, string? Receipt, string? Note, string? ClosedBy)
{
    public bool IsIndexCheck => Kind == nameof(HireTaskKind.IndexCheck);
}

internal sealed class ListHireTasksHandler(CertificationDb db, TimeProvider clock) : IRequestHandler<ListHireTasksQuery, Result<HireTaskList>>
{
    public async Task<Result<HireTaskList>> Handle(ListHireTasksQuery query, CancellationToken ct)
    {
        var tasks = db.HireTasks.AsNoTracking().Where(t => query.Closed ? t.ClosedAt != null : t.ClosedAt == null);
        if (query.After is { } after && await db.HireTasks.Where(t => t.Id == after).Select(t => (DateTimeOffset?)t.OpenedAt).SingleOrDefaultAsync(ct) is { } at)
        {
            tasks = tasks.Where(t => EF.Functions.GreaterThan(ValueTuple.Create(t.OpenedAt, t.Id), ValueTuple.Create(at, after)));
        }

        var rows = await (
            from task in tasks.OrderBy(t => t.OpenedAt).ThenBy(t => t.Id).Take(query.Limit + 1)
            join report in db.AgencyReports on task.ReportId equals report.Id
            orderby task.OpenedAt, task.Id
            select new
            {
                Task = task,
                Report = report,
                Agency = db.LawEnforcementAgencyNames.Present().Where(n => n.AgencyId == report.AgencyId).Select(n => n.Name).First(),
            }).ToListAsync(ct);
        var page = rows.Take(query.Limit).ToList();
        return new HireTaskList(
            page.ConvertAll(r => Row(r.Task, r.Report, r.Agency)), clock.Today(), rows.Count > query.Limit ? page[^1].Task.Id : null);
    }

    private static HireTaskRow Row(HireTask t, AgencyReport r, string agency) => new(
        t.Id, r.Id, r.Reference, t.Kind.ToString(), agency, r.OfficerNumber!, $"{r.FirstName} {r.Surname}".Trim(), r.PersonId, t.Details, t.OpenedAt,
        t.Outcome is { } outcome ? ReportWords.Of(outcome) : null, t.LookedOn, t.Receipt, t.Note, t.ClosedByName);
}

/// <summary>The same as the staff home counts it.</summary>
internal sealed class HireTaskQueue(CertificationDb db) : IWorkQueue
{
    public string Title => "Hires to look up";
    public string Link => "/staff/certification/hires";
    public string Permission => CertificationPermissions.SettleReports;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var open = await db.HireTasks.AsNoTracking().Where(t => t.ClosedAt == null).GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Oldest = g.Min(t => t.OpenedAt), Barred = g.Count(t => t.Kind == HireTaskKind.BarredHire), Reviews = g.Count(t => t.Kind == HireTaskKind.SuspensionReview) })
            .SingleOrDefaultAsync(ct);
        return open is null
            ? QueueState.Empty
            : new QueueState(open.Count, open.Oldest, Words(open.Barred, open.Reviews));
    }

    private static string Words(int barred, int reviews) => (barred, reviews) switch
    {
        ( > 0, _) => $"{barred} hires were refused: see that nobody serves who may not.",
        (_, > 0) => $"{reviews} suspensions to look at again after training.",
        _ => "Each hire is looked up in the National Decertification Index.",
    };
}
