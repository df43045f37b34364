using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Ui;
using Post.Kernel.Access;
using Post.Kernel.Work;

namespace Post.AccessReview.Exports;

/// <summary>Files of restricted data that wait for a second person, the caller's own left out.</summary>
internal sealed class ExportQueue(AccessReviewDb db, CurrentCaller caller) : IWorkQueue
{
    public string Title => "Files that ask for a second person";
    public string Link => ExportPages.List;
    public string Permission => AccessReviewPermissions.DecideExports;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var me = caller.Value.Id;
        var waiting = db.RestrictedExports.AsNoTracking().Where(e => e.DecidedAt == null && e.AccountId != me);
        var count = await waiting.CountAsync(ct);
        return count == 0
            ? QueueState.Empty
            : new QueueState(count, await waiting.MinAsync(e => e.AskedAt, ct), "Somebody asks to take restricted data away as a file (8.07(5)(b)).");
    }
}
