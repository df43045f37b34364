using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Members;

namespace Post.Certification.Personal;

/// <summary>Somebody who serves and has a certificate, if there is one: the portal is then not empty.</summary>
internal sealed class DemoOfficer(CertificationDb db) : IDemoOfficer
{
    public async Task<Guid?> FindAsync(CancellationToken ct)
    {
        var serving = db.PersonsOf(db.Employments.AsNoTracking().Open());
        return await db.People.AsNoTracking().Where(p => serving.Contains(p.Id))
            .OrderByDescending(p => db.Certificates.Any(c => c.PersonId == p.Id && c.SupersededAt == null)).ThenBy(p => p.OfficerNumber)
            .Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct);
    }
}
