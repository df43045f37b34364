using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Kernel.Time;

namespace Post.AccessReview.Watch;

/// <summary>The numbers of every rule in force today.</summary>
internal sealed class MisuseRules(AccessReviewDb db, TimeProvider clock)
{
    public async Task<IReadOnlyDictionary<string, RuleNumbers>> InForceAsync(CancellationToken ct)
    {
        var today = clock.Today();
        var rows = await db.MisuseRules.AsNoTracking()
            .Where(r => r.ValidFrom <= today && (r.ValidTo == null || today <= r.ValidTo)).ToListAsync(ct);
        return rows.ToDictionary(r => r.Code, r => r.Read());
    }
}
