using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ShowAgency;

/// <summary>A law enforcement agency over time; it names no person.</summary>
[Requires(CertificationPermissions.ReadAgencies)]
[Audited("agency.opened", DataClass.None)]
internal sealed record ShowAgencyQuery(Guid AgencyId) : IQuery<AgencyFile>;

/// <summary>An agency's file: each name and listing with the days it held and when it was recorded.</summary>
public sealed record AgencyFile(
    Guid AgencyId, string Name, string Kind, string? County, bool Provisional, Guid? MergedIntoId, int OfficersNow, int OfficersEver,
    IReadOnlyList<AgencyNameRow> Names, IReadOnlyList<AgencyListingRow> Listings, IReadOnlyList<string> Spellings);

public sealed record AgencyNameRow(string Name, DateOnly ValidFrom, DateOnly? ValidTo, DateTimeOffset RecordedAt);

public sealed record AgencyListingRow(
    string Kind, string? County, DateOnly ValidFrom, DateOnly? ValidTo, DateTimeOffset RecordedAt, string Source);

internal sealed class ShowAgencyHandler(CertificationDb db) : IRequestHandler<ShowAgencyQuery, Result<AgencyFile>>
{
    public async Task<Result<AgencyFile>> Handle(ShowAgencyQuery query, CancellationToken ct)
    {
        var id = query.AgencyId;
        var agency = await db.LawEnforcementAgencies.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct);
        if (agency is null) return new NotFound("This agency");

        var names = await NamesAsync(id, ct);
        return new AgencyFile(
            id, names[0].Name, agency.Kind.ToString(), agency.County, agency.Provisional, agency.MergedIntoId,
            await db.Employments.Open().CountAsync(e => e.AgencyId == id, ct),
            await db.Employments.Where(e => e.AgencyId == id && e.SupersededAt == null).Select(e => e.PersonId).Distinct().CountAsync(ct),
            names,
            await ListingsAsync(id, ct),
            await db.Spellings.AsNoTracking().Where(s => s.AgencyId == id).OrderBy(s => s.Folded).Select(s => s.Spelling).ToListAsync(ct));
    }

    private Task<List<AgencyNameRow>> NamesAsync(Guid id, CancellationToken ct) => db.LawEnforcementAgencyNames.AsNoTracking()
        .Where(n => n.AgencyId == id && n.SupersededAt == null)
        .OrderByDescending(n => n.ValidTo == null).ThenByDescending(n => n.ValidTo)
        .Select(n => new AgencyNameRow(n.Name, n.ValidFrom, n.ValidTo, n.RecordedAt))
        .ToListAsync(ct);

    private Task<List<AgencyListingRow>> ListingsAsync(Guid id, CancellationToken ct) => (
        from listing in db.Listings.AsNoTracking()
        where listing.AgencyId == id && listing.SupersededAt == null
        join source in db.Sources on listing.SourceId equals source.Id
        orderby listing.ValidTo == null descending, listing.ValidTo descending
        select new AgencyListingRow(
            listing.Kind.ToString(), listing.County, listing.ValidFrom, listing.ValidTo, listing.RecordedAt, source.Description))
        .ToListAsync(ct);
}
