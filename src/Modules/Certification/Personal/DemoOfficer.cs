using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Members;

namespace Post.Certification.Personal;

/// <summary>
/// Somebody who has a certificate and serves at the agency whose portal the demonstration opens, if there is one: neither portal is then
/// empty, and what the one tells the other answers.
/// </summary>
internal sealed class DemoOfficer(CertificationDb db) : IDemoOfficer
{
    public async Task<Guid?> FindAsync(CancellationToken ct)
    {
        var serving = db.PersonsOf(db.Employments.AsNoTracking().Open());
        var shown = db.PersonsOf(db.Employments.AsNoTracking().Open().Where(e => db.Members.Any(m => m.AgencyId == e.AgencyId && m.AccountId != null)));
        return await db.People.AsNoTracking().Where(p => serving.Contains(p.Id))
            .OrderByDescending(p => shown.Contains(p.Id)).ThenByDescending(p => db.Certificates.Any(c => c.PersonId == p.Id && c.SupersededAt == null)).ThenBy(p => p.OfficerNumber)
            .Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct);
    }
}
