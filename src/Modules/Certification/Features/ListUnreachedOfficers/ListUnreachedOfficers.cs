using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Persons;
using Post.Certification.Personal;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ListUnreachedOfficers;

/// <summary>Officers who serve and have no electronic mail address for notices, by name (12.04(1)(a)6, 12.11).</summary>
[Requires(CertificationPermissions.InviteOfficers)]
[Audited("officers-without-address.listed", DataClass.Personal, Fields = ["identity", "employment", "contact"], Lists = true)]
internal sealed record ListUnreachedOfficersQuery(Guid? After = null, int Limit = 50) : IQuery<UnreachedOfficerList>;

internal sealed class ListUnreachedOfficersValidator : AbstractValidator<ListUnreachedOfficersQuery>
{
    public ListUnreachedOfficersValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, 100).WithMessage("A page has 1 to 100 rows.");
}

/// <param name="Total">How many there are.</param>
/// <param name="Rows">By surname, first name.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record UnreachedOfficerList(int Total, IReadOnlyList<UnreachedOfficerRow> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.Select(r => r.PersonId);
    public int RowCount => Rows.Count;
}

/// <param name="PersonId">The officer.</param>
/// <param name="OfficerNumber">The number.</param>
/// <param name="Name">Surname first.</param>
/// <param name="Agencies">Where the officer serves.</param>
/// <param name="ByPost">Whether first-class mail reaches the officer.</param>
/// <param name="CameBack">Whether there was an address and mail came back from it.</param>
public sealed record UnreachedOfficerRow(Guid PersonId, string OfficerNumber, string Name, string Agencies, bool ByPost, bool CameBack);

internal sealed class ListUnreachedOfficersHandler(CertificationDb db, UnreachedOfficers unreached, ContactPoints points)
    : IRequestHandler<ListUnreachedOfficersQuery, Result<UnreachedOfficerList>>
{
    public async Task<Result<UnreachedOfficerList>> Handle(ListUnreachedOfficersQuery query, CancellationToken ct)
    {
        var all = await unreached.NamesAsync(ct);
        var total = await all.CountAsync(ct);
        var names = all;
        if (query.After is { } after)
        {
            // Somebody who was reached meanwhile is still a place in the order of names.
            var from = await db.Names.AsNoTracking().Present().Where(n => n.PersonId == after).Select(n => n.SortKey).SingleOrDefaultAsync(ct);
            if (from is null) return new NotFound("The place in the list");
            names = names.Where(n => EF.Functions.GreaterThan(ValueTuple.Create(n.SortKey, n.PersonId), ValueTuple.Create(from, after)));
        }

        var found = await names.OrderBy(n => n.SortKey).ThenBy(n => n.PersonId).Take(query.Limit + 1).ToListAsync(ct);
        var page = found.Take(query.Limit).ToList();
        return new UnreachedOfficerList(total, await RowsAsync(page, ct), found.Count > query.Limit ? page[^1].PersonId : null);
    }

    private async Task<List<UnreachedOfficerRow>> RowsAsync(List<PersonName> page, CancellationToken ct)
    {
        var members = await db.MembersAsync(page.ConvertAll(n => n.PersonId), ct);
        List<Guid> ids = [.. members.Values.SelectMany(m => m.MemberIds)];
        var numbers = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.OfficerNumber, ct);
        var served = (await (
            from e in db.Employments.AsNoTracking().Open()
            where ids.Contains(e.PersonId)
            join name in db.LawEnforcementAgencyNames.Present() on e.AgencyId equals name.AgencyId
            select new { e.PersonId, name.Name }).ToListAsync(ct)).ToLookup(e => e.PersonId, e => e.Name);
        var known = (await points.OfManyAsync(AddresseeKind.Officer, ids, ContactPurposes.CommissionCorrespondence, ct)).ToLookup(p => p.OwnerId);
        return page.ConvertAll(n => Row(n, members[n.PersonId]));

        UnreachedOfficerRow Row(PersonName name, OfficerMembers person)
        {
            var addresses = person.MemberIds.SelectMany(m => known[m]).ToList();
            return new UnreachedOfficerRow(
                name.PersonId, numbers[name.PersonId], $"{name.Surname}, {name.FirstName}",
                string.Join(", ", person.MemberIds.SelectMany(m => served[m]).Distinct().Order(StringComparer.Ordinal)),
                addresses.Exists(p => p is { Kind: ContactKind.Postal, State: ContactState.Active }), addresses.Exists(p => p is { Kind: ContactKind.Email, State: ContactState.Bounced }));
        }
    }
}
