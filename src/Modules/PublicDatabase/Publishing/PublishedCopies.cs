using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Publishing;

/// <summary>What one publication changed.</summary>
internal sealed record CopiesWritten(int Written, int Withdrawn, int Agencies, long? Version);

/// <summary>
/// The only writer of the <c>published</c> schema, under its own role and in a transaction of its own. The version
/// moves, and readers are told, only when a byte moved; so the same facts written twice leave no trace.
/// </summary>
internal sealed class PublishedCopies(
    [FromKeyedServices(PublicDatabaseModule.Publisher)] NpgsqlDataSource publisher, PublicationLease lease)
{
    private const string StandingSql = """
        select o.key, o.first_name, o.surname, o.suffix, o.doc_sha256, o.visible_until, o.named_agency_keys
        from unnest($1) as asked (key) join published.officer o on o.key = asked.key
        """;

    public async Task<Dictionary<string, StandingRow>> StandingAsync(IReadOnlyCollection<string> keys,
        CancellationToken ct)
    {
        await using var command = publisher.CreateCommand(StandingSql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. keys] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var standing = new Dictionary<string, StandingRow>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct))
        {
            var row = new StandingRow(
                reader.GetString(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.GetFieldValue<byte[]>(4),
                reader.IsDBNull(5) ? null : reader.GetFieldValue<DateOnly>(5),
                reader.GetFieldValue<string[]>(6));
            standing.Add(row.Key, row);
        }

        return standing;
    }

    public Task<HashSet<string>> AllKeysAsync(CancellationToken ct) =>
        KeysAsync("select key from published.officer", [], ct);

    public Task<HashSet<string>> NamingAsync(IReadOnlyCollection<string> agencyKeys, CancellationToken ct) =>
        KeysAsync("select key from published.officer where named_agency_keys && $1", agencyKeys, ct);

    /// <summary>Makes the copies of these officers and of the agencies they name what they must be now.</summary>
    /// <param name="rows">Every officer to show.</param>
    /// <param name="withdrawn">Keys that must not be there.</param>
    /// <param name="standing">What stands under all these keys, read after the publishers' lock was taken.</param>
    /// <param name="agencyKeys">Further agencies to look at.</param>
    /// <param name="agencies">Every agency.</param>
    /// <param name="ct">Ends the work before the commit.</param>
    /// <param name="moved">Addresses that lead on; left out where none may have changed.</param>
    /// <param name="inRebuild">
    /// Whether a rebuild goes on after this, which in the end looks at every agency and waits out the lease: what only adds
    /// is left to that. What takes away is not.
    /// </param>
    public async Task<CopiesWritten> WriteAsync(
        IReadOnlyCollection<PublishedRow> rows,
        IReadOnlyCollection<string> withdrawn,
        IReadOnlyDictionary<string, StandingRow> standing,
        IReadOnlyCollection<string> agencyKeys,
        AgencyBook agencies,
        CancellationToken ct,
        MovedAddresses? moved = null,
        bool inRebuild = false)
    {
        var leading = await PublishedMoveSql.ChangesAsync(publisher, moved ?? MovedAddresses.None, ct);
        PublishedRow[] changed = [.. rows.Where(r => !standing.TryGetValue(r.Key, out var old) || !old.IsSameAs(r))];
        string[] gone = [.. withdrawn.Where(standing.ContainsKey)];
        HashSet<string> touched = [.. changed.SelectMany(r => r.NamedAgencyKeys)];
        if (inRebuild && touched.Count > 0) touched.ExceptWith(await KeysAsync("select key from published.agency", [], ct));
        touched.UnionWith(agencyKeys);
        // One that is named no more may have to go, and that never waits.
        touched.UnionWith(changed.Select(r => r.Key).Concat(gone).Where(standing.ContainsKey).SelectMany(k => standing[k].NamedAgencyKeys));
        if (changed.Length + gone.Length + touched.Count + leading.Count == 0) return new CopiesWritten(0, 0, 0, null);

        await using var connection = await publisher.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await PublishedOfficerSql.DeleteAsync(connection, gone, ct);
        await PublishedOfficerSql.AddAsync(connection, [.. changed.Where(r => !standing.ContainsKey(r.Key))], ct);
        await PublishedOfficerSql.UpsertAsync(connection, [.. changed.Where(r => standing.ContainsKey(r.Key))], ct);
        await PublishedMoveSql.WriteAsync(connection, leading, ct);
        var renewed = await PublishedAgencySql.RefreshAsync(connection, touched, agencies, ct);
        long? version = changed.Length + gone.Length + renewed + leading.Count > 0 ? await MoveAsync(connection, ct) : null;
        // Not cancellable: whether a withdrawal happened must never be in doubt.
        await transaction.CommitAsync(CancellationToken.None);
        var onlyAdds = gone.Length + leading.Count == 0 && !changed.Any(r => standing.ContainsKey(r.Key));
        if (version is not null && !(inRebuild && onlyAdds)) await lease.WaitOutAsync();
        return new CopiesWritten(changed.Length, gone.Length, renewed, version);
    }

    private static async Task<long> MoveAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            with moved as (
              update published.state
              set version = version + 1, data_through = (select max(data_through) from published.officer)
              returning version)
            select version, pg_notify('published', version::text) from moved
            """, connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task<HashSet<string>> KeysAsync(string sql, IReadOnlyCollection<string> agencyKeys,
        CancellationToken ct)
    {
        await using var command = publisher.CreateCommand(sql);
        if (agencyKeys.Count > 0)
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. agencyKeys] });
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct)) keys.Add(reader.GetString(0));
        return keys;
    }
}
