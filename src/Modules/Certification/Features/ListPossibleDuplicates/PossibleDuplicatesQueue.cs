using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Kernel.Work;

namespace Post.Certification.Features.ListPossibleDuplicates;

/// <summary>Officers who may stand in the record twice, as the staff home counts them.</summary>
internal sealed class PossibleDuplicatesQueue(CertificationDb db) : IWorkQueue
{
    public string Title => "Possible duplicates";
    public string Link => "/staff/certification/duplicates";
    public string Permission => CertificationPermissions.JoinPersons;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var waiting = await db.PossibleDuplicates.AsNoTracking()
            .Where(p => p.GoneAt == null)
            .GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Oldest = g.Min(p => p.FoundAt) })
            .SingleOrDefaultAsync(ct);
        return waiting is null
            ? QueueState.Empty
            : new QueueState(waiting.Count, waiting.Oldest, "Two officer numbers of one name may be one person.");
    }
}
