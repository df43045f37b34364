using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;

namespace Post.Certification.Personal;

/// <summary>
/// Officers who serve and whom the Commission cannot reach by electronic mail: nobody furnished an address, or mail came back from each
/// (12.04(1)(a)6). Notice under 12.11 cannot be given to them that way.
/// </summary>
internal sealed class UnreachedOfficers(CertificationDb db, ContactPoints points)
{
    /// <summary>Present names of them, each person once.</summary>
    public async Task<IQueryable<PersonName>> NamesAsync(CancellationToken ct)
    {
        var reached = await points.OwnersByEmailAsync(AddresseeKind.Officer, ContactPurposes.CommissionCorrespondence, ct);
        var serving = db.PersonsOf(db.Employments.Open());
        var merged = db.Merges.Present();
        return db.Names.AsNoTracking().Present().Where(n => serving.Contains(n.PersonId)
            && !reached.Contains(n.PersonId) && !merged.Any(m => m.IntoPersonId == n.PersonId && reached.Contains(m.PersonId)));
    }
}
