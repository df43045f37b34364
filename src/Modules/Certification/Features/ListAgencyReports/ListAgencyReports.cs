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

namespace Post.Certification.Features.ListAgencyReports;

/// <summary>
/// Reports that wait: first those that 1.01 governs too, then the late ones, and of each the earliest day; or those that were settled,
/// the latest first.
/// </summary>
[Requires(CertificationPermissions.ReadReports)]
[Audited("agency-reports.listed", DataClass.Personal, Fields = ["identity", "report"], Lists = true)]
internal sealed record ListAgencyReportsQuery(bool Settled = false, Guid? After = null, int Limit = 25) : IQuery<AgencyReportList>, IAsksFor
{
    public Guid? AgencyId { get; init; }

    /// <summary>Only those that came after their last day.</summary>
    public bool LateOnly { get; init; }

    public string? Query => string.Join(" · ", new[] { Settled ? "settled" : null, AgencyId?.ToString(), LateOnly ? "late" : null }.OfType<string>()) is { Length: > 0 } asked
        ? asked
        : null;
}

internal sealed class ListAgencyReportsValidator : AbstractValidator<ListAgencyReportsQuery>
{
    public ListAgencyReportsValidator() =>
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
}

/// <param name="Rows">Reports.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record AgencyReportList(IReadOnlyList<AgencyReportRow> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.Select(r => r.PersonId).OfType<Guid>().Distinct();
    public int RowCount => Rows.Count;

    /// <summary>Name of the agency filtered by.</summary>
    public string? Agency { get; init; }
}

public sealed record AgencyReportRow(
    Guid Id, string Reference, string Kind, string Agency, Guid? PersonId, string OfficerNumber, string? OnRecord, DateOnly OccurredOn,
    DateOnly KnownOn, DateTimeOffset SubmittedAt, DateOnly? DueOn, bool InTime, string StateWords, bool Corrects, bool IsRule101)
{
    public int Elapsed => CivilClock.LegalDate(SubmittedAt).DayNumber - KnownOn.DayNumber;
}

internal sealed class ListAgencyReportsHandler(CertificationDb db) : IRequestHandler<ListAgencyReportsQuery, Result<AgencyReportList>>
{
    public async Task<Result<AgencyReportList>> Handle(ListAgencyReportsQuery query, CancellationToken ct)
    {
        var last = query.After is { } after ? await db.AgencyReports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == after, ct) : null;
        var all = db.AgencyReports.AsNoTracking().Where(r => (query.AgencyId == null || r.AgencyId == query.AgencyId) && (!query.LateOnly || !r.InTime));
        var ordered = query.Settled ? Settled(all, last) : Waiting(all, last);
        var rows = await ordered.Take(query.Limit + 1).Select(r => new
        {
            Report = r,
            Agency = db.LawEnforcementAgencyNames.Present().Where(n => n.AgencyId == r.AgencyId).Select(n => n.Name).First(),
            Name = db.Names.Present().Where(n => n.PersonId == r.PersonId).Select(n => n.Surname + ", " + n.FirstName).FirstOrDefault(),
        }).ToListAsync(ct);
        var page = rows.Take(query.Limit).ToList();
        return new AgencyReportList(
            page.ConvertAll(r => Row(r.Report, r.Agency, r.Name)), rows.Count > query.Limit ? page[^1].Report.Id : null)
        {
            Agency = query.AgencyId is null ? null : await db.LawEnforcementAgencyNames.AsNoTracking().Present()
                .Where(n => n.AgencyId == query.AgencyId).Select(n => n.Name).SingleOrDefaultAsync(ct),
        };
    }

    private static IOrderedQueryable<AgencyReport> Waiting(IQueryable<AgencyReport> all, AgencyReport? last)
    {
        var waiting = all.Where(r => r.State == ReportState.Submitted);
        if (last is { QueueDay: { } day, SubmittedAt: { } at })
        {
            waiting = waiting.Where(r => EF.Functions.GreaterThan(
                ValueTuple.Create(r.QueuePlace, r.QueueDay!.Value, r.SubmittedAt!.Value, r.Id), ValueTuple.Create(last.QueuePlace, day, at, last.Id)));
        }

        return waiting.OrderBy(r => r.QueuePlace).ThenBy(r => r.QueueDay).ThenBy(r => r.SubmittedAt).ThenBy(r => r.Id);
    }

    private static IOrderedQueryable<AgencyReport> Settled(IQueryable<AgencyReport> all, AgencyReport? last)
    {
        var settled = all.Where(r => r.ClosedAt != null);
        if (last is { ClosedAt: { } at })
        {
            settled = settled.Where(r => EF.Functions.LessThan(ValueTuple.Create(r.ClosedAt!.Value, r.Id), ValueTuple.Create(at, last.Id)));
        }

        return settled.OrderByDescending(r => r.ClosedAt).ThenByDescending(r => r.Id);
    }

    private static AgencyReportRow Row(AgencyReport r, string agency, string? name) => new(
        r.Id, r.Reference, ReportWords.Of(r.Kind), agency, r.PersonId, r.OfficerNumber!, name, r.OccurredOn!.Value, r.KnownOn!.Value,
        r.SubmittedAt!.Value, r.DueOn, r.InTime, ReportWords.Of(r.State), r.Supersedes is not null, r.Route is ReportRoute.Rule101);
}

/// <summary>Reports that wait, as the staff home counts them.</summary>
internal sealed class AgencyReportQueue(CertificationDb db) : IWorkQueue
{
    public string Title => "Reports of agencies";
    public string Link => "/staff/certification/reports";
    public string Permission => CertificationPermissions.SettleReports;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var waiting = await db.AgencyReports.AsNoTracking().Where(r => r.State == ReportState.Submitted).GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Oldest = g.Min(r => r.SubmittedAt), Late = g.Count(r => !r.InTime), Conduct = g.Count(r => r.Route == ReportRoute.Rule101) }).SingleOrDefaultAsync(ct);
        return waiting is null
            ? QueueState.Empty
            : new QueueState(waiting.Count, waiting.Oldest, Words(waiting.Conduct, waiting.Late));
    }

    private static string Words(int conduct, int late) => (conduct, late) switch
    {
        ( > 0, _) => $"{conduct} may show misconduct: look at those first.",
        (_, > 0) => $"{late} came late. Take them in or return them.",
        _ => "Agencies reported changes; take them in or return them.",
    };
}
