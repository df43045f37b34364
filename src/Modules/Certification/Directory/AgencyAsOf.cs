using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Directory;

/// <summary>Reads an agency at a point on both axes of time; what was not yet known there is not read.</summary>
internal sealed class AgencyAsOf(CertificationDb db, TimeProvider clock)
{
    /// <summary>Refuses days that have not come: neither axis reaches beyond today.</summary>
    public Result<AsOf> Read(DateOnly? on, DateOnly? known)
    {
        var today = clock.Today();
        if (on > today) return new DayNotCome(on.Value);
        return known > today ? new DayNotCome(known.Value) : AsOf.Of(on, known, clock);
    }

    /// <summary>What the agency's own row held then, or why there was none.</summary>
    public async Task<Result<LawEnforcementAgencyState>> StateAsync(Guid id, AsOf at, CancellationToken ct)
    {
        if (await db.AgencyStates.AsNoTracking().KnownAt(at).SingleOrDefaultAsync(s => s.AgencyId == id, ct) is { } state) return state;
        var since = await db.LawEnforcementAgencies.AsNoTracking()
            .Where(a => a.Id == id).Select(a => (DateTimeOffset?)a.RegisteredAt).SingleOrDefaultAsync(ct);
        return since is { } registered
            ? new AgencyNotYetKnown(CivilClock.LegalDate(at.Known), CivilClock.LegalDate(registered))
            : new NotFound("This agency");
    }

    /// <summary>The name borne on the day; before all names on record, the first of them.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IReadOnlyCollection<Guid> ids, AsOf at, CancellationToken ct) =>
        (await db.LawEnforcementAgencyNames.AsNoTracking().KnownAt(at).Where(n => ids.Contains(n.AgencyId)).ToListAsync(ct))
            .GroupBy(n => n.AgencyId)
            .ToDictionary(g => g.Key, g => g
                .OrderByDescending(n => Covers(n.ValidFrom, n.ValidTo, at.On)).ThenBy(n => n.ValidFrom).ThenBy(n => n.Id).First().Name);

    /// <summary>Whether days that end with the first of the next cover a day.</summary>
    public static bool Covers(DateOnly from, DateOnly? until, DateOnly day) => from <= day && (until is null || day < until);
}
