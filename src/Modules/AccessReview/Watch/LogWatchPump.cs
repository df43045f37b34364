using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Post.AccessReview.Features.WatchLog;
using Post.AccessReview.Log;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.AccessReview.Watch;

/// <summary>Follows the log every few seconds for as long as the process lives; any number of processes may.</summary>
public sealed class LogWatchPump(IServiceProvider services, TimeProvider clock, ILogger<LogWatchPump> log) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromSeconds(15);

    /// <summary>Follows the log to its end; what nobody has added to is not looked at.</summary>
    public static async Task CatchUpAsync(IServiceProvider services, CancellationToken ct)
    {
        var watcher = services.GetRequiredService<ServiceDispatchers>().As(ServiceAccounts.Scheduler(services.GetRequiredService<TimeProvider>()));
        while (await IsBehindAsync(services, ct))
        {
            var stretch = await watcher.Send(new WatchLogCommand(), ct);
            if (stretch.Refusal is { } refusal) throw new InvalidOperationException(refusal.Text);
            if (stretch.Value.Events == 0) return;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = s_pause;
            try
            {
                await CatchUpAsync(services, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Nobody else would say it, and a watcher that died of it would see nothing until a restart.
                log.LogError(failure, "The log could not be followed");
                pause = s_pauseAfterFailure;
            }

            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<bool> IsBehindAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var command = services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("select tx, event_id from access_review.watch_cursor where name = 'misuse'");
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return await LogFollower.IsBehindAsync(services.GetRequiredService<ReviewerSource>().Source, reader.GetInt64(0), reader.GetGuid(1), ct);
    }
}
