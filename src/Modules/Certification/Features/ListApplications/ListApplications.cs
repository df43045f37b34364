using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListApplications;

/// <summary>What waits for a decision, that which is due first before the rest; or what was decided.</summary>
[Requires(CertificationPermissions.ReadApplications)]
[Audited("certification-applications.listed", DataClass.Personal, Fields = ["identity", "application"], Lists = true)]
internal sealed record ListApplicationsQuery(string? Kind, Guid? AgencyId, bool Closed, Guid? After, int Limit = 25)
    : IQuery<ListApplicationsResult>, IAsksFor
{
    /// <summary>Of those that wait, only these; by the names of <see cref="ApplicationCut"/>.</summary>
    public string? Show { get; init; }

    public string? Query => string.Join(" · ", new[] { Kind, AgencyId?.ToString(), Show, Closed ? "closed" : null }.Where(p => !string.IsNullOrWhiteSpace(p)));
}

internal sealed class ListApplicationsValidator : AbstractValidator<ListApplicationsQuery>
{
    public ListApplicationsValidator()
    {
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
        RuleFor(q => q.Show).IsEnumName(typeof(ApplicationCut)).WithMessage("Choose which of them to show.");
    }
}

/// <param name="Rows">By the day on which a decision is due.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="Agency">Name of the agency filtered by.</param>
public sealed record ListApplicationsResult(IReadOnlyList<ApplicationRow> Rows, Guid? Next, string? Agency) : INamesSubjects, ICountsRows
{
    /// <summary>How many days “soon” is.</summary>
    public int Days { get; init; }

    public IEnumerable<Guid> SubjectIds => Rows.Select(r => r.PersonId).Distinct();
    public int RowCount => Rows.Count;
}

public sealed record ApplicationRow(
    Guid Id, string Reference, string Kind, Guid PersonId, string Name, string OfficerNumber, string? Agency, DateOnly ReceivedOn,
    DateOnly? LapsesOn, DateOnly DueOn, int Items, int OpenItems, string? ClosedAs, DateTimeOffset? ClosedAt, bool Late)
{
    public string KindWords => DecisionWords.OfApplication(Kind);
}

/// <summary>Which applications of those that wait; each is a figure of the desk.</summary>
internal enum ApplicationCut
{
    /// <summary>The day on which a decision was due has passed.</summary>
    Late,

    /// <summary>A decision is due within the days of the desk, or was before.</summary>
    Soon,

    /// <summary>The certification that it is about ends within the days of the desk.</summary>
    Ending,

    /// <summary>Every requirement is shown.</summary>
    Complete,
}

internal sealed class ListApplicationsHandler(CertificationDb db, TimeProvider clock)
    : IRequestHandler<ListApplicationsQuery, Result<ListApplicationsResult>>
{
    public async Task<Result<ListApplicationsResult>> Handle(ListApplicationsQuery query, CancellationToken ct)
    {
        var days = await db.RuleAsync(IntakeRules.DeskDays, clock.Today(), ct);
        var first = Cut(await FilteredAsync(query, ct), query.Show, days);
        var rows = await RowsAsync(first.OrderBy(a => a.DueOn).ThenBy(a => a.Id).Take(query.Limit + 1), ct);
        var page = rows.Take(query.Limit).ToList();
        return new ListApplicationsResult(page, rows.Count > query.Limit ? page[^1].Id : null, await AgencyAsync(query.AgencyId, ct)) { Days = days };
    }

    private IQueryable<CertificationApplication> Cut(IQueryable<CertificationApplication> found, string? show, int days)
    {
        var (today, until) = (clock.Today(), clock.Today().AddDays(days));
        return Enum.TryParse<ApplicationCut>(show, out var cut) ? cut switch
        {
            ApplicationCut.Late => found.Where(a => a.DueOn < today),
            ApplicationCut.Soon => found.Where(a => a.DueOn <= until),
            ApplicationCut.Ending => found.Where(a => a.LapsesOn >= today && a.LapsesOn <= until),
            _ => found.Where(a => a.StandardId != null && !db.RequirementsOn(a.Id, today).Any(r => r.IsOpen)),
        } : found;
    }

    private async Task<IQueryable<CertificationApplication>> FilteredAsync(ListApplicationsQuery query, CancellationToken ct)
    {
        var all = db.Applications.AsNoTracking();
        var found = query.Closed ? all.Where(a => a.ClosedAt != null) : all.Where(a => a.ClosedAt == null);
        if (Enum.TryParse<ApplicationKind>(query.Kind, out var kind)) found = found.Where(a => a.Kind == kind);
        if (query.AgencyId is { } agency) found = found.Where(a => a.AgencyId == agency);
        if (query.After is not { } after) return found;
        var due = await all.Where(a => a.Id == after).Select(a => (DateOnly?)a.DueOn).SingleOrDefaultAsync(ct);
        return due is not { } last
            ? found
            : found.Where(a => EF.Functions.GreaterThan(ValueTuple.Create(a.DueOn, a.Id), ValueTuple.Create(last, after)));
    }

    private async Task<List<ApplicationRow>> RowsAsync(IQueryable<CertificationApplication> page, CancellationToken ct)
    {
        var today = clock.Today();
        return await (
            from a in page
            join name in db.Names.Present() on a.PersonId equals name.PersonId
            join person in db.People on a.PersonId equals person.Id
            orderby a.DueOn, a.Id
            select new ApplicationRow(
                a.Id, CertificationApplication.ReferenceOf(a.Number), a.Kind.ToString(), a.PersonId, name.Surname + ", " + name.FirstName,
                person.OfficerNumber,
                db.LawEnforcementAgencyNames.Present().Where(n => n.AgencyId == a.AgencyId).Select(n => n.Name).FirstOrDefault(),
                a.ReceivedOn, a.LapsesOn, a.DueOn,
                db.Evidence.Count(e => e.ApplicationId == a.Id && e.SupersededAt == null),
                db.RequirementsOn(a.Id, today).Count(r => r.IsOpen),
                a.ClosedAs == null ? null : a.ClosedAs.ToString(), a.ClosedAt, a.ClosedAt == null && a.DueOn < today)).ToListAsync(ct);
    }

    private Task<string?> AgencyAsync(Guid? id, CancellationToken ct) => id is null
        ? Task.FromResult<string?>(null)
        : db.LawEnforcementAgencyNames.AsNoTracking().Present().Where(n => n.AgencyId == id).Select(n => n.Name).SingleOrDefaultAsync(ct);
}
