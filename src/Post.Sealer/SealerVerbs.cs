using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;
using Post.Sealer.Notes;
using Post.Sealer.Sealing;

namespace Post.Sealer;

/// <summary>The sealer's verbs: seal, and look after its key.</summary>
internal static class SealerVerbs
{
    private const string Usage = """
        post-sealer VERB

          run                 seal the log every second until stopped
          once                seal what is complete now, tell the witnesses, and end
          keygen [FILE]       make a key (mode 600); Post__Sealing__KeyFile when no file is named; and the second
                              one for witnesses, ed25519.pem beside it, unless it is there
          show-key            the line by which others check this log's signatures
          show-witness-key    the line for a witness's operator: the log's second key
          prove EVENT-ID      the proof that an event is in the log, to go with it
          rotate NEW-FILE     let the key in NEW-FILE sign from here on; the present key vouches for it
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter to, TextWriter errors)
    {
        using var stop = new CancellationTokenSource();
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, s => Stop(s, stop));
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, s => Stop(s, stop));
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        try
        {
            return await RunAsync(args, configuration, to, stop.Token);
        }
        catch (Exception refused) when (refused is SettingsException or KeyFileException or LogBrokenException or IOException or NpgsqlException)
        {
            await errors.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    private static async Task<int> RunAsync(string[] args, IConfiguration configuration, TextWriter to, CancellationToken ct)
    {
        switch (args)
        {
            case ["run"]:
                await LoopAsync(SealerSettings.From(configuration), ct);
                return 0;
            case ["once"]:
                return await OnceAsync(SealerSettings.From(configuration), to, ct);
            case ["keygen"] or ["keygen", _]:
                await MakeKeysAsync(configuration, args.Length > 1 ? args[1] : SealerSettings.KeyFileOf(configuration), to);
                return 0;
            case ["show-key"]:
                using (var shown = KeyOf(SealerSettings.From(configuration))) await to.WriteLineAsync(shown.Verifier.Line);
                return 0;
            case ["show-witness-key"]:
                var settings = SealerSettings.From(configuration);
                await to.WriteLineAsync(Ed25519SigningKey.Load(settings.WitnessKeyFile, settings.Origin).Verifier.Line);
                return 0;
            case ["prove", var id] when Guid.TryParse(id, out var eventId):
                return await ProveAsync(configuration, eventId, to, ct);
            case ["rotate", var next]:
                return await RotateAsync(SealerSettings.From(configuration), next, to, ct);
            default:
                await to.WriteLineAsync(Usage);
                return 2;
        }
    }

    private static async Task LoopAsync(SealerSettings settings, CancellationToken ct)
    {
        using var logs = Logs();
        using var keys = SealerKeys.Load(settings);
        await new SealingLoop(settings, keys, TimeProvider.System, logs.CreateLogger("Post.Sealer")).RunAsync(ct);
    }

    // What is there is never written over, so that the second key can be made where the first has long been at work.
    private static async Task MakeKeysAsync(IConfiguration configuration, string file, TextWriter to)
    {
        var second = SealerSettings.WitnessKeyFileOf(configuration, file);
        if (!File.Exists(file) || File.Exists(second)) SigningKey.Generate(file);
        else await to.WriteLineAsync($"{file} is there and stays.");
        if (!File.Exists(second)) Ed25519SigningKey.Generate(second);
        await to.WriteLineAsync($"{file} and {second}: keep copies where the database's operators cannot reach them.");
    }

    private static async Task<int> OnceAsync(SealerSettings settings, TextWriter to, CancellationToken ct)
    {
        using var logs = Logs();
        using var keys = SealerKeys.Load(settings);
        await using var sealer = await LogSealer.OpenAsync(settings.Connection, settings.Origin, keys, ct);
        if (sealer is null)
        {
            await to.WriteLineAsync("Another sealer is at work.");
            return 1;
        }

        var count = await sealer.RoundAsync(ct);
        var refusal = settings.WitnessFolder is { } folder
            ? await sealer.WitnessAsync(Witness.FileWitness.Open(folder, settings.Origin, TimeProvider.System), ct)
            : null;
        var others = sealer.Head is { } head
            ? await HttpWitnesses.ShowOnceAsync(settings, head, TimeProvider.System, logs.CreateLogger("Post.Sealer"), ct)
            : [];
        await to.WriteLineAsync($"{count} events sealed, {sealer.Size} in all{(refusal is null ? "." : $"; the witness refused: {refusal}.")}");
        foreach (var words in others) await to.WriteLineAsync($"Not cosigned by {words}.");
        return refusal is null && others.Count == 0 ? 0 : 1;
    }

    private static async Task<int> RotateAsync(SealerSettings settings, string nextFile, TextWriter to, CancellationToken ct)
    {
        using var old = KeyOf(settings);
        using var next = SigningKey.Load(nextFile, settings.Origin);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings.Connection) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        await SealingKeys.RotateAsync(new LogStore(connection), settings.Origin, old, next, ct);
        await to.WriteLineAsync($"{next.Verifier.Line}\nSet Post__Sealing__KeyFile to {nextFile} and start the sealer.");
        return 0;
    }

    private static async Task<int> ProveAsync(IConfiguration configuration, Guid eventId, TextWriter to, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(SealerSettings.ConnectionOf(configuration));
        await connection.OpenAsync(ct);
        var proof = await EventProof.WriteAsync(connection, eventId, ct);
        await to.WriteAsync(proof ?? "This event is not sealed.\n");
        return proof is null ? 1 : 0;
    }

    private static ILoggerFactory Logs() =>
        LoggerFactory.Create(b => b.AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning));

    private static SigningKey KeyOf(SealerSettings settings) => SigningKey.Load(settings.KeyFile, settings.Origin);

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
