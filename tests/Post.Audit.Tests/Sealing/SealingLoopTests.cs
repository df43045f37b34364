using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Post.Audit.Tests.Tampering;
using Post.Kernel.Sealing;
using Post.Sealer;
using Post.Sealer.Notes;
using Post.Sealer.Sealing;

namespace Post.Audit.Tests.Sealing;

/// <summary>The sealer as it runs: in a rhythm, whatever is away beside it.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class SealingLoopTests
{
    [Fact]
    public async Task WitnessAway_SealsGoOnAndTheWitnessCatchesUp()
    {
        await using var log = await SealedLog.CreateAsync();
        // A file where the witness's folder should be: it cannot be opened.
        await File.WriteAllTextAsync(log.WitnessRoot, "");
        await using (Run(log))
        {
            await log.AppendAsync(3);
            await UntilSealedAsync(log, 3);

            File.Delete(log.WitnessRoot);
            await log.AppendAsync(2);
            await UntilSealedAsync(log, 5);
        }

        Assert.Equal(5, log.Witness().Last!.Size);
        Found.Nothing(await log.VerifyAsync());
    }

    [Fact]
    public async Task Stopped_HasSealedWhatWasWritten()
    {
        await using var log = await SealedLog.CreateAsync();
        await using (Run(log))
        {
            await log.AppendAsync(1);
            await UntilSealedAsync(log, 1);
        }

        await using (Run(log))
        {
            await log.AppendAsync(4);
            await UntilSealedAsync(log, 5);
        }

        Found.Nothing(await log.VerifyAsync());
    }

    // Cut off by the server, as when it is restarted: the loop comes back by itself and nothing is sealed twice.
    [Fact]
    public async Task ConnectionCut_IsOpenedAgain()
    {
        await using var log = await SealedLog.CreateAsync();
        await using (Run(log))
        {
            await log.AppendAsync(2);
            await UntilSealedAsync(log, 2);
            await SealedLogAsSuperuser.RunAsync(
                log.Database, "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'post_sealer' and datname = current_database()");
            await log.AppendAsync(3);
            await UntilSealedAsync(log, 5);
        }

        Found.Nothing(await log.VerifyAsync());
    }

    /// <summary>A transaction that stays open holds the seal back: the lag says so, and the seal catches up when it ends.</summary>
    [Fact]
    public async Task LongTransaction_IsSeenInTheLagAndCaughtUpWith()
    {
        await using var log = await SealedLog.CreateAsync();
        await using var app = NpgsqlDataSource.Create(log.Database.App);
        var gauge = new SealingGauge(app, new SealingLimits(Required: true, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(10)), TimeProvider.System);
        await using var longOne = SealedLog.Connect(log.Database.Superuser);
        await longOne.OpenAsync();
        await using (Run(log))
        {
            await log.AppendAsync(3);
            await UntilSealedAsync(log, 3);
            await using var transaction = await longOne.BeginTransactionAsync();
            await using (var begin = new NpgsqlCommand("select pg_current_xact_id()", longOne, transaction)) await begin.ExecuteScalarAsync();
            await log.AppendAsync(2);

            await Task.Delay(TimeSpan.FromSeconds(2.2));
            var held = await gauge.ReadAsync(default);
            Assert.Equal(3, held.Sealed);
            Assert.True(gauge.Lag(held) >= gauge.Limits.Alarm, $"{gauge.Lag(held)}");

            await transaction.RollbackAsync();
            await UntilSealedAsync(log, 5);
            Assert.Equal(TimeSpan.Zero, gauge.Lag(await gauge.ReadAsync(default)));
        }
    }

    /// <summary>A thousand events a second for a minute: the seal is never later than two seconds while no long transaction runs.</summary>
    [Fact]
    [Trait("Category", "Soak")]
    public async Task ThousandEventsASecond_AreSealedWithinTwoSeconds()
    {
        await using var log = await SealedLog.CreateAsync();
        await using var connection = SealedLog.Connect(log.Database.App);
        await connection.OpenAsync();
        await using (Run(log, TimeSpan.FromSeconds(1)))
        {
            using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
            for (var i = 0; i < 6_000; i++)
            {
                await beat.WaitForNextTickAsync();
                await AuditStore.AppendAsync(connection, [.. Enumerable.Range(0, 10).Select(_ => log.Next())], CancellationToken.None);
            }

            await UntilSealedAsync(log, 60_000);
        }

        var late = await log.AskAsync<double>("""
            select extract(epoch from max((select min(c.at) from audit.checkpoint c where c.size > l.idx) - l.at_db))::float8 from audit.leaf l
            """);
        Assert.True(late <= 2, $"The latest seal came {late:0.00} s after its event.");
    }

    private static Running Run(SealedLog log, TimeSpan? rhythm = null) => new(new SealerSettings
    {
        Connection = log.Database.Sealer,
        Origin = SealedLog.Origin,
        KeyFile = log.KeyFile,
        WitnessFolder = log.WitnessRoot,
        WitnessPause = TimeSpan.Zero,
        Rhythm = rhythm ?? TimeSpan.FromMilliseconds(50),
    }, log);

    private static async Task UntilSealedAsync(SealedLog log, long count)
    {
        for (var tries = 0; tries < 2_400; tries++)
        {
            if (await log.AskAsync<long>("select coalesce(max(size), 0) from audit.checkpoint") >= count) return;
            await Task.Delay(50);
        }

        Assert.Fail($"{count} events were not sealed in two minutes.");
    }

    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _loop;

        public Running(SealerSettings settings, SealedLog log) =>
            _loop = Task.Run(() => new SealingLoop(settings, new SealerKeys(log.Key), TimeProvider.System, NullLogger.Instance).RunAsync(_stop.Token));

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _loop.WaitAsync(TimeSpan.FromSeconds(60));
            _stop.Dispose();
        }
    }
}
