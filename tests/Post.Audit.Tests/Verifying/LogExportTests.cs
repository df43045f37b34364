using System.Text;
using System.Text.Json;
using Post.Audit.Tests.Tampering;
using Post.Verifier;
using Post.Verifier.Checks;
using Post.Verifier.Export;
using Post.Verifier.Format;
using Post.Verifier.Sources;

namespace Post.Audit.Tests.Verifying;

/// <summary>An export is checked without the database, and tells the same.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class LogExportTests
{
    // What lines are made of, so that some damage still gives a line.
    private static ReadOnlySpan<byte> Signs => "0123456789abcdef\"\\{}[],:\n "u8;

    [Fact]
    public async Task WholeLog_IsSoundWithoutTheDatabase()
    {
        await using var log = await SealedLog.OfAsync(300, 5, 260);
        await log.AppendAsync(2);
        var (folder, summary) = await ExportAsync(log);

        var verdict = await VerifyAsync(log, folder, TimeSpan.FromHours(1));

        Found.Nothing(verdict);
        Assert.Equal((567, 565), (verdict.Events, verdict.Sealed));
        Assert.Equal((567, 0, 565), (summary.Events, summary.First, summary.End));
        Assert.Equal(32 * 53, new FileInfo(Path.Combine(folder, "tile/0/002.p/53")).Length);
    }

    [Fact]
    public async Task AnyText_ComesBackByteForByte()
    {
        await using var log = await SealedLog.CreateAsync();
        await using (var connection = SealedLog.Connect(log.Database.App))
        {
            await connection.OpenAsync();
            var any = FsCheck.Fluent.Gen.Sample(Events.Any.Generator, 200)
                .Select((e, i) => e with { Id = Guid.NewGuid(), Stamp = e.Stamp with { Epoch = DateTimeOffset.UnixEpoch, Sequence = i + 1 } });
            await AuditStore.AppendAsync(connection, [.. any], CancellationToken.None);
        }

        await log.SealAsync();
        var (folder, _) = await ExportAsync(log);

        Found.Nothing(await log.VerifyAsync());
        Found.Nothing(await VerifyAsync(log, folder, TimeSpan.Zero));
    }

    // The quick reader takes what was written; the thorough one takes it in any order; whatever is done to a line, both say the same.
    [Fact]
    public async Task WrittenLines_AreReadPlainly_AndDamagedOnesTellTheSameEitherWay()
    {
        await using var log = await SealedLog.CreateAsync();
        await using (var connection = SealedLog.Connect(log.Database.App))
        {
            await connection.OpenAsync();
            var any = FsCheck.Fluent.Gen.Sample(Events.Any.Generator, 60)
                .Select((e, i) => e with { Id = Guid.NewGuid(), Stamp = e.Stamp with { Epoch = DateTimeOffset.UnixEpoch, Sequence = i + 1 } });
            await AuditStore.AppendAsync(connection, [.. any], CancellationToken.None);
        }

        await log.SealAsync();
        var (folder, _) = await ExportAsync(log);
        var file = Directory.GetFiles(Path.Combine(folder, "events"), "2*.jsonl").Single();
        var whole = await File.ReadAllBytesAsync(file);
        var (plain, taken) = (new PlainEntryLines(), new List<LeafRow>());
        await foreach (var line in LineFeed.ReadAsync(file, CancellationToken.None)) Assert.True(plain.TryRead(line.Span, taken, [], []), Encoding.UTF8.GetString(line.Span));
        Assert.Equal(60, taken.Count);

        var draws = new Random(20261123);
        for (var n = 0; n < 120; n++)
        {
            var damaged = whole.ToArray();
            damaged[draws.Next(damaged.Length)] = n % 3 == 0 ? (byte)draws.Next(256) : Signs[draws.Next(Signs.Length)];
            await File.WriteAllBytesAsync(file, damaged);
            var quick = await TellsAsync(log, folder);
            await File.WriteAllBytesAsync(file, WithAPartNobodyKnows(damaged));
            Assert.Equal(await TellsAsync(log, folder), quick);
        }
    }

    [Theory]
    [InlineData("2026-11-23T04:05:06.000001Z", true)]
    [InlineData("0001-01-01T00:00:00.000000Z", true)]
    [InlineData("9999-12-31T23:59:59.999999Z", true)]
    [InlineData("2024-02-29T12:00:00.500000Z", true)]
    [InlineData("2023-02-29T12:00:00.500000Z", false)]
    [InlineData("2026-11-23T24:05:06.000001Z", false)]
    [InlineData("2026-11-23T04:05:60.000001Z", false)]
    [InlineData("2026-11-23 04:05:06.000001Z", false)]
    [InlineData("2026-11-23T04:05:06.00001Z", false)]
    [InlineData("2026-11-23T04:05:06.+00001Z", false)]
    public void Instant_IsReadAsItIsWritten_OrNotAtAll(string text, bool taken)
    {
        Assert.Equal(taken, PlainEntryLines.TryMicroseconds(Encoding.UTF8.GetBytes(text), out var at));
        if (taken) Assert.Equal((HeaderJson.Microseconds(text), text), (at, HeaderJson.InstantText(at)));
    }

    [Theory]
    [InlineData("\"Denied\"", "\"Ok\"", "event-changed")]
    [InlineData("Smith", "Jones", "payload-changed")]
    public async Task EditedExport_IsFound(string old, string edited, string expected)
    {
        await using var log = await SealedLog.OfAsync(4);
        var (folder, _) = await ExportAsync(log);
        var file = Directory.GetFiles(Path.Combine(folder, "events"), "2*.jsonl").Single();
        var lines = await File.ReadAllLinesAsync(file);
        lines[2] = lines[2].Replace(old, edited, StringComparison.Ordinal);
        await File.WriteAllLinesAsync(file, lines);

        var first = (await VerifyAsync(log, folder, TimeSpan.Zero)).Findings.First!;
        Assert.Equal((expected, 2), (Findings.WordOf(first.Class), first.Index));
    }

    [Fact]
    public async Task LineLeftOut_IsFound()
    {
        await using var log = await SealedLog.OfAsync(4, 2);
        var (folder, _) = await ExportAsync(log);
        var file = Directory.GetFiles(Path.Combine(folder, "events"), "2*.jsonl").Single();
        var lines = await File.ReadAllLinesAsync(file);
        await File.WriteAllLinesAsync(file, lines.Where((_, i) => i != 3));

        Found.At(await VerifyAsync(log, folder, TimeSpan.Zero), TamperClass.LeafMissing, 3);
    }

    [Fact]
    public async Task DamageInTheDatabase_ShowsInItsExport()
    {
        await using var log = await SealedLog.OfAsync(4, 2);
        await log.TamperAsync($"delete from audit.payload where event_id = '{await log.EventAtAsync(1)}'");
        await log.TamperAsync($"delete from audit.event where id = '{await log.EventAtAsync(3)}'");
        var (folder, _) = await ExportAsync(log);

        var verdict = await VerifyAsync(log, folder, TimeSpan.Zero);

        Found.At(verdict, TamperClass.PayloadMissing, 1);
        Assert.Contains(verdict.Findings.All, f => f is { Class: TamperClass.EventMissing, Index: 3 });
    }

    [Fact]
    public async Task ClosedMonth_IsSoundByItselfAndAlteredIsNot()
    {
        await using var log = await SealedLog.OfAsync(301, 3);
        var month = await MoveIntoNextMonthAsync(log, 40);
        var (folder, summary) = await ExportAsync(log, month);

        Assert.Equal(304, summary.First);
        Found.Nothing(await VerifyAsync(log, folder, TimeSpan.Zero));

        var manifest = Path.Combine(folder, ExportManifest.FileName);
        var text = await File.ReadAllTextAsync(manifest);
        var hash = ExportManifest.Read(folder).Before[0];
        await File.WriteAllTextAsync(manifest, text.Replace(hash, new string('0', 64), StringComparison.Ordinal));
        Assert.False((await VerifyAsync(log, folder, TimeSpan.Zero)).Findings.Sound);
    }

    [Fact]
    public async Task FolderThatIsNotEmpty_IsRefused()
    {
        await using var log = await SealedLog.OfAsync(1);

        Assert.Throws<IOException>(() => ExportFolder.Create(log.Folder));
    }

    [Fact]
    public async Task Export_IsForItsOwnerAlone()
    {
        await using var log = await SealedLog.OfAsync(1);
        var (folder, _) = await ExportAsync(log);

        Assert.All(Directory.GetFiles(folder), f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    internal static async Task<(string Folder, ExportSummary Summary)> ExportAsync(SealedLog log, DateOnly? month = null)
    {
        var folder = Path.Combine(log.Folder, "export");
        await using var source = await DatabaseSource.OpenAsync(log.Database.Verifier, CancellationToken.None);
        return (folder, await new LogExport(source, ExportFolder.Create(folder)).WriteAsync(month, CancellationToken.None));
    }

    // The database's clock decides the month; it is not part of what is hashed, so a test may set it.
    private static async Task<string> TellsAsync(SealedLog log, string folder)
    {
        try
        {
            var findings = (await VerifyAsync(log, folder, TimeSpan.Zero)).Findings;
            return findings.First is { } first ? $"{first.Class} {first.Index} {first.Words}" : "sound";
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or IOException)
        {
            return "cannot be read";
        }
    }

    private static byte[] WithAPartNobodyKnows(byte[] lines)
    {
        var text = new List<byte>(lines.Length * 2);
        for (var i = 0; i < lines.Length; i++)
        {
            var ends = lines[i] == '}' && (i + 1 == lines.Length || lines[i + 1] == '\n');
            if (ends) text.AddRange(",\"unknown\":0"u8);
            text.Add(lines[i]);
        }

        return [.. text];
    }

    private static async Task<DateOnly> MoveIntoNextMonthAsync(SealedLog log, int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        var month = new DateOnly(now.Year, now.Month, 1).AddMonths(1);
        await log.AppendAsync(count);
        await log.TamperAsync($"""
            create temporary table moved as select id from audit.event e where not exists (select from audit.leaf where event_id = e.id);
            update audit.event set at_db = '{month:yyyy-MM-dd} 12:00:00+00' where id in (select id from moved);
            update audit.payload set at_db = '{month:yyyy-MM-dd} 12:00:00+00' where event_id in (select id from moved)
            """);
        await log.SealAsync();
        return month;
    }

    private static async Task<Verdict> VerifyAsync(SealedLog log, string folder, TimeSpan lag)
    {
        await using var source = ExportSource.Open(folder);
        return await Verification.RunAsync(source, log.Options() with { Lag = lag }, CancellationToken.None);
    }
}
