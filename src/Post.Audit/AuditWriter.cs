using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Post.Audit;

/// <summary>The event could not be made durable: whatever it describes must not be shown.</summary>
public sealed class AuditUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Where acts outside a business transaction are recorded; the port exists so that a test can break it.</summary>
public interface IAuditLog
{
    /// <summary>Completes when the event is on disk.</summary>
    /// <exception cref="AuditUnavailableException">It is not, or nobody knows.</exception>
    Task WriteAsync(AuditEvent e);
}

/// <summary>Group commit: while one batch is being written, whatever arrives becomes the next. Nothing waits on purpose.</summary>
public sealed class AuditWriter : IAuditLog, IAsyncDisposable
{
    private const int QueueLength = 20_000;
    private const int BatchLength = 512;
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource _source;
    private readonly AuditProducer? _producer;
    private readonly ILogger<AuditWriter> _log;
    private readonly Channel<Pending> _queue;
    private readonly Task _loop;
    private NpgsqlConnection? _connection;

    /// <param name="source">The application's connections.</param>
    /// <param name="log">Where it is told that the log cannot be written.</param>
    /// <param name="producer">Learns of the numbers whose events were not written.</param>
    public AuditWriter(NpgsqlDataSource source, ILogger<AuditWriter> log, AuditProducer? producer = null)
    {
        _source = source;
        _producer = producer;
        _log = log;
        _queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
        _loop = Task.Run(WriteBatchesAsync);
    }

    public async Task WriteAsync(AuditEvent e)
    {
        var pending = new Pending(e);
        // Full means refuse, never drop and never wait: the reader of personal data is turned away instead.
        if (!_queue.Writer.TryWrite(pending))
        {
            _producer?.Lose(e.Stamp, e.Id);
            throw new AuditUnavailableException("The audit queue is full.");
        }

        try
        {
            await pending.Durable.Task.WaitAsync(s_deadline);
        }
        catch (TimeoutException late)
        {
            throw new AuditUnavailableException("The audit event was not durable in time.", late);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        if (_connection is not null) await _connection.DisposeAsync();
    }

    private async Task WriteBatchesAsync()
    {
        var batch = new List<Pending>(BatchLength);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < BatchLength && _queue.Reader.TryRead(out var next)) batch.Add(next);
            await WriteAsync(batch);
            batch.Clear();
        }
    }

    private async Task WriteAsync(List<Pending> batch)
    {
        try
        {
            using var deadline = new CancellationTokenSource(s_deadline);
            _connection ??= await OpenAsync(deadline.Token);
            await AuditStore.AppendAsync(_connection, batch.ConvertAll(p => p.Event), deadline.Token);
            foreach (var pending in batch) pending.Durable.TrySetResult();
        }
        catch (Exception failure)
        {
            // Every failure ends the same way: each waiter is told that nothing was recorded, and nothing is shown.
            _log.LogError(failure, "{Count} audit events could not be written", batch.Count);
            foreach (var pending in batch)
            {
                _producer?.Lose(pending.Event.Stamp, pending.Event.Id);
                pending.Durable.TrySetException(new AuditUnavailableException("The audit log cannot be written.", failure));
            }

            await DropConnectionAsync();
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        var connection = await _source.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand("select current_setting('synchronous_commit')", connection);
        // With "off" PostgreSQL acknowledges events that a crash then loses.
        if ((string?)await command.ExecuteScalarAsync(ct) is not "off" and not null) return connection;
        await connection.DisposeAsync();
        throw new AuditUnavailableException("synchronous_commit is off: acknowledged events could be lost.");
    }

    private async Task DropConnectionAsync()
    {
        if (_connection is null) return;
        var broken = _connection;
        _connection = null;
        await broken.DisposeAsync();
    }

    private sealed record Pending(AuditEvent Event)
    {
        public TaskCompletionSource Durable { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
