using System.Security.Cryptography;
using Npgsql;
using Post.Verifier.Sources;

namespace Post.Verifier.Export;

/// <summary>Leaves from the first to before the end, the size under a checkpoint.</summary>
internal sealed record LogRange(long First, long End);

/// <summary>Ranges and hashes of the tree, read from leaves and tiles.</summary>
internal sealed class TreeRows(DatabaseSource source)
{
    /// <summary>A month goes to the first checkpoint that covers it whole; before its end, to the last there is.</summary>
    public async Task<LogRange> RangeAsync(DateOnly? month, CancellationToken ct)
    {
        await using var connection = await CopyFeed.InSnapshotAsync(source.Connection, source.Snapshot, ct);
        await using var command = new NpgsqlCommand("""
            with bounds as (
              select coalesce(case when $1 is null then 0 else (select min(idx) from audit.leaf where at_db >= $1) end,
                  (select coalesce(max(size), 0) from audit.checkpoint)) as first,
                (select min(idx) from audit.leaf where at_db >= $2) as next)
            select first, coalesce((select min(size) from audit.checkpoint where size >= next and next is not null),
              (select coalesce(max(size), 0) from audit.checkpoint)) from bounds
            """, connection) { CommandTimeout = 0 };
        command.Parameters.Add(Day(month));
        command.Parameters.Add(Day(month?.AddMonths(1)));
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new LogRange(reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>The perfect subtrees over the first leaves, the largest first.</summary>
    public async Task<IReadOnlyList<byte[]>> SubtreesAsync(long leaves, CancellationToken ct)
    {
        var subtrees = new List<byte[]>();
        var at = 0L;
        for (var height = 62; height >= 0; height--)
        {
            if ((leaves >> height & 1) == 0) continue;
            var level = height / 8;
            subtrees.Add(Perfect(await HashesAsync(level, at >> (8 * level), 1 << (height % 8), ct)));
            at += 1L << height;
        }

        return subtrees;
    }

    /// <summary>Hashes of one level: leaves, or the roots of the full tiles below.</summary>
    public async Task<IReadOnlyList<byte[]>> HashesAsync(int level, long first, int count, CancellationToken ct)
    {
        await using var connection = await CopyFeed.InSnapshotAsync(source.Connection, source.Snapshot, ct);
        await using var command = new NpgsqlCommand(level == 0
            ? "select leaf_hash from audit.leaf where idx >= $1 and idx < $1 + $2 order by idx"
            : "select hashes from audit.tile where idx >= $1 and idx < $1 + $2 and level = $3 order by idx", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = first });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = count });
        if (level > 0) command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)(level - 1) });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var hashes = new List<byte[]>();
        while (await reader.ReadAsync(ct)) hashes.Add(Perfect([.. reader.GetFieldValue<byte[]>(0).Chunk(32)]));
        return hashes;
    }

    public async Task<CopyRows> CopyAsync(string query, int columns, CancellationToken ct)
    {
        var connection = await CopyFeed.InSnapshotAsync(source.Connection, source.Snapshot, ct);
        var copy = await connection.BeginRawBinaryCopyAsync($"copy ({query}) to stdout (format binary)", ct);
        return new CopyRows(copy, columns, connection);
    }

    private static byte[] Perfect(IReadOnlyList<byte[]> hashes)
    {
        var row = hashes;
        while (row.Count > 1)
        {
            row = [.. row.Chunk(2).Select(pair => SHA256.HashData([1, .. pair[0], .. pair[1]]))];
        }

        return row[0];
    }

    private static NpgsqlParameter Day(DateOnly? day) => new()
    {
        Value = day?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) ?? (object)DBNull.Value,
        NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz,
    };
}
