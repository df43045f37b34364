using System.Text.Json;
using Npgsql;
using Post.PublicDatabase.Domain;

namespace Post.PublicDatabase.Publishing;

/// <summary>Statements on <c>published.agency</c>.</summary>
internal static class PublishedAgencySql
{
    // From here on one pass over all officers costs less than a look into the index for each agency.
    private const int ManyKeys = 16;

    private const string CountSql = """
        select k.key, a.doc,
          exists (select from published.officer o where o.named_agency_keys @> array[k.key]),
          (select count(*)::integer from published.officer o where o.agency_keys @> array[k.key])
        from unnest($1::text[]) as k (key) left join published.agency a on a.key = k.key
        """;

    // Those that an officer serves are among those that the officer's document names.
    private const string CountManySql = """
        with named as (
          select a.key, count(*) filter (where a.key = any (o.agency_keys))::integer as officers
          from published.officer o, unnest(o.named_agency_keys) as a (key) group by a.key
        )
        select k.key, a.doc, n.key is not null, coalesce(n.officers, 0)
        from unnest($1::text[]) as k (key) left join published.agency a on a.key = k.key left join named n on n.key = k.key
        """;

    private const string UpsertSql = """
        insert into published.agency (key, name, county, other_spellings, officers, doc) values ($1, $2, $3, $4, $5, $6)
        on conflict (key) do update set name = excluded.name, county = excluded.county,
          other_spellings = excluded.other_spellings, officers = excluded.officers, doc = excluded.doc
        """;

    /// <summary>Brings the agencies under these keys up to date; returns how many rows moved.</summary>
    public static async Task<int> RefreshAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> keys, AgencyBook agencies, CancellationToken ct)
    {
        if (keys.Count == 0) return 0;
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (key, standing, named, officers) in await CountAsync(connection, keys, ct))
        {
            var agency = agencies.Publish(key, named, officers);
            var text = agency is null ? null : TextOf(agency);
            if (text == standing) continue;
            batch.BatchCommands.Add(agency is null ? Delete(key) : Upsert(agency, text!));
        }

        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(ct);
        return batch.BatchCommands.Count;
    }

    private static async Task<List<(string Key, string? Standing, bool Named, int Officers)>> CountAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(keys.Count < ManyKeys ? CountSql : CountManySql, connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. keys] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<(string, string?, bool, int)>();
        while (await reader.ReadAsync(ct))
        {
            found.Add((reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetBoolean(2),
                reader.GetInt32(3)));
        }

        return found;
    }

    private static string TextOf(PublishedAgency agency) =>
        JsonSerializer.Serialize(agency, OfficerDocumentJson.Readable.PublishedAgency);

    private static NpgsqlBatchCommand Delete(string key)
    {
        var command = new NpgsqlBatchCommand("delete from published.agency where key = $1");
        Add(command, key);
        return command;
    }

    private static NpgsqlBatchCommand Upsert(PublishedAgency agency, string text)
    {
        var command = new NpgsqlBatchCommand(UpsertSql);
        Add(command, agency.Key);
        Add(command, agency.Name);
        Add(command, agency.County);
        Add(command, agency.OtherSpellings.ToArray());
        Add(command, agency.Officers);
        Add(command, text);
        return command;
    }

    private static void Add<T>(NpgsqlBatchCommand to, T value) =>
        to.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
}
