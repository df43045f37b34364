using Post.Certification.Domain;
using Post.Kernel.Time;

namespace Post.Certification.Data;

/// <summary>What stood in the record about agencies at a point on both axes of time.</summary>
internal static class AgenciesAsOf
{
    public static IQueryable<LawEnforcementAgencyName> KnownAt(this IQueryable<LawEnforcementAgencyName> names, AsOf at) =>
        names.Where(n => n.RecordedAt <= at.Known && (n.SupersededAt == null || n.SupersededAt > at.Known));

    public static IQueryable<LawEnforcementAgencyListing> KnownAt(this IQueryable<LawEnforcementAgencyListing> listings, AsOf at) =>
        listings.Where(l => l.RecordedAt <= at.Known && (l.SupersededAt == null || l.SupersededAt > at.Known));

    public static IQueryable<LawEnforcementAgencyState> KnownAt(this IQueryable<LawEnforcementAgencyState> states, AsOf at) =>
        states.Where(s => s.RecordedAt <= at.Known && (s.SupersededAt == null || s.SupersededAt > at.Known));

    public static IQueryable<AgencySuccession> KnownAt(this IQueryable<AgencySuccession> successions, AsOf at) =>
        successions.Where(s => s.RecordedAt <= at.Known && (s.SupersededAt == null || s.SupersededAt > at.Known));

    public static IQueryable<AgencySuccession> InForce(this IQueryable<AgencySuccession> successions) =>
        successions.Where(s => s.SupersededAt == null);

    public static IQueryable<PersonMerge> KnownAt(this IQueryable<PersonMerge> merges, AsOf at) =>
        merges.Where(m => m.RecordedAt <= at.Known && (m.UndoneAt == null || m.UndoneAt > at.Known));

    /// <summary>The persons whose officer numbers the service stands under, each once, as merges were known then.</summary>
    public static IQueryable<Guid> PersonsAt(this CertificationDb db, IQueryable<Employment> service, AsOf at) => (
        from spell in service
        join merge in db.Merges.KnownAt(at) on spell.PersonId equals merge.PersonId into merges
        from joined in merges.DefaultIfEmpty()
        select joined == null ? spell.PersonId : joined.IntoPersonId).Distinct();

    /// <summary>
    /// Service with the agency that covered the day, the last day of service among its days. Where a source gives no days, from
    /// the day of the first that shows it to the day before the first that no longer does.
    /// </summary>
    public static IQueryable<Employment> ServingAt(this IQueryable<Employment> employments, Guid agencyId, AsOf at) =>
        employments.EverAt(agencyId, at).Where(e => (e.StartsOn ?? e.SeenFrom) <= at.On
            && (e.EndsOn == null || e.EndsOn >= at.On) && (e.GoneBy == null || e.GoneBy > at.On));

    /// <summary>All service with the agency as it was known then, whatever its days.</summary>
    public static IQueryable<Employment> EverAt(this IQueryable<Employment> employments, Guid agencyId, AsOf at) =>
        employments.Where(e => e.AgencyId == agencyId
            && e.RecordedAt <= at.Known && (e.SupersededAt == null || e.SupersededAt > at.Known));
}
