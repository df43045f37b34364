using Npgsql;
using Post.Audit.Tests.Tampering;
using Post.Sealer.Notes;
using Post.Sealer.Sealing;

namespace Post.Audit.Tests.Sealing;

/// <summary>Every committed event gets one place in the order, whatever was going on beside it.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class LogSealerTests
{
    [Fact]
    public async Task NothingNew_MakesNoCheckpoint()
    {
        await using var log = await SealedLog.OfAsync(2);

        Assert.Equal(0, await log.SealAsync());
        Assert.Equal(1, await log.AskAsync<long>("select count(*) from audit.checkpoint"));
    }

    [Fact]
    public async Task OpenTransaction_HoldsBackWhatMayComeBeforeIt()
    {
        await using var log = await SealedLog.CreateAsync();
        await using var slow = SealedLog.Connect(log.Database.App);
        await slow.OpenAsync();
        var transaction = await slow.BeginTransactionAsync();
        await AuditStore.AppendAsync(slow, [log.Next()], CancellationToken.None);
        await log.AppendAsync(3);

        await using (var sealer = (await LogSealer.OpenAsync(log.Database.Sealer, SealedLog.Origin, log.Key, CancellationToken.None))!)
        {
            Assert.Equal(0, await sealer.RoundAsync(CancellationToken.None));
        }

        await transaction.CommitAsync();
        Assert.Equal(4, await log.SealAsync());
        Found.Nothing(await log.VerifyAsync());
    }

    [Fact]
    public async Task RolledBack_LeavesNoPlace()
    {
        await using var log = await SealedLog.CreateAsync();
        await using (var connection = SealedLog.Connect(log.Database.App))
        {
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await AuditStore.AppendAsync(connection, [log.Next()], CancellationToken.None);
            await transaction.RollbackAsync();
        }

        await log.AppendAsync(2);

        Assert.Equal(2, await log.SealAsync());
        Assert.Equal(2, await log.AskAsync<long>("select count(*) from audit.leaf"));
    }

    /// <summary>Writers, slow ones and rolled-back ones, while the sealer works: no gap, nothing missed, nothing twice.</summary>
    [Fact]
    public async Task ManyWritersAtOnce_EachEventIsSealedOnce()
    {
        await using var log = await SealedLog.CreateAsync();
        using var done = new CancellationTokenSource();
        var seals = 0;
        var sealing = SealUntilAsync(log, () => Interlocked.Increment(ref seals), done.Token);

        // What else the server does may hold every seal back for a while: the writers go on until some fell among them.
        var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => WriteAsync(log, writer, () => Volatile.Read(ref seals) > 3)));
        await done.CancelAsync();
        await sealing;
        await log.SealAsync();

        var events = written.Sum();
        Assert.Equal(events, await log.AskAsync<long>("select count(*) from audit.event"));
        Assert.Equal(events, await log.AskAsync<long>("select count(*) from audit.leaf l join audit.event e on e.id = l.event_id and e.at_db = l.at_db"));
        Assert.Equal(events - 1, await log.AskAsync<long>("select max(idx) from audit.leaf"));
        Assert.True(seals > 3, $"{seals} seals");
        Found.Nothing(await log.VerifyAsync());
    }

    [Fact]
    public async Task MoreThanABatch_IsCaughtUpInOneRound()
    {
        await using var log = await SealedLog.CreateAsync();
        await using (var connection = SealedLog.Connect(log.Database.App))
        {
            await connection.OpenAsync();
            for (var i = 0; i < 10; i++)
            {
                await AuditStore.AppendAsync(connection, [.. Enumerable.Range(0, 1_000).Select(_ => log.Next())], CancellationToken.None);
            }
        }

        Assert.Equal(10_000, await log.SealAsync());
        Assert.True(await log.AskAsync<long>("select count(*) from audit.checkpoint") >= 2);
        var verdict = await log.VerifyAsync();
        Found.Nothing(verdict);
        Assert.InRange(verdict.MostWaiting, 0, 10_000);
    }

    [Fact]
    public async Task TakenUpAgainAndAgain_IsOneTree()
    {
        await using var log = await SealedLog.OfAsync(255, 1, 1, 255, 300, 7);

        Found.Nothing(await log.VerifyAsync());
        Assert.Equal(3, await log.AskAsync<long>("select count(*) from audit.tile"));
    }

    [Fact]
    public async Task SealerThatLeft_IsFollowedAtOnce()
    {
        await using var log = await SealedLog.OfAsync(1);
        for (var i = 0; i < 100; i++)
        {
            await using var next = await LogSealer.OpenAsync(log.Database.Sealer, SealedLog.Origin, log.Key, CancellationToken.None);
            Assert.NotNull(next);
        }
    }

    [Fact]
    public async Task SecondSealer_Waits()
    {
        await using var log = await SealedLog.OfAsync(1);
        await using var first = await LogSealer.OpenAsync(log.Database.Sealer, SealedLog.Origin, log.Key, CancellationToken.None);

        Assert.NotNull(first);
        Assert.Null(await LogSealer.OpenAsync(log.Database.Sealer, SealedLog.Origin, log.Key, CancellationToken.None));
    }

    public static TheoryData<string> Alterations =>
    [
        "update audit.leaf set leaf_hash = sha256('x') where idx = 2",
        "delete from audit.leaf where idx = 2",
        "delete from audit.checkpoint",
        "insert into audit.leaf select 3, gen_random_uuid(), at_db, tx, leaf_hash from audit.leaf where idx = 2",
        "update audit.checkpoint set note = replace(note, '3', '4')",
        "update audit.sealing_key set note = replace(note, 'keys', 'kezs')",
        "update audit.leaf set tx = '99999999999' where idx = 2",
    ];

    // Nothing is built on a log that was altered: an honest signature over it would make the forgery true.
    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task AlteredLog_IsNotSealedOn(string sql)
    {
        await using var log = await SealedLog.OfAsync(3);
        await log.TamperAsync(sql);
        await log.AppendAsync(1);

        await Assert.ThrowsAsync<LogBrokenException>(() => log.SealAsync());
    }

    [Fact]
    public async Task LeafPutInUnderTheRunningSealer_StopsIt()
    {
        await using var log = await SealedLog.OfAsync(3);
        await using var sealer = (await LogSealer.OpenAsync(log.Database.Sealer, SealedLog.Origin, log.Key, CancellationToken.None))!;
        await log.TamperAsync("insert into audit.leaf select 3, gen_random_uuid(), at_db, tx, leaf_hash from audit.leaf where idx = 2");
        await log.AppendAsync(1);

        await Assert.ThrowsAsync<PostgresException>(() => SealedLog.SealAllAsync(sealer, log.Database));
        Assert.Equal(3, sealer.Size);
    }

    [Fact]
    public async Task KeyFileOpenToOthers_IsRefused()
    {
        await using var log = await SealedLog.CreateAsync();
        File.SetUnixFileMode(log.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Contains("chmod 600", Assert.Throws<KeyFileException>(() => SigningKey.Load(log.KeyFile, SealedLog.Origin)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyFileThatExists_IsNotOverwritten()
    {
        await using var log = await SealedLog.CreateAsync();

        Assert.Throws<IOException>(() => SigningKey.Generate(log.KeyFile));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(log.KeyFile));
    }

    [Theory]
    [InlineData("missing.pem", null)]
    [InlineData("empty.pem", "")]
    [InlineData("wrong.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public async Task BadKeyFile_IsRefusedInWords(string name, string? content)
    {
        await using var log = await SealedLog.CreateAsync();
        var file = Path.Combine(log.Folder, name);
        if (content is not null)
        {
            await File.WriteAllTextAsync(file, content);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Assert.Contains(file, Assert.Throws<KeyFileException>(() => SigningKey.Load(file, SealedLog.Origin)).Message, StringComparison.Ordinal);
    }

    private static async Task SealUntilAsync(SealedLog log, Action seen, CancellationToken ct)
    {
        await using var sealer = (await LogSealer.OpenAsync(log.Database.Sealer, SealedLog.Origin, log.Key, CancellationToken.None))!;
        while (!ct.IsCancellationRequested)
        {
            if (await sealer.RoundAsync(CancellationToken.None) > 0) seen();
            await Task.Delay(10, CancellationToken.None);
        }
    }

    private static async Task<int> WriteAsync(SealedLog log, int writer, Func<bool> enough)
    {
        var random = new Random(writer);
        var epoch = CanonicalEncoder.Rounded(TimeProvider.System.GetUtcNow());
        var written = 0;
        await using var connection = SealedLog.Connect(log.Database.App);
        await connection.OpenAsync();
        for (var i = 0; i < 60 || (i < 3_000 && !enough()); i++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            AuditEvent Numbered(int n) => log.Next() with { Stamp = new ProducerStamp($"app@{writer}", epoch, n, 0), At = epoch, Id = Guid.NewGuid() };
            var count = random.Next(1, 4);
            var events = Enumerable.Range(1, count).Select(n => Numbered(written + n)).ToList();
            await AuditStore.AppendAsync(connection, events, CancellationToken.None);
            if (random.Next(10) == 0) await Task.Delay(random.Next(5, 60));
            if (random.Next(12) == 0)
            {
                await transaction.RollbackAsync();
                continue;
            }

            await transaction.CommitAsync();
            written += count;
        }

        return written;
    }
}
