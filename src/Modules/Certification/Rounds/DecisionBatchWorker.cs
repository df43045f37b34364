using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Post.Certification.Rounds;

/// <summary>Takes up every batch of decisions that was started or left unfinished, also those of a process that died.</summary>
public sealed class DecisionBatchWorker(IServiceProvider services, TimeProvider clock, ILogger<DecisionBatchWorker> log) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var runner = services.GetRequiredService<BatchRunner>();
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = s_pause;
            try
            {
                foreach (var batch in await runner.RunningAsync(stoppingToken)) await runner.RunAsync(batch, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Nothing was half done, each decision is whole or not there; the next look goes on with those who wait.
                log.LogError(failure, "Decisions could not be carried out");
                pause = s_pauseAfterFailure;
            }

            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
