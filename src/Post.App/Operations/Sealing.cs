using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Post.Kernel.Access;
using Post.Kernel.Sealing;
using Post.Kernel.Work;

namespace Post.App.Operations;

/// <summary>How far the log is sealed, as an operator sees it.</summary>
public sealed record SealView(long Sealed, DateTimeOffset? SealedAt, TimeSpan Lag, bool Required, bool Late, bool Stopped)
{
    public string Words => (Sealed, Lag.TotalSeconds) switch
    {
        (0, 0) => "No event has been written yet.",
        (0, _) => string.Create(CultureInfo.InvariantCulture, $"Nothing is sealed yet; the oldest event waits since {Lag.TotalSeconds:N0} seconds."),
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"Sealed up to event {Sealed:N0}; nothing waits."),
        _ => string.Create(CultureInfo.InvariantCulture, $"Sealed up to event {Sealed:N0}; the oldest unsealed event is {Lag.TotalSeconds:N0} seconds old."),
    };

    internal static async Task<SealView> ReadAsync(SealingGauge gauge, CancellationToken ct)
    {
        var state = await gauge.ReadAsync(ct);
        var lag = gauge.Lag(state);
        var limits = gauge.Limits;
        return new SealView(
            state.Sealed, state.SealedAt, lag, limits.Required, limits.Required && lag >= limits.Alarm, limits.Required && lag >= limits.Stop);
    }
}

/// <summary>The seal keeps up. Degraded only: access goes on and is recorded; what stops by itself is the giving out of files.</summary>
internal sealed class SealingHealth(SealingGauge gauge) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var seal = await SealView.ReadAsync(gauge, cancellationToken);
            return seal.Late ? HealthCheckResult.Degraded(seal.Words) : HealthCheckResult.Healthy(seal.Words);
        }
        catch (NpgsqlException failure)
        {
            return HealthCheckResult.Degraded("How far the log is sealed cannot be read.", failure);
        }
    }
}

/// <summary>The log waits for its seal longer than it may.</summary>
internal sealed class UnsealedLogQueue(SealingGauge gauge) : IWorkQueue
{
    public string Title => "Log not sealed";
    public string Link => "/staff/jobs#seal";
    public string Permission => KernelPermissions.Operate;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var state = await gauge.ReadAsync(ct);
        return gauge.Limits.Required && gauge.Lag(state) >= gauge.Limits.Alarm
            ? new QueueState(1, state.OldestUnsealed!.Value, "the sealer does not keep up; after ten minutes no file is given out")
            : QueueState.Empty;
    }
}
