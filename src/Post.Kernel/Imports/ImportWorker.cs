using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports;

/// <summary>Takes up every import that was received or left unfinished, also those of a process that died.</summary>
public sealed class ImportWorker(IServiceScopeFactory scopes, ImportRunner runner, ILogger<ImportWorker> log) : BackgroundService
{
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_lookAgain);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await TakeUpAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                // The database is away; the next look may find it back, and no import was lost meanwhile.
                log.LogWarning(failure, "Imports could not be looked for");
            }
        }
    }

    private async Task TakeUpAsync(CancellationToken ct)
    {
        IReadOnlyList<Guid> open;
        await using (var scope = scopes.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<AuditTicket>().OpenForBooks();
            open = await scope.ServiceProvider.GetRequiredService<ImportRuns>().OpenAsync(ct);
        }

        foreach (var run in open) await runner.RunAsync(run, null, ct);
    }
}
