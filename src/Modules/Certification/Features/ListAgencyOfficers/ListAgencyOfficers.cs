using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Directory;
using Post.Certification.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListAgencyOfficers;

/// <summary>
/// Who served with an agency on a day, as it was known when another day ended; by surname and first name of that time. A person
/// of several officer numbers is listed once.
/// </summary>
[Requires(CertificationPermissions.ReadOfficers)]
[Audited("agency.officers.listed", DataClass.Personal, Fields = ["identity", "employer"], Lists = true)]
internal sealed record ListAgencyOfficersQuery(
    Guid AgencyId, DateOnly? On = null, DateOnly? Known = null, Guid? After = null, int Limit = 50) : IQuery<AgencyOfficers>;

internal sealed class ListAgencyOfficersValidator : AbstractValidator<ListAgencyOfficersQuery>
{
    public ListAgencyOfficersValidator() =>
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
}

/// <param name="AgencyId">The agency.</param>
/// <param name="Agency">Its name on the day.</param>
/// <param name="On">The day.</param>
/// <param name="OldestService">The first day of service on record; a day before it can show nobody.</param>
/// <param name="Total">How many served on the day.</param>
/// <param name="Rows">Officers in the order of surname, first name.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record AgencyOfficers(
    Guid AgencyId, string Agency, DateOnly On, DateOnly? OldestService, int Total, IReadOnlyList<AgencyOfficerRow> Rows, Guid? Next)
    : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.SelectMany(r => r.MemberIds);
    public int RowCount => Rows.Count;
}

/// <summary>Service that covered the day: days where sources give them, else between which it was seen.</summary>
public sealed record AgencyOfficerRow(
    Guid PersonId, string OfficerNumber, string FirstName, string Surname, string? Suffix, string? Rank, DateOnly? StartsOn,
    DateOnly? SeenFrom, DateOnly? EndsOn, DateOnly? LastSeenOn, DateOnly? GoneBy)
{
    /// <summary>The person, and further officer numbers of the same person under which the service stands.</summary>
    public IReadOnlyList<Guid> MemberIds { get; init; } = [PersonId];

    /// <summary>The officer had left at some day nobody knows, between the last source that showed the service and the next.</summary>
    public bool MayHaveLeft(DateOnly on) => EndsOn is null && GoneBy is not null && (LastSeenOn ?? SeenFrom) < on;
}

internal sealed class ListAgencyOfficersHandler(CertificationDb db, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ListAgencyOfficersQuery, Result<AgencyOfficers>>
{
    public async Task<Result<AgencyOfficers>> Handle(ListAgencyOfficersQuery query, CancellationToken ct)
    {
        var record = new AgencyAsOf(db, clock);
        var moment = record.Read(query.On, query.Known);
        if (moment.Refusal is { } refusal) return refusal;
        var (id, at) = (query.AgencyId, moment.Value);
        var state = await record.StateAsync(id, at, ct);
        if (state.Refusal is { } unknown) return unknown;

        var serving = db.PersonsAt(db.Employments.AsNoTracking().ServingAt(id, at), at);
        var named = await PageAsync(Named(serving, at), query, ct);
        var page = named.Take(query.Limit).ToList();
        var agency = (await record.NamesAsync([id], at, ct))[id];
        change.Summarise($"Officers of {agency} on {at.On:O}, known at {at.Known:O}");
        return new AgencyOfficers(
            id, agency, at.On, await db.Employments.AsNoTracking().EverAt(id, at).MinAsync(e => e.StartsOn ?? e.SeenFrom, ct),
            await serving.CountAsync(ct), await RowsAsync(page, id, at, ct), named.Count > query.Limit ? page[^1].PersonId : null);
    }

    // The name borne on the day; whoever is on record under a later name only is listed under the first of them.
    private IQueryable<PersonName> Named(IQueryable<Guid> serving, AsOf at) =>
        from person in serving
        from name in db.Names.AsNoTracking()
            .Where(n => n.PersonId == person && n.RecordedAt <= at.Known && (n.SupersededAt == null || n.SupersededAt > at.Known))
            .OrderByDescending(n => n.ValidFrom <= at.On && (n.ValidTo == null || n.ValidTo > at.On)).ThenBy(n => n.ValidFrom).Take(1)
        select name;

    private static async Task<List<PersonName>> PageAsync(IQueryable<PersonName> names, ListAgencyOfficersQuery query, CancellationToken ct)
    {
        if (query.After is { } after
            && await names.Where(n => n.PersonId == after).Select(n => n.SortKey).SingleOrDefaultAsync(ct) is { } key)
        {
            names = names.Where(n => EF.Functions.GreaterThan(ValueTuple.Create(n.SortKey, n.PersonId), ValueTuple.Create(key, after)));
        }

        return await names.OrderBy(n => n.SortKey).ThenBy(n => n.PersonId).Take(query.Limit + 1).ToListAsync(ct);
    }

    private async Task<List<AgencyOfficerRow>> RowsAsync(List<PersonName> page, Guid agencyId, AsOf at, CancellationToken ct)
    {
        var ids = page.ConvertAll(n => n.PersonId);
        var numbers = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.OfficerNumber, ct);
        var joined = await db.Merges.AsNoTracking().KnownAt(at).Where(m => ids.Contains(m.IntoPersonId))
            .ToDictionaryAsync(m => m.PersonId, m => m.IntoPersonId, ct);
        Guid[] members = [.. ids, .. joined.Keys];
        var spells = (await db.Employments.AsNoTracking().ServingAt(agencyId, at).Where(e => members.Contains(e.PersonId)).ToListAsync(ct))
            .ToLookup(e => joined.GetValueOrDefault(e.PersonId, e.PersonId));
        return page.ConvertAll(n =>
        {
            // Two spells on one day are the last of one rank and the first of the next.
            var spell = spells[n.PersonId].OrderBy(e => e.StartsOn ?? e.SeenFrom).ThenBy(e => e.Id).Last();
            return new AgencyOfficerRow(
                n.PersonId, numbers[n.PersonId], n.FirstName, n.Surname, n.Suffix, spell.Rank, spell.StartsOn, spell.SeenFrom,
                spell.EndsOn, spell.LastSeenOn, spell.GoneBy)
            {
                MemberIds = [.. spells[n.PersonId].Select(e => e.PersonId).Prepend(n.PersonId).Distinct()],
            };
        });
    }
}
