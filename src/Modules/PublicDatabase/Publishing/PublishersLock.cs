using Npgsql;
using Post.Kernel.Data;

namespace Post.PublicDatabase.Publishing;

/// <summary>
/// One publisher at a time, until its request has ended: else a slow one that read the facts before a withdrawal could write
/// its old copy after it. Each takes a numbered turn. Who read the facts with the lock in hand may write them; who read them
/// before may only if nobody else took a turn since.
/// </summary>
internal sealed class PublishersLock(DbSession session)
{
    private const string LockSql = "select pg_advisory_xact_lock(hashtext('post.publisher'))";
    private const string TurnSql = "select nextval('public_database.publisher_turn')";
    private const string LastSql = "select case when is_called then last_value else 0 end from public_database.publisher_turn";

    /// <summary>Waits for the lock; returns the number of the turn.</summary>
    public async Task<long> TakeAsync(CancellationToken ct)
    {
        // Two statements: the number must not be drawn while waiting.
        await using var take = new NpgsqlCommand(LockSql, session.Connection);
        await take.ExecuteNonQueryAsync(ct);
        return await NumberAsync(TurnSql, ct);
    }

    /// <summary>The last turn that anybody took, whether or not it has ended.</summary>
    public Task<long> LastTurnAsync(CancellationToken ct) => NumberAsync(LastSql, ct);

    private async Task<long> NumberAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, session.Connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
