using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Kernel.Access;
using Post.Kernel.Time;

namespace Post.AccessReview.Facts;

/// <summary>The dated numbers and terms of the module as they are in force today.</summary>
internal sealed class AccessRuleBook(AccessReviewDb db, TimeProvider clock)
{
    /// <exception cref="InvalidOperationException">No row is in force: the reference data are broken.</exception>
    public async Task<int> ValueAsync(string code, CancellationToken ct)
    {
        var today = clock.Today();
        var rule = await db.AccessRules.AsNoTracking()
            .Where(r => r.Code == code && r.ValidFrom <= today && (r.ValidTo == null || r.ValidTo >= today))
            .OrderByDescending(r => r.ValidFrom).FirstOrDefaultAsync(ct);
        return rule?.Value ?? throw new InvalidOperationException($"No access rule {code} is in force.");
    }

    public async Task<TimeSpan> MinutesAsync(string code, CancellationToken ct) => TimeSpan.FromMinutes(await ValueAsync(code, ct));

    public async Task<DutyText> DutiesAsync(CancellationToken ct)
    {
        var today = clock.Today();
        return await db.DutyTexts.AsNoTracking().Where(t => t.ValidFrom <= today)
            .OrderByDescending(t => t.ValidFrom).ThenByDescending(t => t.Version).FirstAsync(ct);
    }

    /// <summary>A kind of tie without a row in force is never open.</summary>
    public async Task<TieRules> TiesAsync(CancellationToken ct)
    {
        var today = clock.Today();
        var rows = await db.TieRules.AsNoTracking()
            .Where(r => r.ValidFrom <= today && (r.ValidTo == null || r.ValidTo >= today)).ToListAsync(ct);
        TieRule Of(TieKind kind) => rows.Where(r => r.Kind == kind).MaxBy(r => r.ValidFrom) is { } row
            ? new TieRule(row.WordsInMatter, row.ApprovalOpens)
            : TieRule.Never;
        return new TieRules(Of(TieKind.Self), Of(TieKind.Family), Of(TieKind.Agency));
    }
}
