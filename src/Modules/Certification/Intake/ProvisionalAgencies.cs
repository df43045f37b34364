using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;

namespace Post.Certification.Intake;

/// <summary>Agencies that were only a spelling in a file.</summary>
internal static class ProvisionalAgencies
{
    /// <summary>One that no spelling stands for any more is merged into the other; true if so.</summary>
    public static async Task<bool> RetireIfUnspelledAsync(
        CertificationDb db, Guid from, Guid into, DateTimeOffset now, CancellationToken ct)
    {
        var agency = await db.LawEnforcementAgencies.SingleAsync(a => a.Id == from, ct);
        if (!agency.Provisional || await db.Spellings.AnyAsync(s => s.AgencyId == from, ct)) return false;
        agency.MergeInto(into, now);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
