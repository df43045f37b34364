using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;

namespace Post.Certification.Members;

/// <summary>
/// The days on which certifications as officers end, by what certificates and the Commission's list say; of several the latest is
/// meant. That of a school resource officer runs beside them and puts off nothing.
/// </summary>
internal sealed class CertificationEnds(CertificationDb db)
{
    public async Task<ILookup<Guid, DateOnly>> OfAsync(IReadOnlyCollection<Guid> memberIds, CancellationToken ct)
    {
        List<string> ended = [.. CertificateCodes.Ended, CertificateCodes.Vacated];
        var certificates = await db.Certificates.AsNoTracking()
            .Where(c => memberIds.Contains(c.PersonId) && c.SupersededAt == null && c.ExpiresOn != null && !ended.Contains(c.StatusCode)
                && c.TypeCode != CertificateCodes.Sro)
            .Select(c => new { c.PersonId, On = c.ExpiresOn!.Value }).ToListAsync(ct);
        var listed = await db.Statuses.AsNoTracking().Present().Where(s => memberIds.Contains(s.PersonId) && s.ExpiresOn != null)
            .Select(s => new { s.PersonId, On = s.ExpiresOn!.Value }).ToListAsync(ct);
        return certificates.Concat(listed).ToLookup(e => e.PersonId, e => e.On);
    }
}
