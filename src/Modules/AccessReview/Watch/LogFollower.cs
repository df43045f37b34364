using Npgsql;
using Post.AccessReview.Domain;
using Post.AccessReview.Log;

namespace Post.AccessReview.Watch;

/// <summary>
/// Follows the log in the order of transactions, up to before the oldest that is still open: no event can appear behind what
/// was read, however late its transaction commits, so nothing is left out.
/// </summary>
internal static class LogFollower
{
    /// <summary>The act of following is itself in the log and must not call for another.</summary>
    public const string OwnAction = "log.watched";

    public static Task<List<LogEvent>> AfterAsync(this LogSession session, WatchCursor cursor, int limit, CancellationToken ct)
    {
        var sql = new LogSql();
        sql.Add($"select {LogEvent.Columns} from audit.event_seen e where {Behind(sql, (ulong)cursor.Tx, cursor.EventId)}")
            .Add($"order by e.tx, e.id limit {sql.Number(limit)}");
        return session.RowsAsync(sql, LogEvent.Read, ct);
    }

    /// <summary>Whether there is anything to follow; it tells that alone and nobody's data, so no request need be made for it.</summary>
    public static async Task<bool> IsBehindAsync(NpgsqlDataSource reviewer, long tx, Guid eventId, CancellationToken ct)
    {
        var sql = new LogSql();
        sql.Add($"select exists (select from audit.event_seen e where {Behind(sql, (ulong)tx, eventId)} and e.action <> {sql.Word(OwnAction)})");
        await using var command = reviewer.CreateCommand(sql.Text);
        foreach (var value in sql.Values) command.Parameters.Add(value);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    private static string Behind(LogSql sql, ulong tx, Guid eventId) =>
        $"(e.tx, e.id) > ({sql.Transaction(tx)}, {sql.Id(eventId)}) and e.tx < pg_snapshot_xmin(pg_current_snapshot())";
}
