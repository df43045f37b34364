using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Kernel.Work;

namespace Post.Certification.Features.ListReviewItems;

/// <summary>What files brought that nobody has looked at yet, as the staff home counts it.</summary>
internal sealed class ReviewQueue(CertificationDb db) : IWorkQueue
{
    public string Title => "Questions from files";
    public string Link => "/staff/certification/reviews";
    public string Permission => CertificationPermissions.Review;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var waiting = await db.ReviewItems.AsNoTracking()
            .Where(i => i.ResolvedAt == null)
            .GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Oldest = g.Min(i => i.OpenedAt) })
            .SingleOrDefaultAsync(ct);
        return waiting is null
            ? QueueState.Empty
            : new QueueState(waiting.Count, waiting.Oldest, "Rows of files contradict the record, or leave somebody out.");
    }
}
