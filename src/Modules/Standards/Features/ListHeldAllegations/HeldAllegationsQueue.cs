using Microsoft.EntityFrameworkCore;
using Post.Kernel.Work;
using Post.Standards.Data;

namespace Post.Standards.Features.ListHeldAllegations;

/// <summary>Held rows on the staff home.</summary>
internal sealed class HeldAllegationsQueue(StandardsDb db) : IWorkQueue
{
    public string Title => "Held rows";

    public string Link => "/staff/discipline/held";

    public string Permission => StandardsPermissions.ReadDiscipline;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var held = db.Allegations.Where(ListHeldAllegationsHandler.Waits);
        var count = await held.CountAsync(ct);
        return count == 0
            ? QueueState.Empty
            : new QueueState(count, await held.MinAsync(a => a.RecordedAt, ct), "The source does not say how the matter ended.");
    }
}
