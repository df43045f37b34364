using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Members;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListLiaisonGaps;

/// <summary>Agencies of which some part of the exchange has no liaison today, by name (12.06(1)).</summary>
[Requires(CertificationPermissions.KeepMembers)]
[Audited("liaison-gaps.listed", DataClass.None)]
internal sealed record ListLiaisonGapsQuery(Guid? After = null, int Limit = 50) : IQuery<LiaisonGapList>;

public sealed record LiaisonGapList(IReadOnlyList<LiaisonGapRow> Rows, Guid? Next) : ICountsRows
{
    public int RowCount => Rows.Count;
}

/// <param name="AgencyId">The agency.</param>
/// <param name="Agency">Its name.</param>
/// <param name="HasHead">Whether a head is on record, who could designate one.</param>
/// <param name="Liaisons">How many liaisons there are, who leave some area open.</param>
/// <param name="LastUntil">The last day of the last one, where there is none.</param>
public sealed record LiaisonGapRow(Guid AgencyId, string Agency, bool HasHead, int Liaisons, DateOnly? LastUntil);

internal sealed class ListLiaisonGapsHandler(CertificationDb db, TimeProvider clock) : IRequestHandler<ListLiaisonGapsQuery, Result<LiaisonGapList>>
{
    public async Task<Result<LiaisonGapList>> Handle(ListLiaisonGapsQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var limit = Math.Clamp(query.Limit, 1, 100);
        var gaps = db.WithLiaisonGap(today).Select(g => g.Id);
        var names = db.LawEnforcementAgencyNames.AsNoTracking().Present().Where(n => gaps.Contains(n.AgencyId));
        if (query.After is { } after)
        {
            var from = await db.LawEnforcementAgencyNames.AsNoTracking().Present().Where(n => n.AgencyId == after).Select(n => n.Name).FirstOrDefaultAsync(ct);
            if (from is null) return new NotFound("The place in the list");
            names = names.Where(n => EF.Functions.GreaterThan(ValueTuple.Create(n.Name, n.AgencyId), ValueTuple.Create(from, after)));
        }

        var rows = await names.OrderBy(n => n.Name).ThenBy(n => n.AgencyId).Take(limit + 1).Select(n => new LiaisonGapRow(
            n.AgencyId,
            n.Name,
            db.Appointments.Any(a => a.Capacity == MemberCapacity.Head && a.BeginsOn <= today && (a.EndsOn == null || a.EndsOn >= today)
                && db.Members.Any(m => m.Id == a.MemberId && m.AgencyId == n.AgencyId)),
            db.Appointments.Count(a => a.Capacity == MemberCapacity.Liaison && a.BeginsOn <= today && (a.EndsOn == null || a.EndsOn >= today)
                && db.Members.Any(m => m.Id == a.MemberId && m.AgencyId == n.AgencyId)),
            db.Appointments.Where(a => a.Capacity == MemberCapacity.Liaison && db.Members.Any(m => m.Id == a.MemberId && m.AgencyId == n.AgencyId))
                .Max(a => a.EndsOn))).ToListAsync(ct);
        return new LiaisonGapList(rows.Take(limit).ToList(), rows.Count > limit ? rows[limit - 1].AgencyId : null);
    }
}
