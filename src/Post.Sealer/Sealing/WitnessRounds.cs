using System.Text.Json;
using Microsoft.Extensions.Logging;
using Npgsql;
using Post.Sealer.Tree;
using Post.Sealer.Witness;

namespace Post.Sealer.Sealing;

/// <summary>
/// Shows one witness the latest checkpoint, in a rhythm and on a connection of its own: no answer of it, and no silence, delays a
/// seal. Checkpoints are kept, so the next proof reaches back to the last one that it saw.
/// </summary>
internal sealed class WitnessRounds(SealerSettings settings, WitnessAddress address, HttpClient http, TimeProvider clock, ILogger log)
{
    private readonly WitnessBook _book = new(settings, clock, log);
    private HttpWitness? _witness;
    private SealedHead? _latest;
    private long _seen;
    private int _failures;
    private bool _noted;

    public string Name => address.Key.Name;

    /// <summary>The log as it stands now; what stood before need not be shown any more.</summary>
    public void Offer(SealedHead head) => Volatile.Write(ref _latest, head);

    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var pause = Volatile.Read(ref _latest) is { } head ? await RoundAsync(head, ct) : settings.Rhythm;
                await Task.Delay(pause, clock, ct);
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or NpgsqlException && ct.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Null: it has seen all there is.</summary>
    public async Task<Showing?> ShowAsync(SealedHead head, CancellationToken ct)
    {
        try
        {
            _witness ??= HttpWitness.Open(settings.WitnessFolder!, settings.Origin, address, http, clock);
            if (_witness.Last?.Size == head.Size) return null;
            var showing = await _witness.ShowAsync(head.Note, old => ProofAsync(head.Tree, old, ct), ct);
            _seen = _witness.Last?.Size ?? 0;
            return showing;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or NpgsqlException or LogBrokenException)
        {
            // What is on the disk counts: it is read again before the next try.
            _witness = null;
            return new Showing(ShowingOutcome.NotKept, failure.Message);
        }
    }

    /// <summary>The same, written down for the operators as a round of the loop is.</summary>
    public async Task<Showing?> ShowOnceAsync(SealedHead head, CancellationToken ct)
    {
        var showing = await ShowAsync(head, ct);
        await _book.NoteAsync(Name, _witness?.Last?.Size ?? 0, showing?.Outcome ?? ShowingOutcome.Cosigned, ct);
        return showing;
    }

    /// <returns>How long to wait before the next.</returns>
    private async Task<TimeSpan> RoundAsync(SealedHead head, CancellationToken ct)
    {
        try
        {
            var shown = await ShowAsync(head, ct);
            if (shown is not null || !_noted) await _book.NoteAsync(Name, _witness?.Last?.Size ?? _seen, shown?.Outcome ?? ShowingOutcome.Cosigned, ct);
            _noted = true;
            if (shown is not { } showing) return settings.Rhythm;
            _failures = showing.Outcome is ShowingOutcome.Cosigned ? 0 : _failures + 1;
            Tell(showing);
            if (_failures == 0) return settings.WitnessPause > settings.Rhythm ? settings.WitnessPause : settings.Rhythm;
            await TellIfLateAsync(ct);
            return settings.WitnessRetry.After(_failures, showing.RetryAfter);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            // The log is sealed whatever becomes of a witness.
            log.LogCritical(failure, "The witness {Witness} could not be shown the log", Name);
            return settings.WitnessRetry.After(++_failures, asked: null);
        }
    }

    private void Tell(Showing showing)
    {
        if (showing is { Outcome: ShowingOutcome.Cosigned, Words.Length: 0 }) return;
        var level = showing.IsAlarm ? LogLevel.Critical : showing.Outcome is ShowingOutcome.Cosigned or ShowingOutcome.Away ? LogLevel.Warning : LogLevel.Error;
        log.Log(level, "The witness {Witness}: {Words} ({Outcome}){Advice}", Name, showing.Words, showing.Outcome, showing.IsAlarm ? ". Run: scripts/post verify" : "");
    }

    private async Task TellIfLateAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = await ConnectAsync(ct);
            if (await new LogStore(connection).SignedBeyondAsync(_seen, ct) is not { } since || clock.GetUtcNow() - since < settings.WitnessAlarm) return;
            log.LogCritical("The witness {Witness} has cosigned nothing beyond {Size} events; checkpoints are kept and wait for it since {Since:u}", Name, _seen, since);
        }
        catch (NpgsqlException away)
        {
            log.LogWarning(away, "Since when the witness {Witness} is late is not known: the database is away", Name);
        }
    }

    private async Task<IReadOnlyList<byte[]>> ProofAsync(TreeEdge tree, long old, CancellationToken ct)
    {
        await using var connection = await ConnectAsync(ct);
        var store = new LogStore(connection);
        return await TreeProofs.ConsistencyAsync(new TreeNodes(tree, (level, index) => store.TileAsync(level, index, ct)), old);
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings.Connection) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }
}
