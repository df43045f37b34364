using Post.Certification.Domain;

namespace Post.Certification.Data;

/// <summary>What holds in the world today and is so known today: neither ended nor superseded.</summary>
internal static class InForce
{
    public const string Filter = "valid_to is null and superseded_at is null";
    public const string OpenEmployment = "ends_on is null and gone_by is null and superseded_at is null";

    public static IQueryable<PersonName> Present(this IQueryable<PersonName> names) =>
        names.Where(n => n.ValidTo == null && n.SupersededAt == null);

    public static IQueryable<StatusReport> Present(this IQueryable<StatusReport> statuses) =>
        statuses.Where(s => s.ValidTo == null && s.SupersededAt == null);

    public static IQueryable<PersonMerge> Present(this IQueryable<PersonMerge> merges) => merges.Where(m => m.UndoneAt == null);

    public static IQueryable<PersonDistinction> Present(this IQueryable<PersonDistinction> distinctions) =>
        distinctions.Where(d => d.WithdrawnAt == null);

    public static IQueryable<LawEnforcementAgencyName> Present(this IQueryable<LawEnforcementAgencyName> names) =>
        names.Where(n => n.ValidTo == null && n.SupersededAt == null);

    public static IQueryable<Employment> Open(this IQueryable<Employment> employments) =>
        employments.Where(e => e.EndsOn == null && e.GoneBy == null && e.SupersededAt == null);

    /// <summary>What held on a day, as is known now.</summary>
    public static IQueryable<ServiceFact> HoldingOn(this IQueryable<ServiceFact> facts, DateOnly day) =>
        facts.Where(f => f.SupersededAt == null && f.ValidFrom <= day && (f.ValidTo == null || f.ValidTo > day));

    /// <summary>Who headed a unit on a day, as is known now.</summary>
    public static IQueryable<UnitHead> HoldingOn(this IQueryable<UnitHead> heads, DateOnly day) =>
        heads.Where(h => h.SupersededAt == null && h.ValidFrom <= day && (h.ValidTo == null || h.ValidTo > day));
}
