using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Work;

namespace Post.Certification.Features.ListAgencySpellings;

/// <summary>Spellings that nobody has looked at yet, as the staff home counts them.</summary>
internal sealed class AgencySpellingQueue(CertificationDb db) : IWorkQueue
{
    public string Title => "Agency spellings";
    public string Link => "/staff/agencies/spellings";
    public string Permission => CertificationPermissions.MapSpellings;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var waiting = await db.Spellings.AsNoTracking()
            .Where(s => s.State == AgencySpellingState.Queued)
            .GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Oldest = g.Min(s => s.FirstSeenAt) })
            .SingleOrDefaultAsync(ct);
        return waiting is null
            ? QueueState.Empty
            : new QueueState(waiting.Count, waiting.Oldest, "Files spell an agency in a way that nobody has confirmed yet.");
    }
}
