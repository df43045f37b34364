using System.Data;
using Npgsql;

namespace Post.Kernel.Data;

/// <summary>A lock that one process at a time can hold; it goes with its connection, so a dead process frees it.</summary>
public sealed class AdvisoryLock : IAsyncDisposable
{
    private AdvisoryLock(NpgsqlConnection connection) => Connection = connection;

    public NpgsqlConnection Connection { get; }

    /// <returns>Null when another holds it.</returns>
    public static async Task<AdvisoryLock?> TryTakeAsync(NpgsqlDataSource source, string name, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        try
        {
            await using var command = new NpgsqlCommand("select pg_try_advisory_lock(hashtextextended($1, 0))", connection);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
            if (await command.ExecuteScalarAsync(ct) is true) return new AdvisoryLock(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // A pooled connection keeps its session, and so its locks, until its next use: the lock must be given back here.
            if (Connection.FullState is ConnectionState.Open)
            {
                await using var command = new NpgsqlCommand("select pg_advisory_unlock_all()", Connection);
                await command.ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
        catch (NpgsqlException)
        {
            // The connection is gone, and the lock with it.
        }
        finally
        {
            await Connection.DisposeAsync();
        }
    }
}
