using Npgsql;

namespace Post.Kernel.Data;

/// <summary>The one connection of a request: every module's context in the scope shares it, and so its transaction.</summary>
public sealed class DbSession(NpgsqlDataSource source) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;

    public NpgsqlConnection Connection => _connection ??= source.CreateConnection();

    public NpgsqlTransaction? Transaction { get; private set; }

    public async Task BeginAsync(CancellationToken ct)
    {
        await OpenAsync(ct);
        Transaction = await Connection.BeginTransactionAsync(ct);
    }

    public async Task OpenAsync(CancellationToken ct)
    {
        if (Connection.State is not System.Data.ConnectionState.Open) await Connection.OpenAsync(ct);
    }

    public async Task CommitAsync()
    {
        var open = Transaction!;
        // Whatever the commit answers, there is nothing left to roll back.
        Transaction = null;
        // Not cancellable: half a commit is a question nobody can answer.
        await open.CommitAsync(CancellationToken.None);
    }

    public async Task RollbackAsync()
    {
        if (Transaction is null) return;
        var open = Transaction;
        Transaction = null;
        // A broken connection has rolled back already.
        if (Connection.FullState.HasFlag(System.Data.ConnectionState.Open)) await open.RollbackAsync(CancellationToken.None);
        await open.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Transaction is not null) await RollbackAsync();
        if (_connection is not null) await _connection.DisposeAsync();
    }
}
