using Npgsql;
using Post.Kernel.Requests;

namespace Post.Kernel.Data;

/// <summary>The one connection of a request: every module's context in the scope shares it, and so its transaction.</summary>
public sealed class DbSession(NpgsqlDataSource source, AuditTicket ticket) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;

    /// <exception cref="InvalidOperationException">No request runs in this scope: what it reads would be on no record.</exception>
    public NpgsqlConnection Connection => _connection ??= ticket.IsOpen
        ? source.CreateConnection()
        : throw new InvalidOperationException("No connection without a request: send one through the dispatcher.");

    public NpgsqlTransaction? Transaction { get; private set; }

    /// <summary>The server's process for the connection of the transaction, also after the connection broke.</summary>
    public int ServerProcess { get; private set; }

    public async Task BeginAsync(CancellationToken ct)
    {
        await OpenAsync(ct);
        ServerProcess = Connection.ProcessID;
        Transaction = await Connection.BeginTransactionAsync(ct);
    }

    public async Task OpenAsync(CancellationToken ct)
    {
        if (Connection.State is not System.Data.ConnectionState.Open) await Connection.OpenAsync(ct);
    }

    /// <summary>Ends the transaction by a statement that commits it among others.</summary>
    public async Task CommitAsync(Func<NpgsqlConnection, Task> commit)
    {
        await commit(Connection);
        await Transaction!.DisposeAsync();
        Transaction = null;
    }

    public async Task RollbackAsync()
    {
        if (Transaction is null) return;
        var open = Transaction;
        Transaction = null;
        // Rolls back what is still open; a commit that the server refused, and a broken connection, have done so already.
        if (Connection.FullState.HasFlag(System.Data.ConnectionState.Open)) await open.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Transaction is not null) await RollbackAsync();
        if (_connection is not null) await _connection.DisposeAsync();
    }
}
