using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListRosterAttestations;

/// <summary>Agencies with officers whose head attested to no roster since a day, by name; nobody is late, as 12.00 counts no days.</summary>
[Requires(CertificationPermissions.KeepMembers)]
[Audited("roster-attestations.listed", DataClass.None)]
internal sealed record ListRosterAttestationsQuery(DateOnly? Since = null, Guid? After = null, int Limit = 50) : IQuery<RosterAttestationList>;

public sealed record RosterAttestationList(DateOnly Since, IReadOnlyList<RosterAttestationRow> Rows, Guid? Next) : ICountsRows
{
    public int RowCount => Rows.Count;
}

/// <param name="AgencyId">The agency.</param>
/// <param name="Agency">Its name.</param>
/// <param name="LastOn">The day of the last attestation; null where there is none.</param>
/// <param name="LastBy">Who made it.</param>
/// <param name="Officers">How many officers the roster had then.</param>
/// <param name="HasHead">Whether a head is on record who could attest.</param>
public sealed record RosterAttestationRow(Guid AgencyId, string Agency, DateOnly? LastOn, string? LastBy, int? Officers, bool HasHead);

internal sealed class ListRosterAttestationsHandler(CertificationDb db, TimeProvider clock)
    : IRequestHandler<ListRosterAttestationsQuery, Result<RosterAttestationList>>
{
    public async Task<Result<RosterAttestationList>> Handle(ListRosterAttestationsQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var limit = Math.Clamp(query.Limit, 1, 100);
        var since = query.Since ?? today.AddDays(-await db.RuleAsync(IntakeRules.AttestationDays, today, ct));
        var names = Names(since);
        if (query.After is { } after)
        {
            var from = await db.LawEnforcementAgencyNames.AsNoTracking().Present().Where(n => n.AgencyId == after).Select(n => n.Name).FirstOrDefaultAsync(ct);
            if (from is null) return new NotFound("The place in the list");
            names = names.Where(n => EF.Functions.GreaterThan(ValueTuple.Create(n.Name, n.AgencyId), ValueTuple.Create(from, after)));
        }

        var rows = await names.OrderBy(n => n.Name).ThenBy(n => n.AgencyId).Take(limit + 1).Select(n => new
        {
            n.AgencyId,
            n.Name,
            Last = db.RosterAttestations.Where(a => a.AgencyId == n.AgencyId).OrderByDescending(a => a.AttestedAt)
                .Select(a => new { a.AttestedOn, a.AttestedByName, a.Officers }).FirstOrDefault(),
            HasHead = db.Appointments.Any(a => a.Capacity == Contracts.MemberCapacity.Head && a.BeginsOn <= today && (a.EndsOn == null || a.EndsOn >= today)
                && db.Members.Any(m => m.Id == a.MemberId && m.AgencyId == n.AgencyId)),
        }).ToListAsync(ct);
        return new RosterAttestationList(
            since,
            [.. rows.Take(limit).Select(r => new RosterAttestationRow(r.AgencyId, r.Name, r.Last?.AttestedOn, r.Last?.AttestedByName, r.Last?.Officers, r.HasHead))],
            rows.Count > limit ? rows[limit - 1].AgencyId : null);
    }

    private IQueryable<LawEnforcementAgencyName> Names(DateOnly since)
    {
        var kept = db.LawEnforcementAgencies.Where(g => !g.Provisional && g.MergedIntoId == null && g.Kind != AgencyKind.OutOfState
            && db.Employments.Open().Any(e => e.AgencyId == g.Id)
            && !db.RosterAttestations.Any(a => a.AgencyId == g.Id && a.AttestedOn >= since));
        return db.LawEnforcementAgencyNames.AsNoTracking().Present().Where(n => kept.Any(g => g.Id == n.AgencyId));
    }
}
