using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Directory;
using Post.Certification.Domain;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowAgency;

/// <summary>The rows of one agency's file at a point in time.</summary>
internal sealed class AgencyReading(CertificationDb db, AgencyAsOf record, Guid id, AsOf at)
{
    public Task<List<AgencyNameRow>> NamesAsync(CancellationToken ct) => db.LawEnforcementAgencyNames.AsNoTracking().KnownAt(at)
        .Where(n => n.AgencyId == id)
        .OrderByDescending(n => n.ValidTo == null).ThenByDescending(n => n.ValidTo).ThenByDescending(n => n.ValidFrom)
        .Select(n => new AgencyNameRow(n.Name, n.ValidFrom, n.ValidTo, n.RecordedAt, n.Authority, n.Reason, n.RecordedByName))
        .ToListAsync(ct);

    public Task<List<AgencyListingRow>> ListingsAsync(CancellationToken ct) => (
        from listing in db.Listings.AsNoTracking().KnownAt(at)
        where listing.AgencyId == id
        join source in db.Sources on listing.SourceId equals source.Id
        orderby listing.ValidTo == null descending, listing.ValidTo descending, listing.ValidFrom descending
        select new AgencyListingRow(
            listing.Kind.ToString(), listing.County, listing.ValidFrom, listing.ValidTo, listing.RecordedAt, source.Description))
        .ToListAsync(ct);

    /// <summary>A spelling is among them that was this agency's then, whoever has it now.</summary>
    public async Task<IReadOnlyList<AgencySpellingRow>> SpellingsAsync(CancellationToken ct)
    {
        var spellings = await db.Spellings.AsNoTracking()
            .Where(s => s.AgencyId == id
                || db.SpellingDecisions.Any(d => d.SpellingId == s.Id && (d.AgencyId == id || d.FromAgencyId == id)))
            .OrderBy(s => s.Folded).ToListAsync(ct);
        var ids = spellings.ConvertAll(s => s.Id);
        var decisions = (await db.SpellingDecisions.AsNoTracking().Where(d => ids.Contains(d.SpellingId)).ToListAsync(ct))
            .ToLookup(d => d.SpellingId);
        return
        [
            .. spellings.Select(s => new SpellingHistory(s, [.. decisions[s.Id]]))
                .Where(h => h.AgencyAt(at) == id)
                .Select(h => new AgencySpellingRow(h.Spelling.Spelling, h.WaitedAt(at))),
        ];
    }

    public async Task<(SuccessionRow? Ended, IReadOnlyList<SuccessionRow> TookOver, IReadOnlyList<SuccessionRow> Superseded)>
        SuccessionsAsync(CancellationToken ct)
    {
        var rows = await db.Successions.AsNoTracking().Include(s => s.Successors)
            .Where(s => s.RecordedAt <= at.Known && (s.AgencyId == id || s.Successors.Any(o => o.AgencyId == id)))
            .OrderByDescending(s => s.RecordedAt).ThenBy(s => s.Id).ToListAsync(ct);
        var parties = rows.SelectMany(s => s.Successors.Select(o => o.AgencyId).Append(s.AgencyId)).Distinct();
        var names = await record.NamesAsync([.. parties], at, ct);
        var (own, others) = (rows.FindAll(s => s.AgencyId == id), rows.FindAll(s => s.AgencyId != id));
        return (
            own.Where(InForce).Select(Row).SingleOrDefault(),
            [.. others.Where(InForce).OrderByDescending(s => s.EndedOn).ThenBy(s => s.AgencyId).Select(Row)],
            [.. own.Where(s => !InForce(s)).Select(Row)]);

        bool InForce(AgencySuccession s) => at.Knew(s.RecordedAt, s.SupersededAt);

        SuccessionParty Party(Guid agency) => new(agency, names[agency]);

        // What superseded a row later was not yet known: then the row stood as it was written.
        SuccessionRow Row(AgencySuccession s) => new(
            s.Id, Party(s.AgencyId), s.Nature, s.EndedOn,
            [.. s.Successors.Select(o => Party(o.AgencyId)).OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.AgencyId)],
            s.Authority, s.Reason, s.RecordedByName, s.RecordedAt, InForce(s) ? null : s.SupersededAt,
            InForce(s) ? null : s.SupersededBecause, InForce(s) ? null : s.SupersededByName);
    }
}
