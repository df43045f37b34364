using Npgsql;
using NpgsqlTypes;
using Post.Kernel.Data;
using Post.Kernel.Imports.Reading;

namespace Post.Kernel.Imports.Profiles;

/// <summary>The table of profiles, on the connection of the request; a row is never overwritten but for its end.</summary>
public sealed class ImportProfiles(DbSession session)
{
    private const string Columns = """
        id, kind, name, version, delimiter, sheet, as_of_rule, header, rules::text, made_by, made_at, superseded_at,
        retired_at, retired_by, retired_because
        """;

    private const string Live = "superseded_at is null and retired_at is null";

    public async Task<ImportProfile?> FindAsync(Guid id, CancellationToken ct) =>
        (await ManyAsync("where id = $1", ct, id)).SingleOrDefault();

    /// <summary>Those that new files may be read by; of one kind, or of all.</summary>
    public Task<IReadOnlyList<ImportProfile>> LiveAsync(string? kind, CancellationToken ct) => string.IsNullOrEmpty(kind)
        ? ManyAsync($"where {Live} order by kind, lower(name)", ct)
        : ManyAsync($"where {Live} and kind = $1 order by lower(name)", ct, kind);

    /// <summary>All versions under a name, newest first.</summary>
    public Task<IReadOnlyList<ImportProfile>> VersionsAsync(string kind, string name, CancellationToken ct) =>
        ManyAsync("where kind = $1 and lower(name) = lower($2) order by version desc", ct, kind, name);

    /// <summary>Also those no longer in use; newest first, by key.</summary>
    public Task<IReadOnlyList<ImportProfile>> PageAsync(Guid? before, int limit, CancellationToken ct) => before is { } last
        ? ManyAsync("where superseded_at is null and id < $1 order by id desc limit $2", ct, last, limit)
        : ManyAsync("where superseded_at is null order by id desc limit $1", ct, limit);

    public async Task AddAsync(ImportProfile profile, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = Command(
            """
            insert into kernel.import_profile (id, kind, name, version, delimiter, sheet, as_of_rule, header, header_fingerprint,
              rules, made_by, made_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11, $12)
            """,
            profile.Id, profile.Kind, profile.Name, profile.Version, profile.Reading.Delimiter.ToString(), Text(profile.Reading.Sheet),
            profile.AsOfRule.ToString(), profile.Header.ToArray(), ImportProfile.Fingerprint(profile.Header),
            FieldRules.Write(profile.Fields), profile.MadeBy, profile.MadeAt.UtcDateTime);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task SupersedeAsync(Guid id, DateTimeOffset at, CancellationToken ct)
    {
        await using var command = Command("update kernel.import_profile set superseded_at = $2 where id = $1", id, at.UtcDateTime);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task RetireAsync(Guid id, DateTimeOffset at, string by, string because, CancellationToken ct)
    {
        await using var command = Command(
            "update kernel.import_profile set retired_at = $2, retired_by = $3, retired_because = $4 where id = $1",
            id, at.UtcDateTime, by, because);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Holds whoever saves or retires under the name until the transaction ends.</summary>
    public async Task LockNameAsync(string kind, string name, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = Command("select pg_advisory_xact_lock(hashtextextended($1, 0))", $"post.import-profile.{kind}.{name.ToLowerInvariant()}");
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<IReadOnlyList<ImportProfile>> ManyAsync(string where, CancellationToken ct, params object[] values)
    {
        await session.OpenAsync(ct);
        await using var command = Command($"select {Columns} from kernel.import_profile {where}", values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var profiles = new List<ImportProfile>();
        while (await reader.ReadAsync(ct)) profiles.Add(Read(reader));
        return profiles;
    }

    private static ImportProfile Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetInt32(3),
        new ReadingOptions(r.GetString(4)[0], r.IsDBNull(5) ? null : r.GetString(5)), Enum.Parse<AsOfRule>(r.GetString(6)),
        r.GetFieldValue<string[]>(7), FieldRules.Read(r.GetString(8)), r.GetString(9), r.GetFieldValue<DateTimeOffset>(10))
    {
        SupersededAt = r.IsDBNull(11) ? null : r.GetFieldValue<DateTimeOffset>(11),
        RetiredAt = r.IsDBNull(12) ? null : r.GetFieldValue<DateTimeOffset>(12),
        RetiredBy = r.IsDBNull(13) ? null : r.GetString(13),
        RetiredBecause = r.IsDBNull(14) ? null : r.GetString(14),
    };

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, session.Connection);
        foreach (var value in values) command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        return command;
    }

    private static NpgsqlParameter Text(string? value) => new() { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
