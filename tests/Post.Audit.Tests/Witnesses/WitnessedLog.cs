using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Post.Sealer;
using Post.Sealer.Notes;
using Post.Sealer.Sealing;
using Post.Sealer.Witness;

namespace Post.Audit.Tests.Witnesses;

/// <summary>A log in its database, with a witness that is asked over HTTP beside the file witness.</summary>
internal sealed class WitnessedLog : IAsyncDisposable
{
    private readonly HttpClient _http = WitnessWire.Client(TimeSpan.FromSeconds(30));

    private WitnessedLog(SealedLog log, Ed25519SigningKey second, TestWitness witness) => (Log, Second, Witness) = (log, second, witness);

    public SealedLog Log { get; }

    public Ed25519SigningKey Second { get; }

    public SealerKeys Keys => new(Log.Key, Second);

    public TestWitness Witness { get; }

    /// <summary>What the sealer said, as it was said.</summary>
    public ConcurrentQueue<(LogLevel Level, string Words)> Said { get; } = new();

    public string Folder => HttpWitness.FolderOf(Log.WitnessRoot, SealedLog.Origin, Witness.Address);

    public SealerSettings Settings => new()
    {
        Connection = Log.Database.Sealer,
        Origin = SealedLog.Origin,
        KeyFile = Log.KeyFile,
        WitnessFolder = Log.WitnessRoot,
        WitnessPause = TimeSpan.Zero,
        Rhythm = TimeSpan.FromMilliseconds(50),
        Witnesses = [Witness.Address],
        WitnessPatience = TimeSpan.FromSeconds(30),
        WitnessRetry = new WitnessRetry(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100)),
    };

    public static async Task<WitnessedLog> CreateAsync()
    {
        var log = await SealedLog.CreateAsync();
        var file = Path.Combine(log.Folder, "ed25519.pem");
        Ed25519SigningKey.Generate(file);
        var second = Ed25519SigningKey.Load(file, SealedLog.Origin);
        return new WitnessedLog(log, second, await TestWitness.StartAsync(SealedLog.Origin, second.Verifier, TimeProvider.System));
    }

    /// <summary>Groups of events, each sealed by itself and shown to both witnesses.</summary>
    public static async Task<WitnessedLog> OfAsync(params int[] groups)
    {
        var log = await CreateAsync();
        foreach (var group in groups) await log.AddAsync(group);
        return log;
    }

    public async Task AddAsync(int count)
    {
        await Log.AppendAsync(count);
        await using var sealer = (await LogSealer.OpenAsync(Log.Database.Sealer, SealedLog.Origin, Keys, CancellationToken.None))!;
        await SealedLog.SealAllAsync(sealer, Log.Database);
        Assert.Null(await sealer.WitnessAsync(Log.Witness(), CancellationToken.None));
        var showing = await new WitnessRounds(Settings, Witness.Address, _http, TimeProvider.System, new Ears(Said)).ShowAsync(sealer.Head!, CancellationToken.None);
        Assert.Equal(ShowingOutcome.Cosigned, showing!.Outcome);
    }

    public IAsyncDisposable Run(Func<SealerSettings, SealerSettings>? change = null, TimeProvider? clock = null) =>
        new Running(new SealingLoop((change ?? (s => s))(Settings), Keys, clock ?? TimeProvider.System, new Ears(Said)));

    public async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        for (var tries = 0; tries < 2_400; tries++)
        {
            if (await holds()) return;
            await Task.Delay(50);
        }

        Assert.Fail($"{what}: not in two minutes. The sealer said:\n{string.Join('\n', Said)}");
    }

    public Task UntilSealedAsync(long count) => UntilAsync($"{count} sealed", async () =>
        await Log.AskAsync<long>("select coalesce(max(size), 0) from audit.checkpoint") >= count);

    /// <summary>Cosigned and kept.</summary>
    public Task UntilCosignedAsync(long count) => UntilAsync($"{count} cosigned", () => Task.FromResult(
        new JsonLines(Path.Combine(Folder, "accepted.jsonl")).Last<CosignedNote>() is { } last
        && Checkpoint.Parse(SignedNote.Parse(last.Note)!.Text)!.Size >= count));

    /// <summary>What operators read of a witness: how far it saw, how it went, and whether something waits for it.</summary>
    public Task<string> StandingAsync(string name) => Log.AskAsync<string>(
        $"select coalesce((select size || ' ' || outcome || case when waits_since is null then '' else ', waits' end from audit.witness_state() where name = '{name}'), 'unknown')");

    public async ValueTask DisposeAsync()
    {
        await Witness.DisposeAsync();
        _http.Dispose();
        await Log.DisposeAsync();
    }

    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _loop;

        public Running(SealingLoop loop) => _loop = Task.Run(() => loop.RunAsync(_stop.Token));

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _loop.WaitAsync(TimeSpan.FromSeconds(60));
            _stop.Dispose();
        }
    }

    private sealed class Ears(ConcurrentQueue<(LogLevel, string)> said) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            said.Enqueue((logLevel, formatter(state, exception)));
    }
}
