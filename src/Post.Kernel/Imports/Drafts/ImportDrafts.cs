using Npgsql;
using NpgsqlTypes;
using Post.Kernel.Data;

namespace Post.Kernel.Imports.Drafts;

/// <summary>A file that was kept and can be read, and whose columns wait to be mapped.</summary>
public sealed record ImportDraft(
    Guid Id,
    string FileName,
    string FileSha256,
    long FileBytes,
    string Encoding,
    string? Kind,
    DateOnly? AsOf,
    string MadeBy,
    DateTimeOffset MadeAt,
    DateTimeOffset? EndedAt);

/// <summary>The table of drafts, on the connection of the request.</summary>
public sealed class ImportDrafts(DbSession session)
{
    private const string Columns = "id, file_name, file_sha256, file_bytes, encoding, kind, as_of, made_by, made_at, ended_at";

    public async Task AddAsync(ImportDraft draft, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            $"insert into kernel.import_draft ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null)", session.Connection);
        foreach (var value in (object[])[draft.Id, draft.FileName, draft.FileSha256, draft.FileBytes, draft.Encoding])
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        command.Parameters.Add(new NpgsqlParameter { Value = draft.Kind ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = draft.AsOf ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
        command.Parameters.Add(new NpgsqlParameter { Value = draft.MadeBy });
        command.Parameters.Add(new NpgsqlParameter { Value = draft.MadeAt.UtcDateTime });
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<ImportDraft?> FindAsync(Guid id, CancellationToken ct) =>
        (await ManyAsync("where id = $1", id, ct)).SingleOrDefault();

    /// <summary>Drafts that nobody has finished, newest first.</summary>
    public Task<IReadOnlyList<ImportDraft>> OpenAsync(int limit, CancellationToken ct) =>
        ManyAsync("where ended_at is null order by id desc limit $1", limit, ct);

    public async Task EndAsync(Guid id, DateTimeOffset at, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            "update kernel.import_draft set ended_at = $2 where id = $1 and ended_at is null", session.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = at.UtcDateTime });
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<IReadOnlyList<ImportDraft>> ManyAsync(string where, object value, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand($"select {Columns} from kernel.import_draft {where}", session.Connection);
        command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var drafts = new List<ImportDraft>();
        while (await reader.ReadAsync(ct)) drafts.Add(Read(reader));
        return drafts;
    }

    private static ImportDraft Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetInt64(3), r.GetString(4), r.IsDBNull(5) ? null : r.GetString(5),
        r.IsDBNull(6) ? null : r.GetFieldValue<DateOnly>(6), r.GetString(7), r.GetFieldValue<DateTimeOffset>(8),
        r.IsDBNull(9) ? null : r.GetFieldValue<DateTimeOffset>(9));
}
