using Microsoft.EntityFrameworkCore;
using Post.Commission.Domain;

namespace Post.Commission.Data;

/// <summary>What the edition in force publishes or withholds by itself.</summary>
internal sealed class GuidelineForms(CommissionDb db)
{
    public async Task<IReadOnlyList<RegulatedForm>> OnAsync(DateOnly day, CancellationToken ct)
    {
        var edition = await EditionAsync(day, ct);
        return await db.RegulatedForms.AsNoTracking().Where(f => f.EditionId == edition).ToListAsync(ct);
    }

    /// <summary>The edition of 555 CMR 8.00 that a version of that day rests on; empty before the first.</summary>
    public Task<Guid> EditionAsync(DateOnly day, CancellationToken ct) => db.Editions.AsNoTracking()
        .Where(e => e.Regulation == Regulations.Databases && e.EffectiveFrom <= day)
        .OrderByDescending(e => e.EffectiveFrom)
        .Select(e => e.Id)
        .FirstOrDefaultAsync(ct);
}
