using Post.Audit;
using Post.Kernel.Events;
using Post.Kernel.Jobs;

namespace Post.App.Operations;

/// <summary>Work that is looked for again and again; one failing round is logged and the next one comes.</summary>
internal abstract class Pump(TimeProvider clock, ILogger log) : BackgroundService
{
    protected virtual TimeSpan Pause => TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromSeconds(10);

    protected abstract Task RoundAsync(CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The pump is the last one who can say it; it must not die of it, or nothing is delivered until a restart.
                log.LogError(failure, "A round of {Pump} failed", GetType().Name);
                pause = s_pauseAfterFailure;
            }

            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <summary>Delivers what the outbox holds.</summary>
internal sealed class OutboxPump(OutboxDispatcher outbox, TimeProvider clock, ILogger<OutboxPump> log) : Pump(clock, log)
{
    protected override Task RoundAsync(CancellationToken ct) => outbox.DispatchAsync(ct);
}

/// <summary>Runs the jobs that a person asked to be tried again.</summary>
internal sealed class AskedJobsPump(JobRuns runs, JobRunner runner, TimeProvider clock, ILogger<AskedJobsPump> log) : Pump(clock, log)
{
    protected override async Task RoundAsync(CancellationToken ct)
    {
        foreach (var (job, due) in await runs.AskedAsync(ct)) await runner.RunAsync(job, due, ct);
    }
}

/// <summary>Settles the numbers whose events could not be written; each process has its own.</summary>
internal sealed class NumbersPump(NumberSettlement numbers, TimeProvider clock, ILogger<NumbersPump> log) : Pump(clock, log)
{
    protected override TimeSpan Pause => TimeSpan.FromSeconds(15);

    protected override Task RoundAsync(CancellationToken ct) => numbers.SettleAsync(NumberSettlement.Grace, ct);
}

/// <summary>Makes up what fell due while no worker was there, and tries again what failed.</summary>
internal sealed class MissedJobsPump(JobSchedule schedule, JobRunner runner, TimeProvider clock, ILogger<MissedJobsPump> log) : Pump(clock, log)
{
    protected override TimeSpan Pause => TimeSpan.FromSeconds(20);

    protected override async Task RoundAsync(CancellationToken ct)
    {
        foreach (var job in schedule.All) await runner.RunDueAsync(job.Name, ct);
    }
}
