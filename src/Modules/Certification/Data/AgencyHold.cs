using Microsoft.EntityFrameworkCore;

namespace Post.Certification.Data;

/// <summary>One change of an agency's own entries at a time.</summary>
internal static class AgencyHold
{
    /// <summary>Until the transaction ends.</summary>
    public static Task HoldAgencyAsync(this CertificationDb db, Guid agency, CancellationToken ct)
    {
        var key = $"certification.reports:{agency}";
        return db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))", ct);
    }
}
