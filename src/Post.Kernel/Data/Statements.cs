using Npgsql;

namespace Post.Kernel.Data;

/// <summary>Plain SQL on the connection of the request, for the kernel's own tables.</summary>
internal static class Statements
{
    public static async Task<int> ExecuteAsync(this DbSession session, string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = await CommandAsync(session, sql, values, ct);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The first column of the first row; null when there is none.</summary>
    public static async Task<object?> ScalarAsync(this DbSession session, string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = await CommandAsync(session, sql, values, ct);
        return await command.ExecuteScalarAsync(ct) is { } found and not DBNull ? found : null;
    }

    public static async Task<IReadOnlyList<T>> RowsAsync<T>(
        this DbSession session, string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params object?[] values)
    {
        await using var command = await CommandAsync(session, sql, values, ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(read(reader));
        return rows;
    }

    public static T? OrNull<T>(this NpgsqlDataReader reader, int column) where T : struct =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    public static string? TextOrNull(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static T Word<T>(this NpgsqlDataReader reader, int column) where T : struct, Enum => Enum.Parse<T>(reader.GetString(column));

    private static async Task<NpgsqlCommand> CommandAsync(DbSession session, string sql, object?[] values, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        var command = new NpgsqlCommand(sql, session.Connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = Plain(value) });
        }

        return command;
    }

    // Instants are kept in UTC, and an enumeration by its word.
    private static object Plain(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset instant => instant.UtcDateTime,
        Enum word => word.ToString(),
        _ => value,
    };
}
