using Microsoft.Extensions.Logging;
using Npgsql;
using Post.Sealer.Notes;
using Post.Sealer.Witness;

namespace Post.Sealer.Sealing;

/// <summary>Seals in a rhythm until it is stopped; what passes (the database away, another sealer at work) it waits out.</summary>
internal sealed class SealingLoop(SealerSettings settings, SealerKeys keys, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly WitnessBook _book = new(settings, clock, log);
    private FileWitness? _witness;
    private DateTimeOffset _witnessed;

    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var sealer = await LogSealer.OpenAsync(settings.Connection, settings.Origin, keys, ct);
                if (sealer is not null) await RunAsync(sealer, ct);
                else await PauseAsync(settings.Rhythm, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException failure) when (failure is not PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
            {
                log.LogError(failure, "The log could not be sealed; it is tried again");
                await PauseAsync(s_pauseAfterFailure, ct);
            }
        }
    }

    private async Task RunAsync(LogSealer sealer, CancellationToken ct)
    {
        log.LogInformation("Sealing from event {Size} on", sealer.Size);
        await _book.BeginAsync(ct);
        await using var witnesses = HttpWitnesses.Start(settings, clock, log);
        while (!ct.IsCancellationRequested)
        {
            await sealer.RoundAsync(ct);
            witnesses.Offer(sealer.Head);
            if (clock.GetUtcNow() - _witnessed >= settings.WitnessPause) await WitnessAsync(sealer, ct);
            await PauseAsync(settings.Rhythm, ct);
        }

        // What the application wrote while it was stopping is not left to the next start.
        await sealer.RoundAsync(CancellationToken.None);
        await WitnessAsync(sealer, CancellationToken.None);
    }

    // A witness that is away delays nothing: checkpoints are kept, and the next proof reaches back to the last it saw.
    private async Task WitnessAsync(LogSealer sealer, CancellationToken ct)
    {
        if (settings.WitnessFolder is not { } folder) return;
        _witnessed = clock.GetUtcNow();
        try
        {
            _witness ??= FileWitness.Open(folder, settings.Origin, clock);
            var refusal = await sealer.WitnessAsync(_witness, ct);
            if (refusal is not null) log.LogCritical("The witness refused the checkpoint of {Size} events: {Refusal}. Run: scripts/post verify", sealer.Size, refusal);
            await _book.NoteAsync(WitnessBook.Folder, refusal is null ? sealer.Size : 0, refusal is null ? ShowingOutcome.Cosigned : ShowingOutcome.OtherLog, ct);
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            log.LogError(away, "The witness cannot be reached");
            _witness = null;
            await _book.NoteAsync(WitnessBook.Folder, 0, ShowingOutcome.Away, ct);
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken ct) =>
        await Task.Delay(pause, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
