using Microsoft.EntityFrameworkCore;
using Post.Kernel.Work;
using Post.Standards.Data;
using Post.Standards.Domain;

namespace Post.Standards.Features.ListHeldDispositions;

/// <summary>Held rows on the staff home.</summary>
internal sealed class HeldDispositionsQueue(StandardsDb db) : IWorkQueue
{
    public string Title => "Held rows";

    public string Link => "/staff/discipline/held";

    public string Permission => StandardsPermissions.ReadDiscipline;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var held = db.Dispositions.Where(d => d.SupersededAt == null && d.Code == Disposition.NeedsDetermination);
        var count = await held.CountAsync(ct);
        return count == 0
            ? QueueState.Empty
            : new QueueState(count, await held.MinAsync(d => d.RecordedAt, ct), "The source does not say how the matter ended");
    }
}
