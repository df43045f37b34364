using Npgsql;
using NpgsqlTypes;
using Post.Kernel.Data;

namespace Post.Kernel.Imports;

/// <summary>The table of runs, on the connection of the request.</summary>
public sealed class ImportRuns(DbSession session)
{
    private const string Columns = """
        id, kind, file_name, file_sha256, file_bytes, layout, encoding, as_of, dry_run, all_or_nothing, state,
        rows_read, accepted, held, rejected, unchanged, bytes_read, summary::text, problem, root_event, requested_by,
        requested_at, finished_at, profile_id,
        (select p.name from kernel.import_profile p where p.id = profile_id), system_code
        """;

    public async Task AddAsync(ImportRun run, IReadOnlyList<string> extraColumns, CancellationToken ct)
    {
        await using var command = Command(
            """
            insert into kernel.import_run (id, kind, file_name, file_sha256, file_bytes, layout, encoding, extra_columns, as_of,
              dry_run, all_or_nothing, state, root_event, requested_by, requested_at, profile_id, system_code)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            """,
            run.Id, run.Kind, run.FileName, run.FileSha256, run.FileBytes, run.Layout, run.Encoding, extraColumns.ToArray(),
            run.AsOf, run.DryRun, run.AllOrNothing, run.State.ToString(), run.RootEvent!, run.RequestedBy,
            run.RequestedAt.UtcDateTime, Nullable(run.ProfileId, NpgsqlDbType.Uuid), run.SystemCode);
        await command.ExecuteNonQueryAsync(ct);
    }

    public Task<ImportRun?> FindAsync(Guid id, CancellationToken ct) => OneAsync("where id = $1", ct, id);

    /// <summary>Holds the row until the transaction ends, so that two steps never work on one run at a time.</summary>
    public Task<ImportRun?> LockAsync(Guid id, CancellationToken ct) => OneAsync("where id = $1 for update", ct, id);

    /// <summary>A run of the very same file, for the same day and in the same manner, that has not ended.</summary>
    public Task<ImportRun?> FindOpenAsync(
        string kind, string sha256, DateOnly asOf, bool dryRun, Guid? profile, CancellationToken ct) => OneAsync(
        """
        where kind = $1 and file_sha256 = $2 and as_of = $3 and dry_run = $4 and profile_id is not distinct from $5
          and state in ('Received', 'Staging', 'Staged', 'Promoting', 'Failed') order by requested_at desc limit 1
        """, ct, kind, sha256, asOf, dryRun, Nullable(profile, NpgsqlDbType.Uuid));

    /// <summary>Newest first; ids are made in the order of time.</summary>
    public async Task<IReadOnlyList<ImportRun>> RecentAsync(Guid? before, int limit, CancellationToken ct) => before is { } last
        ? await ManyAsync("where id < $2 order by id desc limit $1", ct, limit, last)
        : await ManyAsync("order by id desc limit $1", ct, limit);

    public async Task<IReadOnlyList<Guid>> OpenAsync(CancellationToken ct)
    {
        var open = await ManyAsync("where state in ('Received', 'Staging', 'Staged', 'Promoting') order by requested_at limit 20", ct);
        return [.. open.Select(r => r.Id)];
    }

    public async Task SetStateAsync(Guid id, ImportState state, string? problem, DateTimeOffset? finishedAt, CancellationToken ct)
    {
        await using var command = Command(
            "update kernel.import_run set state = $2, problem = $3, finished_at = $4, heartbeat_at = now() where id = $1",
            id, state.ToString(), Nullable(problem), Nullable(finishedAt?.UtcDateTime, NpgsqlDbType.TimestampTz));
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task SetProgressAsync(Guid id, ImportCounts counts, long bytesRead, CancellationToken ct)
    {
        await using var command = Command(
            """
            update kernel.import_run set state = 'Staging', rows_read = $2, accepted = $3, held = $4, rejected = $5,
              unchanged = $6, bytes_read = $7, heartbeat_at = now()
            where id = $1
            """, id, counts.Rows, counts.Accepted, counts.Held, counts.Rejected, counts.Unchanged, bytesRead);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task SetSummaryAsync(Guid id, ImportCounts counts, string summary, CancellationToken ct)
    {
        await using var command = Command(
            """
            update kernel.import_run set rows_read = $2, accepted = $3, held = $4, rejected = $5, unchanged = $6,
              summary = $7::jsonb, bytes_read = file_bytes, heartbeat_at = now()
            where id = $1
            """, id, counts.Rows, counts.Accepted, counts.Held, counts.Rejected, counts.Unchanged, summary);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<ImportRun?> OneAsync(string where, CancellationToken ct, params object[] values) =>
        (await ManyAsync(where, ct, values)).SingleOrDefault();

    private async Task<List<ImportRun>> ManyAsync(string where, CancellationToken ct, params object[] values)
    {
        await session.OpenAsync(ct);
        await using var command = Command($"select {Columns} from kernel.import_run {where}", values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var runs = new List<ImportRun>();
        while (await reader.ReadAsync(ct)) runs.Add(Read(reader));
        return runs;
    }

    private static ImportRun Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt64(4), r.GetString(5), r.GetString(6),
        r.GetFieldValue<DateOnly>(7), r.GetBoolean(8), r.GetBoolean(9), Enum.Parse<ImportState>(r.GetString(10)),
        new ImportCounts(r.GetInt64(11), r.GetInt64(12), r.GetInt64(13), r.GetInt64(14), r.GetInt64(15)), r.GetInt64(16),
        Text(r, 17), Text(r, 18), r.IsDBNull(19) ? null : r.GetGuid(19), r.GetString(20),
        r.GetFieldValue<DateTimeOffset>(21), r.IsDBNull(22) ? null : r.GetFieldValue<DateTimeOffset>(22))
    {
        ProfileId = r.IsDBNull(23) ? null : r.GetGuid(23),
        ProfileName = Text(r, 24),
        SystemCode = r.GetString(25),
    };

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, session.Connection);
        foreach (var value in values)
        {
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type = NpgsqlDbType.Text) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
