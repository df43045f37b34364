using Npgsql;

namespace Post.PublicDatabase.Publishing;

/// <summary>Which once published addresses lead to which officer's, for some of them.</summary>
/// <param name="Into">Address to the one it leads to.</param>
/// <param name="Looked">Officers looked at: what else leads from or to these leads nowhere now.</param>
internal sealed record MovedAddresses(IReadOnlyDictionary<string, string> Into, IReadOnlyCollection<string> Looked)
{
    public static readonly MovedAddresses None = new(new Dictionary<string, string>(), []);
}

/// <summary>One address that leads on from now on, or no more.</summary>
internal sealed record MovedAddress(string Key, string? Into);

/// <summary>Statements on <c>published.officer_moved</c>.</summary>
internal static class PublishedMoveSql
{
    public static async Task<IReadOnlyList<MovedAddress>> ChangesAsync(
        NpgsqlDataSource publisher, MovedAddresses wanted, CancellationToken ct)
    {
        if (wanted.Looked.Count == 0) return [];
        await using var command = publisher.CreateCommand(
            "select key, into_key from published.officer_moved where key = any ($1) or into_key = any ($1)");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. wanted.Looked] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var standing = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct)) standing.Add(reader.GetString(0), reader.GetString(1));
        return
        [
            .. standing.Keys.Where(k => !wanted.Into.ContainsKey(k)).Select(k => new MovedAddress(k, null)),
            .. wanted.Into.Where(w => standing.GetValueOrDefault(w.Key) != w.Value).Select(w => new MovedAddress(w.Key, w.Value)),
        ];
    }

    public static async Task WriteAsync(NpgsqlConnection connection, IReadOnlyList<MovedAddress> changes, CancellationToken ct)
    {
        if (changes.Count == 0) return;
        await using var command = new NpgsqlCommand(
            """
            with change as (select * from unnest($1::text[], $2::text[]) as c (key, into_key)), gone as (
              delete from published.officer_moved where key in (select key from change where into_key is null)
            )
            insert into published.officer_moved (key, into_key) select key, into_key from change where into_key is not null
            on conflict (key) do update set into_key = excluded.into_key
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. changes.Select(c => c.Key)] });
        command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = [.. changes.Select(c => c.Into)] });
        await command.ExecuteNonQueryAsync(ct);
    }
}
