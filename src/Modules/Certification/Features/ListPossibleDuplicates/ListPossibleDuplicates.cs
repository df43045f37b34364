using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ListPossibleDuplicates;

/// <summary>Pairs of officers who may be one person, the most telling first.</summary>
[Requires(CertificationPermissions.JoinPersons)]
[Audited("possible-duplicates.listed", DataClass.Personal, Fields = ["identity", "employer"], Lists = true)]
internal sealed record ListPossibleDuplicatesQuery(Guid? After, int Limit = 25) : IQuery<ListPossibleDuplicatesResult>;

internal sealed class ListPossibleDuplicatesValidator : AbstractValidator<ListPossibleDuplicatesQuery>
{
    public ListPossibleDuplicatesValidator() =>
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
}

/// <param name="Rows">By weight, the heaviest first.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record ListPossibleDuplicatesResult(IReadOnlyList<DuplicateRow> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.SelectMany(r => new[] { r.One.PersonId, r.Other.PersonId }).Distinct();
    public int RowCount => Rows.Count;
}

public sealed record DuplicateRow(
    Guid Id, DuplicateSide One, DuplicateSide Other, IReadOnlyList<string> Grounds, decimal Score, DateTimeOffset FoundAt);

public sealed record DuplicateSide(Guid PersonId, string OfficerNumber, string FirstName, string Surname, string? Suffix, string? Agency);

internal sealed class ListPossibleDuplicatesHandler(CertificationDb db)
    : IRequestHandler<ListPossibleDuplicatesQuery, Result<ListPossibleDuplicatesResult>>
{
    public async Task<Result<ListPossibleDuplicatesResult>> Handle(ListPossibleDuplicatesQuery query, CancellationToken ct)
    {
        var waiting = db.PossibleDuplicates.AsNoTracking().Where(p => p.GoneAt == null);
        if (query.After is { } after) waiting = await BehindAsync(waiting, after, ct);
        var pairs = await waiting.OrderByDescending(p => p.Score).ThenBy(p => p.Id).Take(query.Limit + 1).ToListAsync(ct);
        var page = pairs.Take(query.Limit).ToList();
        var sides = await SidesAsync([.. page.SelectMany(p => new[] { p.PersonId, p.OtherPersonId }).Distinct()], ct);
        return new ListPossibleDuplicatesResult(
            [.. page.Select(p => new DuplicateRow(p.Id, sides[p.PersonId], sides[p.OtherPersonId], p.Grounds, p.Score, p.FoundAt))],
            pairs.Count > query.Limit ? page[^1].Id : null);
    }

    // A pair that went since the page before was read still tells where that page ended.
    private async Task<IQueryable<PossibleDuplicate>> BehindAsync(IQueryable<PossibleDuplicate> waiting, Guid after, CancellationToken ct)
    {
        var last = await db.PossibleDuplicates.AsNoTracking().Where(p => p.Id == after).Select(p => (decimal?)p.Score).SingleOrDefaultAsync(ct);
        return last is not { } score ? waiting : waiting.Where(p => p.Score < score || (p.Score == score && p.Id > after));
    }

    private async Task<Dictionary<Guid, DuplicateSide>> SidesAsync(List<Guid> ids, CancellationToken ct) => await (
        from name in db.Names.AsNoTracking().Present()
        where ids.Contains(name.PersonId)
        join person in db.People on name.PersonId equals person.Id
        select new DuplicateSide(
            person.Id, person.OfficerNumber, name.FirstName, name.Surname, name.Suffix,
            (from employment in db.Employments.Open()
             join agency in db.LawEnforcementAgencyNames.Present() on employment.AgencyId equals agency.AgencyId
             where employment.PersonId == name.PersonId
             orderby agency.Name
             select agency.Name).FirstOrDefault()))
        .ToDictionaryAsync(s => s.PersonId, ct);
}
