using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Time;
using Post.Kernel.Work;

namespace Post.Certification.Members;

/// <summary>
/// Agencies with officers of which some part of the exchange has no liaison today (12.06(1)). The clause counts no days: it is open
/// from the day on which it is so, and no day makes it later than another.
/// </summary>
internal static class LiaisonGaps
{
    public static IQueryable<LawEnforcementAgency> WithLiaisonGap(this CertificationDb db, DateOnly today)
    {
        var present = db.Appointments.Where(
            a => a.Capacity == MemberCapacity.Liaison && a.BeginsOn <= today && (a.EndsOn == null || a.EndsOn >= today));
        return db.LawEnforcementAgencies.AsNoTracking().Where(g => !g.Provisional && g.MergedIntoId == null && g.Kind != AgencyKind.OutOfState
            && db.Employments.Open().Any(e => e.AgencyId == g.Id)
            && db.LiaisonAreas.Any(area => !present.Any(
                a => a.Areas.Contains(area.Code) && db.Members.Any(m => m.Id == a.MemberId && m.AgencyId == g.Id))));
    }
}

/// <summary>The same as the staff home counts it.</summary>
internal sealed class LiaisonGapQueue(CertificationDb db, TimeProvider clock) : IWorkQueue
{
    public string Title => "Agencies without a liaison";
    public string Link => "/staff/agencies/liaisons";
    public string Permission => CertificationPermissions.KeepMembers;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var gaps = await db.WithLiaisonGap(clock.Today()).GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Oldest = g.Min(a => a.RegisteredAt) }).SingleOrDefaultAsync(ct);
        return gaps is null
            ? QueueState.Empty
            : new QueueState(gaps.Count, gaps.Oldest, "Nobody is designated for some part of the exchange (12.06(1)).");
    }
}
