using Microsoft.EntityFrameworkCore;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Time;
using Post.Kernel.Work;

namespace Post.Commission.Features.ListSystems;

/// <summary>Systems and contracts whose day of review has come.</summary>
internal sealed class SystemReviewQueue(CommissionDb db, TimeProvider clock) : IWorkQueue
{
    public string Title => "Systems and contracts to review";
    public string Link => "/staff/systems";
    public string Permission => CommissionPermissions.KeepSystems;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var today = clock.Today();
        var systems = await db.Systems.AsNoTracking().InPresent()
            .Where(s => s.State != SystemState.Retired && s.ReviewOn <= today).Select(s => s.ReviewOn).ToListAsync(ct);
        var contracts = await db.StorageContracts.AsNoTracking().InPresent()
            .Where(c => (c.State == ContractState.Draft || c.State == ContractState.Approved) && c.ReviewOn <= today)
            .Select(c => c.ReviewOn).ToListAsync(ct);
        List<DateOnly> due = [.. systems, .. contracts];
        return due.Count == 0
            ? QueueState.Empty
            : new QueueState(due.Count, Midnight(due.Min()), "The day of their review has come.");
    }

    private static DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, CivilClock.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
