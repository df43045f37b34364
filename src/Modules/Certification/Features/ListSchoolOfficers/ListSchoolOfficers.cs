using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Schools;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListSchoolOfficers;

/// <summary>School resource officers of the state by their training of a year (M.G.L. c. 6E, § 3(b)).</summary>
/// <param name="Show">A cut; everybody where it is null.</param>
/// <param name="YearEndsOn">Last day of the year; the present one where it is null.</param>
/// <param name="Ended">The latest year that has ended, where no day is given.</param>
/// <param name="After">The row after which the page begins.</param>
/// <param name="Limit">How many rows.</param>
[Requires(CertificationPermissions.ReadApplications)]
[Audited("school-officers.listed", DataClass.Personal, Fields = ["identity", "certificates", "training"], Lists = true)]
internal sealed record ListSchoolOfficersQuery(string? Show = null, DateOnly? YearEndsOn = null, bool Ended = false, Guid? After = null, int Limit = 25)
    : IQuery<SchoolOfficerList>, IAsksFor
{
    public string? Query => Show;
}

internal sealed class ListSchoolOfficersValidator : AbstractValidator<ListSchoolOfficersQuery>
{
    public ListSchoolOfficersValidator()
    {
        RuleFor(q => q.Show).IsEnumName(typeof(SchoolOfficerCut)).When(q => q.Show is not null).WithMessage("Choose which officers to show.");
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
    }
}

/// <param name="Rows">By name.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="Open">How many have not completed the training of the year, as far as its provider reports.</param>
/// <param name="Completed">How many have.</param>
/// <param name="LookedAt">Of how many who have not staff wrote down what they made of it.</param>
/// <param name="Years">Last days of the years that can be asked for, the present one first.</param>
/// <param name="YearEndsOn">The year shown.</param>
/// <param name="YearOver">Whether it has ended.</param>
public sealed record SchoolOfficerList(
    IReadOnlyList<SchoolOfficerRow> Rows, Guid? Next, int Open, int Completed, int LookedAt, IReadOnlyList<DateOnly> Years, DateOnly? YearEndsOn, bool YearOver)
    : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.Select(r => r.PersonId);
    public int RowCount => Rows.Count;
}

/// <summary>A school resource officer with the training of the year.</summary>
public sealed record SchoolOfficerRow(
    Guid PersonId, string OfficerNumber, string Name, string? Agencies, SroStanding Certification, SroTraining Training);

internal sealed class ListSchoolOfficersHandler(CertificationDb db, RecordReader records, SroTrainings trainings, TimeProvider clock)
    : IRequestHandler<ListSchoolOfficersQuery, Result<SchoolOfficerList>>
{
    public async Task<Result<SchoolOfficerList>> Handle(ListSchoolOfficersQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var since = today.AddDays(-await db.RuleAsync(IntakeRules.SroTrainingLookBackDays, today, ct));
        var years = await trainings.YearsAsync(since, today, ct);
        List<DateOnly> ends = [.. years.Select(y => y.Year.Last)];
        if (years.Count == 0) return new SchoolOfficerList([], null, 0, 0, 0, ends, null, false);
        var asked = years.FirstOrDefault(y => query.YearEndsOn is { } last ? y.Year.Last == last : !query.Ended || y.Year.Last < today);
        var (year, rule) = asked.Year is null ? years[0] : asked;
        var all = trainings.Of(year, rule, today);
        var counts = await all.GroupBy(t => t.CompletedOn != null ? SchoolOfficerCut.Completed : t.LookedAt != null ? SchoolOfficerCut.LookedAt : SchoolOfficerCut.Open)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var page = await PageAsync(query, all, ct);
        var rows = await RowsAsync([.. page.Take(query.Limit)], today, ct);
        return new SchoolOfficerList(
            rows, page.Count > query.Limit ? rows[^1].PersonId : null, counts.GetValueOrDefault(SchoolOfficerCut.Open),
            counts.GetValueOrDefault(SchoolOfficerCut.Completed), counts.GetValueOrDefault(SchoolOfficerCut.LookedAt), ends, year.Last, year.Last < today);
    }

    private async Task<List<Named>> PageAsync(ListSchoolOfficersQuery query, IQueryable<SroTraining> all, CancellationToken ct)
    {
        all = query.Show switch
        {
            nameof(SchoolOfficerCut.Open) => all.Where(t => t.CompletedOn == null && t.LookedAt == null),
            nameof(SchoolOfficerCut.Completed) => all.Where(t => t.CompletedOn != null),
            nameof(SchoolOfficerCut.LookedAt) => all.Where(t => t.CompletedOn == null && t.LookedAt != null),
            _ => all,
        };
        var named =
            from t in all
            join name in db.Names.Present() on t.PersonId equals name.PersonId
            join person in db.People on t.PersonId equals person.Id
            select new { Training = t, name.SortKey, person.OfficerNumber, Name = name.Surname + ", " + name.FirstName + (name.Suffix == null ? "" : " " + name.Suffix) };
        if (query.After is { } after && await db.Names.AsNoTracking().Present().SingleOrDefaultAsync(n => n.PersonId == after, ct) is { } last)
        {
            named = named.Where(n => EF.Functions.GreaterThan(ValueTuple.Create(n.SortKey, n.Training.PersonId), ValueTuple.Create(last.SortKey, last.PersonId)));
        }

        return [.. (await named.OrderBy(n => n.SortKey).ThenBy(n => n.Training.PersonId).Take(query.Limit + 1).ToListAsync(ct))
            .Select(n => new Named(n.Training, n.OfficerNumber, n.Name))];
    }

    private async Task<List<SchoolOfficerRow>> RowsAsync(List<Named> page, DateOnly today, CancellationToken ct)
    {
        var known = await records.OfAsync([.. page.Select(p => p.Training.PersonId)], ct);
        List<Guid> numbers = [.. known.Values.SelectMany(k => k.MemberIds)];
        var served = (await (
            from e in db.Employments.AsNoTracking().Open()
            where numbers.Contains(e.PersonId)
            join name in db.LawEnforcementAgencyNames.Present() on e.AgencyId equals name.AgencyId
            select new { e.PersonId, name.Name }).ToListAsync(ct)).ToLookup(e => e.PersonId, e => e.Name);
        return
        [
            .. page.Select(p => new SchoolOfficerRow(
                p.Training.PersonId, p.OfficerNumber, p.Name,
                known[p.Training.PersonId].MemberIds.SelectMany(m => served[m]).Distinct().Order(StringComparer.Ordinal).ToList() is { Count: > 0 } agencies ? string.Join(", ", agencies) : null,
                SroStanding.Of(known[p.Training.PersonId], today), p.Training)),
        ];
    }

    private sealed record Named(SroTraining Training, string OfficerNumber, string Name);
}
