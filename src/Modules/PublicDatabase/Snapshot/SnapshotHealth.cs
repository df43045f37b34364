using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Post.PublicDatabase.Snapshot;

/// <summary>Whether the public site can answer, and whether it answers from a publication it cannot check.</summary>
internal sealed class SnapshotHealth(SnapshotStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context,
        CancellationToken cancellationToken = default)
    {
        try
        {
            var snapshot = await store.CurrentAsync(cancellationToken);
            return store.UnreachableSince is { } since
                ? HealthCheckResult.Degraded($"The published copies have not been readable since {since:u}.")
                : HealthCheckResult.Healthy($"Publication {snapshot.State.Version}.");
        }
        catch (SnapshotUnavailableException failure)
        {
            return HealthCheckResult.Unhealthy("No publication is loaded.", failure);
        }
    }
}
