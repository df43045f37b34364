using Microsoft.Extensions.Configuration;
using Post.Sealer.Notes;
using Post.Sealer.Witness;

namespace Post.Sealer;

/// <summary>A setting is missing or unusable; the message is the one sentence the operator needs.</summary>
internal sealed class SettingsException(string message) : Exception(message);

/// <summary>When a witness that did not cosign is asked again: each wait is twice the one before, up to a longest one.</summary>
internal sealed record WitnessRetry(TimeSpan First, TimeSpan Longest)
{
    /// <param name="failures">Tries in a row that failed, at least one.</param>
    /// <param name="asked">How long the witness asked to be left alone; it does not get more than the longest wait.</param>
    public TimeSpan After(int failures, TimeSpan? asked)
    {
        var own = First * Math.Pow(2, Math.Min(failures - 1, 20));
        var wait = asked > own ? asked.Value : own;
        return wait < Longest ? wait : Longest;
    }
}

/// <summary>What the sealer is told, from the environment: the section <c>Post:Sealing</c> and its own connection string.</summary>
internal sealed record SealerSettings
{
    public required string Connection { get; init; }

    /// <summary>Name of the log and of its key in every checkpoint; it never changes.</summary>
    public required string Origin { get; init; }

    public required string KeyFile { get; init; }

    /// <summary>The key of the second signature, by which public witnesses know the log.</summary>
    public string WitnessKeyFile { get; init; } = "";

    /// <summary>Witnesses that are asked over HTTPS.</summary>
    public IReadOnlyList<WitnessAddress> Witnesses { get; init; } = [];

    /// <summary>Longest time for one answer of such a witness.</summary>
    public TimeSpan WitnessPatience { get; init; } = TimeSpan.FromSeconds(10);

    public WitnessRetry WitnessRetry { get; init; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15));

    /// <summary>A checkpoint that waits this long for a cosignature is an alarm.</summary>
    public TimeSpan WitnessAlarm { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Where the file witness keeps what it saw, and where cosignatures are kept; null: nobody watches.</summary>
    public string? WitnessFolder { get; init; }

    /// <summary>Longest time between two checkpoints given to the witness while the log grows.</summary>
    public TimeSpan WitnessPause { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan Rhythm { get; init; } = TimeSpan.FromSeconds(1);

    public static SealerSettings From(IConfiguration configuration) => Checked(new()
    {
        Connection = ConnectionOf(configuration),
        Origin = OriginOf(configuration),
        KeyFile = KeyFileOf(configuration),
        WitnessKeyFile = WitnessKeyFileOf(configuration, KeyFileOf(configuration)),
        Witnesses = WitnessAddress.From(configuration),
        WitnessFolder = configuration["Post:Sealing:WitnessFolder"],
        WitnessAlarm = TimeSpan.FromHours(configuration.GetValue("Post:Sealing:WitnessAlarmHours", 24)),
        WitnessPause = TimeSpan.FromSeconds(configuration.GetValue("Post:Sealing:WitnessSeconds", 60)),
    });

    public static string KeyFileOf(IConfiguration configuration) =>
        configuration["Post:Sealing:KeyFile"] ?? throw new SettingsException("Post__Sealing__KeyFile is not set: name the file of the sealer's key.");

    // Beside the log's key, under a name of its own: a new key of the log is no reason to tell the witnesses anything.
    public static string WitnessKeyFileOf(IConfiguration configuration, string keyFile) => configuration["Post:Sealing:WitnessKeyFile"]
        ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(keyFile))!, "ed25519.pem");

    public static string ConnectionOf(IConfiguration configuration) =>
        configuration.GetConnectionString("Sealer") ?? throw new SettingsException("ConnectionStrings__Sealer is not set.");

    private static SealerSettings Checked(SealerSettings settings) => settings is { Witnesses.Count: > 0, WitnessFolder: null }
        ? throw new SettingsException("Post__Sealing__WitnessFolder is not set: what the witnesses cosign is kept there.")
        : settings;

    private static string OriginOf(IConfiguration configuration)
    {
        var origin = configuration["Post:Sealing:Origin"]
            ?? throw new SettingsException("Post__Sealing__Origin is not set: name the log, for instance post.example.gov/log.");
        return VerifierKey.IsName(origin) ? origin : throw new SettingsException($"Post__Sealing__Origin is \"{origin}\"; a name has no blanks and no plus sign.");
    }
}
