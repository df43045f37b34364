using Microsoft.EntityFrameworkCore;
using Post.Commission.Domain;

namespace Post.Commission.Data;

/// <summary>Fetches all versions of all guidelines with what ends them: there are few, and each rests on others.</summary>
internal sealed class GuidelineBook(CommissionDb db, StoredVotes votes)
{
    public async Task<GuidelinePages> OpenAsync(CancellationToken ct)
    {
        var versions = await db.GuidelineVersions.AsNoTracking().ToListAsync(ct);
        var relied = versions.Select(v => v.VoteId).OfType<Guid>().Distinct().ToList();
        return new GuidelinePages(
            versions,
            await db.Retirements.AsNoTracking().InPresent().ToListAsync(ct),
            relied.Count == 0 ? [] : await db.Votes.AsNoTracking().InPresent().Where(v => relied.Contains(v.VoteId)).ToListAsync(ct),
            relied.Count == 0 ? new VotesInForce([]) : await votes.StandingAsync(null, ct));
    }
}

/// <summary>The versions, and which of them count on a day.</summary>
internal sealed class GuidelinePages(
    IReadOnlyList<GuidelineVersion> versions, IReadOnlyList<GuidelineRetirement> retirements, IReadOnlyList<Vote> votes,
    VotesInForce standing)
{
    private readonly Dictionary<Guid, GuidelineRetirement> _retirements = retirements.ToDictionary(r => r.VersionId);
    private readonly Dictionary<Guid, Vote> _votes = votes.ToDictionary(v => v.VoteId);

    public IReadOnlyList<GuidelineVersion> Versions => versions;

    public IEnumerable<GuidelineVersion> InForce(DateOnly on) => versions
        .GroupBy(v => v.GuidelineCode)
        .Select(g => GuidelineVersion.InForce(g, on, v => Stands(v, on)))
        .OfType<GuidelineVersion>();

    public GuidelineVersion? InForce(string code, DateOnly on, Guid? without = null) => GuidelineVersion.InForce(
        versions.Where(v => v.GuidelineCode == code && v.Id != without), on, v => Stands(v, on));

    public DateOnly? RetiredFrom(Guid versionId) => _retirements.GetValueOrDefault(versionId)?.RetiredFrom;

    // A vote that was corrected to failed, or rescinded, takes what rests on it along; the row itself stays.
    public bool Stands(GuidelineVersion version, DateOnly on) =>
        !(RetiredFrom(version.Id) <= on)
        && (version.VoteId is not { } vote || (_votes.GetValueOrDefault(vote) is { } taken && standing.IsInForce(taken, on)));
}
