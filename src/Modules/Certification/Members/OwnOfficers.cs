using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Persons;

namespace Post.Certification.Members;

/// <summary>Which officers are an agency's own: who serves there, or served there, under any of their numbers.</summary>
internal static class OwnOfficers
{
    /// <summary>Service with the agency as it is known now, out-of-state service left out.</summary>
    public static IQueryable<Employment> Of(this IQueryable<Employment> employments, Guid agency) =>
        employments.Where(e => e.AgencyId == agency && e.SupersededAt == null && !e.OutOfState);

    /// <summary>Of these the service that holds on the day.</summary>
    public static IQueryable<Employment> HoldingOn(this IQueryable<Employment> employments, DateOnly day) =>
        employments.Where(e => (e.EndsOn == null || e.EndsOn >= day) && e.GoneBy == null && (e.StartsOn == null || e.StartsOn <= day));

    /// <summary>The persons of the service, each once, by the number under which they are known.</summary>
    public static IQueryable<Guid> PersonsOf(this CertificationDb db, IQueryable<Employment> service) => (
        from spell in service
        join merge in db.Merges.Present() on spell.PersonId equals merge.PersonId into merges
        from joined in merges.DefaultIfEmpty()
        select joined == null ? spell.PersonId : joined.IntoPersonId).Distinct();

    /// <summary>The person who serves at the agency on the day and has the number; null where nobody does.</summary>
    public static async Task<Guid?> ServingUnderAsync(
        this CertificationDb db, Guid agency, string officerNumber, DateOnly day, CancellationToken ct)
    {
        var person = await db.People.AsNoTracking().Where(p => p.OfficerNumber == officerNumber).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct);
        if (person is not { } id) return null;
        var members = (await db.MembersAsync([id], ct))[id];
        var serves = await db.Employments.AsNoTracking().Of(agency).HoldingOn(day).AnyAsync(e => members.MemberIds.Contains(e.PersonId), ct);
        return serves ? members.PersonId : null;
    }

    /// <summary>The person under this or another number who serves at the agency on the day; null where nobody does.</summary>
    public static async Task<OfficerMembers?> ServingAsync(this CertificationDb db, Guid agency, Guid personId, DateOnly day, CancellationToken ct)
    {
        var members = (await db.MembersAsync([personId], ct))[personId];
        var serves = await db.Employments.AsNoTracking().Of(agency).HoldingOn(day).AnyAsync(e => members.MemberIds.Contains(e.PersonId), ct);
        return serves ? members : null;
    }
}
