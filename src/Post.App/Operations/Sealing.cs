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
    /// <summary>The witnesses that the sealer asks.</summary>
    public IReadOnlyList<WitnessView> Witnesses { get; init; } = [];

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
            state.Sealed, state.SealedAt, lag, limits.Required, limits.Required && lag >= limits.Alarm, limits.Required && lag >= limits.Stop)
        {
            Witnesses = [.. (await gauge.WitnessesAsync(ct)).Select(w => new WitnessView(w, gauge.IsLate(w)))],
        };
    }
}

/// <summary>What was last heard of a witness, as an operator sees it.</summary>
public sealed record WitnessView(WitnessState State, bool Late)
{
    public bool NeedsSomebody => Late || State.IsAlarm;

    public string Words => State switch
    {
        { IsAlarm: true } => string.Create(CultureInfo.InvariantCulture, $"{State.Name} saw another log, or somebody signs in its name ({State.Outcome}). Run: scripts/post verify"),
        { WaitsSince: { } since } when Late => string.Create(
            CultureInfo.InvariantCulture, $"{State.Name} has cosigned nothing beyond {State.Size:N0} events; checkpoints wait for it since {since:yyyy-MM-dd HH:mm} UTC ({State.Outcome})."),
        { CosignedAt: null } => $"{State.Name} has cosigned nothing yet ({State.Outcome}).",
        _ => string.Create(CultureInfo.InvariantCulture, $"{State.Name} has cosigned {State.Size:N0} events."),
    };
}

/// <summary>The seal keeps up. Degraded only: access goes on and is recorded; what stops by itself is the giving out of files.</summary>
internal sealed class SealingHealth(SealingGauge gauge) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var seal = await SealView.ReadAsync(gauge, cancellationToken);
            var words = string.Join(" ", seal.Witnesses.Where(w => w.NeedsSomebody).Select(w => w.Words).Prepend(seal.Words));
            return seal.Late || seal.Witnesses.Any(w => w.NeedsSomebody) ? HealthCheckResult.Degraded(words) : HealthCheckResult.Healthy(words);
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

/// <summary>A witness stays away longer than it may, or says that the log is another one.</summary>
internal sealed class LateWitnessQueue(SealingGauge gauge) : IWorkQueue
{
    public string Title => "Witnesses of the log";
    public string Link => "/staff/jobs#seal";
    public string Permission => KernelPermissions.Operate;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        var calls = (await gauge.WitnessesAsync(ct)).Where(w => w.IsAlarm || gauge.IsLate(w)).ToList();
        return calls.Count == 0
            ? QueueState.Empty
            : new QueueState(calls.Count, calls.Min(w => w.WaitsSince ?? w.ShownAt), calls.Exists(w => w.IsAlarm) ? "a witness saw another log: verify it now" : "what they have not seen could be cut off unseen");
    }
}
