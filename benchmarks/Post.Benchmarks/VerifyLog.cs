using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using Post.Audit;
using Post.Sealer.Notes;
using Post.Sealer.Sealing;
using Post.Verifier;
using Post.Verifier.Export;
using Post.Verifier.Sources;

namespace Post.Benchmarks;

/// <summary>Row 3a: verifying the sealed log, against hashing the same bytes on one core and nothing else.</summary>
internal static class VerifyLog
{
    private const int Batch = 1_000;
    private const double Floor = 0.3;

    public static async Task MeasureAsync(BenchState state, Options options)
    {
        var folder = Directory.CreateTempSubdirectory("post-bench-log-").FullName;
        try
        {
            await AppendAsync(state, options.ImportRows);
            await SealAsync(state, Path.Combine(folder, "key.pem"));
            await state.ExecuteAsync("vacuum analyze audit.event, audit.payload, audit.leaf");
            await Pairs.MeasureAsync("3a", string.Create(CultureInfo.InvariantCulture, $"{options.ImportRows:N0} events verified in the database / hashed"),
                Math.Min(3, options.Rounds), () => VerifyAsync(state), () => HashAsync(options.ImportRows), Floor);
            var export = Path.Combine(folder, "export");
            await ExportAsync(state, export);
            await Pairs.MeasureAsync("3a", "the same from an export / hashed", Math.Min(3, options.Rounds),
                () => VerifyAsync(ExportSource.Open(export)), () => HashAsync(options.ImportRows), Floor);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AppendAsync(BenchState state, int count)
    {
        await using var connection = new NpgsqlConnection(state.Database.App);
        await connection.OpenAsync();
        for (var i = 0; i < count; i += Batch)
        {
            await AuditStore.AppendAsync(connection, [.. Enumerable.Range(i + 1, Math.Min(Batch, count - i)).Select(Event)], CancellationToken.None);
        }
    }

    private static AuditEvent Event(int number)
    {
        var at = DateTimeOffset.UnixEpoch.AddYears(56).AddMilliseconds(number);
        return new AuditEvent
        {
            Id = Guid.CreateVersion7(at),
            Stamp = new ProducerStamp("app@bench", DateTimeOffset.UnixEpoch.AddYears(56), number, number * 1_000L),
            At = at,
            Actor = new AuditActor(Guid.CreateVersion7(at), ActorKind.Staff, "Sample Examiner", ["CertStaff"])
            {
                Authentication = "password",
                SessionId = Guid.CreateVersion7(at),
                IpPrefix = "192.0.2.0/24",
                Client = "Firefox on Linux",
            },
            Reason = new AuditReason("certification", "C-2026-17", null, false, 1),
            Action = "officer.opened",
            DataClass = DataClass.Personal,
            SubjectIds = [Guid.CreateVersion7(at), Guid.CreateVersion7(at)],
            FieldGroups = ["identity", "status", "employment"],
            RowCount = 1,
            Outcome = AuditOutcome.Ok,
            Duration = TimeSpan.Zero,
            TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
            Payload = new AuditPayload(null, "smith", "one officer", []),
        };
    }

    private static async Task SealAsync(BenchState state, string keyFile)
    {
        SigningKey.Generate(keyFile);
        using var key = SigningKey.Load(keyFile, "bench/log");
        await using var sealer = (await LogSealer.OpenAsync(state.Database.Sealer, "bench/log", key, CancellationToken.None))!;
        await sealer.RoundAsync(CancellationToken.None);
    }

    private static async Task ExportAsync(BenchState state, string folder)
    {
        await using var source = await DatabaseSource.OpenAsync(state.Database.Verifier, CancellationToken.None);
        await new LogExport(source, ExportFolder.Create(folder)).WriteAsync(null, CancellationToken.None);
    }

    private static async Task<double> VerifyAsync(BenchState state) =>
        await VerifyAsync(await DatabaseSource.OpenAsync(state.Database.Verifier, CancellationToken.None));

    private static async Task<double> VerifyAsync(ILogSource source)
    {
        await using var opened = source;
        var verdict = await Verification.RunAsync(source, new VerifyOptions(), CancellationToken.None);
        if (verdict.Findings.First is { } wrong) throw new InvalidOperationException(wrong.Words);
        return verdict.Events / verdict.Took.TotalSeconds;
    }

    // Leaf, payload and one node of the tree for each event: what nobody who verifies can leave out.
    private static Task<double> HashAsync(int count)
    {
        byte[] leaf = [0, .. CanonicalEncoder.Header(Event(1)), .. new byte[32]];
        byte[] payload = [.. new byte[CanonicalEncoder.SaltLength], .. AuditPayload.Encode(Event(1))];
        var node = new byte[65];
        Span<byte> hash = stackalloc byte[32];
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            SHA256.HashData(leaf, hash);
            SHA256.HashData(payload, hash);
            SHA256.HashData(node, hash);
        }

        return Task.FromResult(count / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }
}
