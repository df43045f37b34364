using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Kernel.Work;

namespace Post.Certification.Features.ListApplications;

/// <summary>Applications that nobody has decided, as the staff home counts them.</summary>
internal sealed class ApplicationQueue(CertificationDb db) : IWorkQueue
{
    public string Title => "Applications to decide";
    public string Link => "/staff/certification/applications";
    public string Permission => CertificationPermissions.Decide;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var waiting = await db.Applications.AsNoTracking()
            .Where(a => a.ClosedAt == null)
            .GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Oldest = g.Min(a => a.OpenedAt) })
            .SingleOrDefaultAsync(ct);
        return waiting is null
            ? QueueState.Empty
            : new QueueState(waiting.Count, waiting.Oldest, "Somebody applied for a certification, or the Commission looks at one.");
    }
}
