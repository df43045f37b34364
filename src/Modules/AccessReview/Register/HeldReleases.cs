using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Kernel.Data;
using Post.Kernel.Time;

namespace Post.AccessReview.Register;

/// <summary>Releases what closed matters held back, each once, on the authority of the closing.</summary>
internal sealed class HeldReleases(AccessReviewDb db, ChangeContext change, TimeProvider clock)
{
    /// <returns>Those of the matters that are released now: closed, not released before, and not said to stay held today.</returns>
    public async Task<IReadOnlyList<string>> ReleaseAsync(IReadOnlyCollection<string> numbers, CancellationToken ct)
    {
        var (today, now) = (clock.Today(), clock.GetUtcNow());
        var due = await db.Matters.AsNoTracking()
            .Where(m => numbers.Contains(m.Number) && m.ClosedAt != null
                && !db.HeldReleases.Any(r => r.Matter == m.Number)
                && !db.HeldStays.Any(s => s.Matter == m.Number && s.StaysUntil >= today))
            .OrderBy(m => m.Number).ToListAsync(ct);
        foreach (var matter in due)
        {
            var authority = $"Closing of the matter on {CivilClock.LegalDate(matter.ClosedAt!.Value):yyyy-MM-dd} by {matter.ClosedByName}: {matter.ClosedBecause}";
            db.HeldReleases.Add(new HeldRelease
            {
                Id = Guid.CreateVersion7(now),
                Matter = matter.Number,
                Authority = authority,
                ReleasedByName = matter.ClosedByName!,
                ReleasedAt = now,
            });
            change.Changed($"looks of {matter.Number}", "held", $"released: {authority}");
        }

        await db.SaveChangesAsync(ct);
        change.Summarise(due.Count == 0 ? "nothing to release" : string.Join(", ", due.Select(m => m.Number)));
        return [.. due.Select(m => m.Number)];
    }
}
