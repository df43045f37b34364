using Npgsql;

namespace Post.Kernel.Data;

/// <summary>
/// Has PostgreSQL look at tables after much was written to them: a plan that takes a full table for an empty one goes
/// through it once for every row of another.
/// </summary>
public static class TableStatistics
{
    /// <summary>Fewer rows than these change no plan.</summary>
    private const long WorthLooking = 1_000;

    /// <param name="connection">In the transaction that wrote them: its own rows are seen.</param>
    /// <param name="rows">How many were written.</param>
    /// <param name="table">Schema-qualified; a constant of the code, never a user's text.</param>
    /// <param name="ct">Stops waiting.</param>
    public static Task TakeOfTableAsync(NpgsqlConnection connection, long rows, string table, CancellationToken ct) =>
        TakeAsync(connection, rows, "select kernel.take_statistics(array[$1::regclass])", table, ct);

    /// <summary>The same of every table in the schema of a table.</summary>
    public static Task TakeOfSchemaAsync(NpgsqlConnection connection, long rows, string table, CancellationToken ct) => TakeAsync(
        connection, rows,
        """
        select kernel.take_statistics(array(
          select t.oid::regclass from pg_class t join pg_class one on one.relnamespace = t.relnamespace
          where one.oid = $1::regclass and t.relkind = 'r'))
        """, table, ct);

    private static async Task TakeAsync(NpgsqlConnection connection, long rows, string sql, string table, CancellationToken ct)
    {
        if (rows < WorthLooking) return;
        await using var command = connection.LongCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        await command.ExecuteNonQueryAsync(ct);
    }
}
