using Post.Certification.Contracts;

namespace Post.Certification.Directory;

/// <summary>Reads service as others may know it: by agency and days, ranks and appointments put together.</summary>
internal static class ServiceHistory
{
    /// <summary>The present ones first, then the latest.</summary>
    public static IReadOnlyList<ServiceSpell> Of(IReadOnlyCollection<ServiceRow> employments) =>
        // Most officers have served at one place without a promotion.
        employments.Count < 2 ? [.. employments.Select(Spell)] :
    [
        .. employments.GroupBy(e => e.AgencyId).SelectMany(Merged)
            .OrderByDescending(s => s.Current)
            .ThenByDescending(s => s.Current ? s.From ?? DateOnly.MaxValue : s.Until ?? DateOnly.MaxValue)
            .ThenByDescending(s => s.From)
            .ThenBy(s => s.AgencyId),
    ];

    /// <summary>The last day of all service; null while some goes on, and where the latest ended on a day nobody knows.</summary>
    public static DateOnly? LastDayOf(IReadOnlyCollection<ServiceRow> employments)
    {
        var ends = employments.Max(e => e.EndsOn);
        return employments.Any(e => e.EndsOn is null && !(e.GoneBy <= ends)) ? null : ends;
    }

    // A promotion ends one row and begins the next on the same day or the day after: to others it is one service.
    private static IEnumerable<ServiceSpell> Merged(IEnumerable<ServiceRow> ofAgency)
    {
        ServiceSpell? last = null;
        foreach (var next in ofAgency.OrderBy(e => e.StartsOn ?? e.SeenFrom).ThenBy(e => e.EndsOn ?? DateOnly.MaxValue).Select(Spell))
        {
            // Under two numbers of one person one service may stand twice: what goes on takes in what began while it did.
            if (last is { Current: true }) continue;
            if (last is { Until: { } until } && next.From is { } from && from <= until.AddDays(1))
            {
                last = next with { From = last.From };
                continue;
            }

            if (last is not null) yield return last;
            last = next;
        }

        if (last is not null) yield return last;
    }

    private static ServiceSpell Spell(ServiceRow e) =>
        new(e.AgencyId, e.StartsOn, e.EndsOn, Current: e is { EndsOn: null, GoneBy: null });
}
