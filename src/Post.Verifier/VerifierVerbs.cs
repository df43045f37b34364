using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Post.Verifier.Checks;
using Post.Verifier.Export;
using Post.Verifier.Follow;
using Post.Verifier.Sources;

namespace Post.Verifier;

/// <summary>The verifier's verbs; each works with nothing but a read-only login, or with nothing but an export.</summary>
internal static class VerifierVerbs
{
    public const int CannotRun = 1;
    public const int Misused = 2;

    public const string Usage = """
        post-verify verify [--json] [--export DIR] [--witness DIR] [--witness-key LINE]... [--first-key LINE] [--lag SECONDS]
        post-verify export DIR [--month YYYY-MM]
        post-verify follow --cursor FILE (--to-file FILE | --to-syslog HOST[:PORT] [--trusted PEM] [--structured-id ID])
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter to, TextWriter errors, CancellationToken ct)
    {
        try
        {
            return args switch
            {
                ["verify", .. var rest] when Options.Read(rest) is { Folder: null } options => await VerifyAsync(options, to, ct),
                ["export", .. var rest] when Options.Read(rest) is { Folder: not null } options => await ExportAsync(options, to, ct),
                ["follow", .. var rest] => await FollowVerb.RunAsync(rest, Options.Connection(), errors, ct) ?? await MisuseAsync(errors),
                _ => await MisuseAsync(errors),
            };
        }
        catch (Exception failure) when (failure is NpgsqlException or IOException or UnauthorizedAccessException or InvalidDataException or JsonException)
        {
            await errors.WriteLineAsync(failure.Message);
            return CannotRun;
        }
    }

    private static async Task<int> VerifyAsync(Options options, TextWriter to, CancellationToken ct)
    {
        var witness = Verification.WitnessOf(options.Verify);
        await using ILogSource source = options.Export is { } folder
            ? ExportSource.Open(folder)
            : await DatabaseSource.OpenAsync(Options.Connection(), ct);
        var verdict = await Verification.RunAsync(source, options.Verify, witness, ct);
        await to.WriteLineAsync(options.Json ? Json(verdict).ToJsonString() : Words(verdict));
        return verdict.Findings.First is { } first ? (int)first.Class : 0;
    }

    private static async Task<int> ExportAsync(Options options, TextWriter to, CancellationToken ct)
    {
        await using var source = await DatabaseSource.OpenAsync(Options.Connection(), ct);
        var done = await new LogExport(source, ExportFolder.Create(options.Folder!)).WriteAsync(options.Month, ct);
        await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{done.Events} events written, places {done.First} to {done.End}; {ExportManifest.FileName} has SHA-256 {done.ManifestSha256}."));
        return 0;
    }

    private static async Task<int> MisuseAsync(TextWriter errors)
    {
        await errors.WriteLineAsync(Usage);
        return Misused;
    }

    private static JsonObject Json(Verdict verdict) => new()
    {
        ["events"] = verdict.Events,
        ["sealed"] = verdict.Sealed,
        ["checkpoints"] = verdict.Checkpoints,
        ["firstBad"] = verdict.Findings.First?.Index,
        ["class"] = verdict.Findings.First is { } first ? Findings.WordOf(first.Class) : "ok",
        ["event"] = verdict.Findings.First?.EventId?.ToString(),
        ["findings"] = new JsonArray([.. verdict.Findings.All.Select(f => new JsonObject
        {
            ["class"] = Findings.WordOf(f.Class),
            ["index"] = f.Index,
            ["event"] = f.EventId?.ToString(),
            ["words"] = f.Words,
        })]),
        ["counts"] = new JsonObject(verdict.Findings.Counts.Select(c => KeyValuePair.Create(Findings.WordOf(c.Key), (JsonNode?)c.Value))),
        ["redacted"] = verdict.Redacted,
        ["clockSteps"] = verdict.ClockSteps,
        ["anchors"] = new JsonArray([.. verdict.Anchors.Select(a => JsonValue.Create(a))]),
        ["cosigned"] = new JsonArray([.. verdict.Cosigned.Select(c => new JsonObject
        {
            ["witness"] = c.Witness,
            ["size"] = c.Size,
            ["at"] = c.At.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        })]),
        ["seconds"] = Math.Round(verdict.Took.TotalSeconds, 3),
        ["eventsPerSecond"] = Math.Round(verdict.Events / Math.Max(verdict.Took.TotalSeconds, 0.001)),
    };

    private static string Words(Verdict verdict)
    {
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture,
                $"{verdict.Events:N0} events, {verdict.Sealed:N0} sealed under {verdict.Checkpoints:N0} checkpoints; {verdict.Events / Math.Max(verdict.Took.TotalSeconds, 0.001):N0} a second."),
        };
        if (verdict.Anchors.Count == 0) lines.Add("Held against itself alone: without a witness or a noted key, a log cut short or signed anew is not seen.");
        if (verdict.ClockSteps > 0) lines.Add(string.Create(CultureInfo.InvariantCulture, $"At {verdict.ClockSteps:N0} events the clock of their process had stepped; their order is not touched by it."));
        if (verdict.Redacted > 0) lines.Add(string.Create(CultureInfo.InvariantCulture, $"{verdict.Redacted:N0} payloads were taken away by two persons; their hashes stand."));
        lines.AddRange(verdict.Cosigned.Select(c => string.Create(CultureInfo.InvariantCulture, $"The witness {c.Witness} cosigned {c.Size:N0} events, last at {c.At:yyyy-MM-dd HH:mm:ss}Z.")));
        lines.AddRange(verdict.Findings.All.Select(f => $"{Findings.WordOf(f.Class)}: {f.Words}"));
        lines.Add(!verdict.Findings.Sound ? "NOT SOUND." : verdict.Findings.First is null ? "Sound." : "Sound; a process died before it had written all it had begun.");
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>What stands behind a verb.</summary>
    private sealed record Options
    {
        public bool Json { get; private init; }
        public string? Export { get; private init; }
        public string? Folder { get; private init; }
        public DateOnly? Month { get; private init; }
        private VerifyOptions Given { get; init; } = new();

        // An export may come from anywhere: only the witness that is named is asked about it.
        public VerifyOptions Verify => Export is null && Given.Witness is null ? Given with { Witness = Told("Post__Sealing__Witness") } : Given;

        public static Options? Read(string[] args)
        {
            var options = new Options();
            for (var i = 0; i < args.Length; i++)
            {
                if (args[i] == "--json") options = options with { Json = true };
                else if (!args[i].StartsWith("--", StringComparison.Ordinal) && options.Folder is null) options = options with { Folder = args[i] };
                else if (i + 1 < args.Length && options.With(args[i], args[i + 1]) is { } next) (options, i) = (next, i + 1);
                else return null;
            }

            return options;
        }

        public static string Connection() => Told("ConnectionStrings__Verifier")
            ?? throw new InvalidDataException("ConnectionStrings__Verifier is not set; scripts/post sets it. Or name an export: --export DIR");

        private static string? Told(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

        private static string LineOf(string value) => File.Exists(value) ? File.ReadAllText(value).Trim() : value;

        private Options? With(string name, string value) => name switch
        {
            "--export" => this with { Export = value },
            "--witness" => this with { Given = Given with { Witness = value } },
            "--first-key" => this with { Given = Given with { FirstKey = LineOf(value) } },
            "--witness-key" => this with { Given = Given with { WitnessKeys = [.. Given.WitnessKeys, LineOf(value)] } },
            "--lag" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) =>
                this with { Given = Given with { Lag = TimeSpan.FromSeconds(seconds) } },
            "--month" when DateOnly.TryParseExact(value + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) =>
                this with { Month = month },
            _ => null,
        };
    }
}
