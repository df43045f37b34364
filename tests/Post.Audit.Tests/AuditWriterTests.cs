using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Post.Testing;

namespace Post.Audit.Tests;

/// <summary>Group commit: whoever is told "recorded" is recorded, and whoever is not is told so in time.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class AuditWriterTests : IAsyncLifetime
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(5);

    private readonly PostDatabase _database = new();

    public Task InitializeAsync() => _database.InitializeAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task ThousandAtOnce_AllAreDurable()
    {
        await using var source = NpgsqlDataSource.Create(_database.App);
        await using var writer = Writer(source);
        var producer = new AuditProducer("test", TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => writer.WriteAsync(Stamped(producer)))));

        Assert.Equal(1_000, await CountAsync("select count(distinct pseq) from audit.event"));
        Assert.Equal(1_000, await CountAsync("select max(pseq) - min(pseq) + 1 from audit.event"));
        Assert.Equal(1_000, await CountAsync("select count(*) from audit.payload p join audit.event e on e.id = p.event_id"));
        // Grouped: far fewer commits than events.
        Assert.InRange(await CountAsync("select count(distinct tx) from audit.event"), 1, 500);
    }

    [Fact]
    public async Task TwoProducers_AreDenseEach()
    {
        await using var source = NpgsqlDataSource.Create(_database.App);
        await using var writer = Writer(source);
        AuditProducer[] producers = [new("one", TimeProvider.System), new("two", TimeProvider.System)];

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => writer.WriteAsync(Stamped(producers[i % 2]))));

        Assert.Equal(0, await CountAsync("""
            select count(*) from (select producer, epoch, count(*) n, min(pseq) lo, max(pseq) hi from audit.event group by 1, 2) p
            where n <> 100 or lo <> 1 or hi <> 100
            """));
    }

    [Fact]
    public async Task DatabaseGone_IsToldInTimeAndRecovers()
    {
        await using var source = NpgsqlDataSource.Create(_database.App);
        await using var writer = Writer(source);
        await writer.WriteAsync(Fresh());
        await OnServerAsync($"alter database {_database.Name} with allow_connections false");
        await OnServerAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{_database.Name}'");
        var waited = Stopwatch.StartNew();

        await Assert.ThrowsAsync<AuditUnavailableException>(() => writer.WriteAsync(Fresh()));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => writer.WriteAsync(Fresh()));

        Assert.True(waited.Elapsed < 3 * s_deadline, $"{waited.Elapsed}");
        await OnServerAsync($"alter database {_database.Name} with allow_connections true");
        await writer.WriteAsync(Fresh());
        Assert.Equal(2, await CountAsync("select count(*) from audit.event"));
    }

    [Fact]
    public async Task ServerNotThere_IsToldInTime()
    {
        // A port on which nobody listens.
        await using var source = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=x;Database=x");
        await using var writer = Writer(source);

        await Assert.ThrowsAsync<AuditUnavailableException>(() => writer.WriteAsync(Fresh()));
    }

    [Fact]
    public async Task LogLocked_QueueFillsAndTurnsAway()
    {
        await using var source = NpgsqlDataSource.Create(_database.App);
        await using var writer = Writer(source);
        await using var locker = new NpgsqlConnection(_database.Superuser);
        await locker.OpenAsync();
        await using var transaction = await locker.BeginTransactionAsync();
        await new NpgsqlCommand("lock table audit.event in access exclusive mode", locker, transaction).ExecuteNonQueryAsync();

        var writes = Enumerable.Range(0, 25_000).Select(_ => writer.WriteAsync(Fresh())).ToList();
        var outcomes = await Task.WhenAll(writes.Select(FailureOfAsync));

        Assert.DoesNotContain(null, outcomes);
        Assert.All(outcomes, o => Assert.IsType<AuditUnavailableException>(o));
        Assert.Contains(outcomes, o => o!.Message.Contains("full", StringComparison.Ordinal));
        await transaction.RollbackAsync();
    }

    // With "off" PostgreSQL acknowledges what a crash then loses.
    [Fact]
    public async Task AcknowledgesBeforeDisk_IsRefused()
    {
        var careless = new NpgsqlConnectionStringBuilder(_database.App) { Options = "-c synchronous_commit=off" };
        await using var source = NpgsqlDataSource.Create(careless.ConnectionString);
        await using var writer = Writer(source);

        var refused = await Assert.ThrowsAsync<AuditUnavailableException>(() => writer.WriteAsync(Fresh()));

        Assert.Contains("synchronous_commit", refused.ToString());
        Assert.Equal(0, await CountAsync("select count(*) from audit.event"));
    }

    [Fact]
    public async Task Stopped_WritesWhatItTook()
    {
        await using var source = NpgsqlDataSource.Create(_database.App);
        Task[] writes;
        await using (var writer = Writer(source))
        {
            writes = [.. Enumerable.Range(0, 100).Select(_ => writer.WriteAsync(Fresh()))];
        }

        await Task.WhenAll(writes);
        Assert.Equal(100, await CountAsync("select count(*) from audit.event"));
    }

    private static async Task<Exception?> FailureOfAsync(Task write)
    {
        try
        {
            await write;
            return null;
        }
        catch (AuditUnavailableException failure)
        {
            return failure;
        }
    }

    private static AuditWriter Writer(NpgsqlDataSource source) => new(source, NullLogger<AuditWriter>.Instance);

    private static AuditEvent Fresh() => Events.Full() with { Id = Guid.NewGuid() };

    private static AuditEvent Stamped(AuditProducer producer) => Fresh() with { Stamp = producer.Next() };

    private async Task<long> CountAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database.Superuser);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task OnServerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(await PostgresCluster.SuperuserAsync());
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
