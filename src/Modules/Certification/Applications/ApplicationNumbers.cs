using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;

namespace Post.Certification.Applications;

/// <summary>Numbers by which people know applications and decisions; one that a refusal left unused stays unused.</summary>
internal static class ApplicationNumbers
{
    public static async Task<long> NextApplicationAsync(this CertificationDb db, CancellationToken ct) =>
        (await db.Database.SqlQuery<long>($"select nextval('certification.application_number')").ToListAsync(ct))[0];

    public static async Task<long> NextDecisionAsync(this CertificationDb db, CancellationToken ct) =>
        (await db.Database.SqlQuery<long>($"select nextval('certification.decision_number')").ToListAsync(ct))[0];
}
