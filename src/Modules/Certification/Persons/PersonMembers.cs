using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;

namespace Post.Certification.Persons;

/// <summary>
/// The one place that says which officer numbers are one person now. A merged number takes none in, so a person is one step
/// away from each of their numbers.
/// </summary>
internal static class PersonMembers
{
    /// <summary>One statement for any number of persons.</summary>
    public static async Task<IReadOnlyDictionary<Guid, OfficerMembers>> MembersAsync(
        this CertificationDb db, IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        var merges = db.Merges.AsNoTracking().Present();
        var touching = await merges
            .Where(m => personIds.Contains(m.IntoPersonId) || merges.Any(
                asked => personIds.Contains(asked.PersonId) && asked.IntoPersonId == m.IntoPersonId))
            .Select(m => new { m.PersonId, m.IntoPersonId })
            .ToListAsync(ct);
        var into = touching.ToDictionary(m => m.PersonId, m => m.IntoPersonId);
        var members = touching.ToLookup(m => m.IntoPersonId, m => m.PersonId);
        return personIds.Distinct().ToDictionary(id => id, id =>
        {
            var person = into.GetValueOrDefault(id, id);
            return new OfficerMembers(person, [person, .. members[person].Order()]);
        });
    }
}
