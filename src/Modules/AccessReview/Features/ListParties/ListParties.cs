using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.ListParties;

/// <summary>Whom a matter is about; under a purpose, as every look at persons.</summary>
[Requires(AccessReviewPermissions.ReadParties)]
[Audited("matter.parties.listed", DataClass.Personal, Fields = ["identity", "matter"])]
internal sealed record ListPartiesQuery(Guid MatterId) : IQuery<ListPartiesResult>;

internal sealed record ListPartiesResult(IReadOnlyList<PartyRow> Rows) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.Select(r => r.PersonId).OfType<Guid>().Distinct();
    public int RowCount => Rows.Count;
}

internal sealed record PartyRow(
    Guid Id, Guid? PersonId, Guid? AgencyId, string Name, string? OfficerNumber, string Because, DateTimeOffset AddedAt, string AddedByName);

internal sealed class ListPartiesHandler(AccessReviewDb db, IOfficerDirectory officers, ILawEnforcementAgencies agencies)
    : IRequestHandler<ListPartiesQuery, Result<ListPartiesResult>>
{
    public async Task<Result<ListPartiesResult>> Handle(ListPartiesQuery query, CancellationToken ct)
    {
        // A party of the past is none: under a purpose bound to the matter it would not be open any more.
        var parties = await db.Parties.AsNoTracking().Where(p => p.MatterId == query.MatterId && p.EndedAt == null).OrderBy(p => p.AddedAt).ToListAsync(ct);
        var roots = await officers.MembersAsync([.. parties.Select(p => p.PersonId).OfType<Guid>()], ct);
        var known = (await officers.FactsAsync([.. roots.Values.Select(m => m.PersonId).Distinct()], ct)).ToDictionary(f => f.PersonId);
        var names = parties.Exists(p => p.AgencyId is not null) ? (await agencies.AllAsync(ct)).ToDictionary(a => a.Id, a => a.Name) : [];
        return new ListPartiesResult([.. parties.Select(p => p.PersonId is { } person
            ? RowOf(p, known.GetValueOrDefault(roots[person].PersonId))
            : RowOf(p, names.GetValueOrDefault(p.AgencyId!.Value, "An agency not in the record"), null))]);
    }

    private static PartyRow RowOf(MatterParty party, OfficerFacts? officer) => officer is null
        ? RowOf(party, "A person not in the record", null)
        : RowOf(party, $"{officer.Name.Surname}, {officer.Name.FirstName} {officer.Name.Suffix}".TrimEnd(), officer.OfficerNumber);

    private static PartyRow RowOf(MatterParty p, string name, string? number) =>
        new(p.Id, p.PersonId, p.AgencyId, name, number, p.Because, p.AddedAt, p.AddedByName);
}
