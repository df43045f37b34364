using Npgsql;
using NpgsqlTypes;
using Post.Kernel.Data;
using Post.Verifier.Archive;

namespace Post.App.Archive;

/// <summary>A month of the log in the archive, as the book has it.</summary>
public sealed record ArchiveRow(
    DateOnly Month, long Events, long First, long End, byte[] Root, byte[] Digest, string Folder, bool Witnessed, DateTimeOffset ArchivedAt,
    DateTimeOffset? CheckedAt, string? Damage);

/// <summary>Which months are archived; rows are added and their checks noted, never taken away.</summary>
internal sealed class ArchiveBook(DbSession session)
{
    public async Task<IReadOnlyList<ArchiveRow>> AllAsync(CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            "select month, events, first, \"end\", root, digest, folder, witnessed, archived_at, checked_at, damage from kernel.log_archive order by month desc",
            session.Connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<ArchiveRow>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new ArchiveRow(
                reader.GetFieldValue<DateOnly>(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetFieldValue<byte[]>(4),
                reader.GetFieldValue<byte[]>(5), reader.GetString(6), reader.GetBoolean(7), reader.GetFieldValue<DateTimeOffset>(8),
                reader.IsDBNull(9) ? null : reader.GetFieldValue<DateTimeOffset>(9), reader.IsDBNull(10) ? null : reader.GetString(10)));
        }

        return rows;
    }

    public async Task AddAsync(ArchivedMonth month, bool witnessed, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            insert into kernel.log_archive (month, events, first, "end", root, digest, folder, witnessed, archived_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, session.Connection);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = month.Month });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = month.Events });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = month.First });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = month.End });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = month.Root });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = month.Digest });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = month.Folder });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = witnessed });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime });
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task CheckedAsync(DateOnly month, string? damage, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("update kernel.log_archive set checked_at = $2, damage = $3 where month = $1", session.Connection);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = month });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)damage ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(ct);
    }
}
