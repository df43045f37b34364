using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Post.Testing;

namespace Post.Audit.Tests.Endurance;

/// <summary>
/// Readers and writers at work on a log that is taken away under them. Reads go through the group writer; changes commit in
/// one transaction with their event, as commands do. What was acknowledged is remembered.
/// </summary>
internal sealed class WriteLoad : IAsyncDisposable
{
    public const string Change = "test.changed";

    private readonly OwnCluster _cluster;
    private readonly NpgsqlDataSource _source;
    private readonly AuditWriter _writer;
    private readonly AuditProducer _producer = new("app@load", TimeProvider.System);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _work = [];
    private int _refused;

    private WriteLoad(OwnCluster cluster)
    {
        _cluster = cluster;
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(cluster.App) { Pooling = true, MaxPoolSize = 20, CommandTimeout = 5 }.ConnectionString);
        _writer = new AuditWriter(_source, NullLogger<AuditWriter>.Instance, _producer);
    }

    public ConcurrentBag<Guid> Acknowledged { get; } = [];

    public int Refused => _refused;

    public static async Task<WriteLoad> BeginAsync(OwnCluster cluster, int readers = 6, int changers = 4)
    {
        await ExecuteAsync(cluster, """
            create table if not exists public.changed (event_id uuid primary key, filler text);
            grant insert, select on public.changed to post_app;
            """);
        await ExecuteAsync(cluster, "select audit.guard('public.changed') where not exists (select from pg_trigger where tgrelid = 'public.changed'::regclass)");
        var load = new WriteLoad(cluster);
        for (var i = 0; i < readers; i++) load._work.Add(Task.Run(() => load.LoopAsync(load.ReadAsync)));
        for (var i = 0; i < changers; i++) load._work.Add(Task.Run(() => load.LoopAsync(load.ChangeAsync)));
        return load;
    }

    /// <summary>Waits until so many more acts were acknowledged: the log is in use, or in use again.</summary>
    public async Task MoreAsync(int count)
    {
        var aim = Acknowledged.Count + count;
        for (var tries = 0; Acknowledged.Count < aim; tries++)
        {
            if (tries > 1_200) throw new TimeoutException($"The log did not come back: {Acknowledged.Count} of {aim} acknowledged.");
            await Task.Delay(50);
        }
    }

    /// <summary>Waits until so many more acts were refused.</summary>
    public async Task RefusedMoreAsync(int count)
    {
        var aim = Refused + count;
        for (var tries = 0; Refused < aim; tries++)
        {
            if (tries > 1_200) throw new TimeoutException("Nothing was refused.");
            await Task.Delay(50);
        }
    }

    public async Task EndAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_work);
        await new NumberSettlement(_source, _producer, _writer, TimeProvider.System).SettleAsync(TimeSpan.Zero, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_work);
        await _writer.DisposeAsync();
        await _source.DisposeAsync();
        _stop.Dispose();
    }

    public static async Task ExecuteAsync(OwnCluster cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.Superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task LoopAsync(Func<Task<Guid>> act)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Acknowledged.Add(await act());
            }
            catch (Exception refused) when (refused is AuditUnavailableException or NpgsqlException or IOException or TimeoutException or InvalidOperationException)
            {
                Interlocked.Increment(ref _refused);
                await Task.Delay(20);
            }
        }
    }

    private async Task<Guid> ReadAsync()
    {
        var e = Next("test.read");
        await _writer.WriteAsync(e);
        return e.Id;
    }

    private async Task<Guid> ChangeAsync()
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var e = Next(Change);
        try
        {
            await using var change = new NpgsqlCommand("insert into public.changed (event_id, filler) values ($1, repeat('x', 500))", connection, transaction);
            change.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = e.Id });
            await change.ExecuteNonQueryAsync();
            await AuditStore.AppendAndCommitAsync(connection, [e]);
            return e.Id;
        }
        catch
        {
            _producer.Lose(e.Stamp, e.Id);
            throw;
        }
    }

    private AuditEvent Next(string action)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Events.Full() with { Id = Guid.CreateVersion7(now), At = now, Action = action, Outcome = AuditOutcome.Ok, DenyRule = null, ParentId = null, IntentId = null, Duration = TimeSpan.Zero, Stamp = _producer.Next() };
    }
}
