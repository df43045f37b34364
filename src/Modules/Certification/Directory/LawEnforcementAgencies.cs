using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;

namespace Post.Certification.Directory;

/// <summary>Answers other modules about law enforcement agencies, each question in a fixed number of statements.</summary>
internal sealed class LawEnforcementAgencies(CertificationDb db) : ILawEnforcementAgencies
{
    public async Task<IReadOnlyDictionary<string, Guid>> ResolveAsync(IReadOnlyCollection<string> spellings, CancellationToken ct)
    {
        var keys = spellings.Distinct().ToDictionary(s => s, AgencySpelling.FoldOf);
        var wanted = keys.Values.Distinct().ToList();
        var known = await db.Spellings.AsNoTracking()
            .Where(s => wanted.Contains(s.Folded) && s.AgencyId != null)
            .ToDictionaryAsync(s => s.Folded, s => s.AgencyId!.Value, ct);
        return keys.Where(k => known.ContainsKey(k.Value)).ToDictionary(k => k.Key, k => known[k.Value]);
    }

    public async Task<IReadOnlyList<LawEnforcementAgencyFacts>> AllAsync(CancellationToken ct)
    {
        var agencies = await (
            from agency in db.LawEnforcementAgencies.AsNoTracking()
            where agency.MergedIntoId == null
            join name in db.LawEnforcementAgencyNames.Present() on agency.Id equals name.AgencyId
            orderby name.Name, agency.Id
            select new { agency.Id, name.Name, agency.County, agency.Provisional }).ToListAsync(ct);
        var spellings = (await db.Spellings.AsNoTracking()
            .Where(s => s.AgencyId != null)
            .Select(s => new { s.AgencyId, s.Spelling })
            .ToListAsync(ct)).ToLookup(s => s.AgencyId!.Value, s => s.Spelling);
        var ends = await EndsAsync(ct);
        return
        [
            .. agencies.Select(a => new LawEnforcementAgencyFacts(a.Id, a.Name, a.County, a.Provisional,
                [.. spellings[a.Id].Where(s => s != a.Name).Order(StringComparer.Ordinal)])
            {
                Ended = ends.Find(e => e.AgencyId == a.Id),
                TookOver = ends.FindAll(e => e.SuccessorIds.Contains(a.Id)),
            }),
        ];
    }

    private async Task<List<AgencySuccessionFacts>> EndsAsync(CancellationToken ct)
    {
        var successions = await db.Successions.AsNoTracking().InForce().Include(s => s.Successors)
            .OrderByDescending(s => s.EndedOn).ThenBy(s => s.AgencyId).ToListAsync(ct);
        return successions.ConvertAll(s => new AgencySuccessionFacts(
            s.AgencyId, s.Nature, s.EndedOn, [.. s.Successors.Select(o => o.AgencyId).Order()]));
    }
}
