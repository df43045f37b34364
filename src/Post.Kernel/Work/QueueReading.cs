using Npgsql;
using Post.Kernel.Data;

namespace Post.Kernel.Work;

/// <summary>Reads a queue that one statement can count.</summary>
public static class QueueReading
{
    /// <param name="session">The request's connection.</param>
    /// <param name="sql">Gives a count and the time of the oldest.</param>
    /// <param name="why">Why a person must look.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<QueueState> ReadQueueAsync(this DbSession session, string sql, string why, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, session.Connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var count = (int)reader.GetInt64(0);
        return count == 0 ? QueueState.Empty : new QueueState(count, reader.GetFieldValue<DateTimeOffset>(1), why);
    }
}
