using Npgsql;

namespace Post.EndToEnd.Tests.Endurance;

/// <summary>What is in the record, without the ids and instants that differ from one making to the next.</summary>
internal static class RecordDigest
{
    // Staged rows are kept for a person to look at. Published copies carry addresses made of ids; who is published is compared.
    private const string Tables = """
        select c.table_schema || '.' || c.table_name,
          string_agg(quote_ident(c.column_name), ', ' order by c.ordinal_position)
        from information_schema.columns c
        where c.data_type not in ('uuid', 'timestamp with time zone') and c.table_name not like 'staged%'
          and (c.table_schema in ('certification', 'standards') or (c.table_schema, c.column_name) = ('published', 'officer_number'))
        group by c.table_schema, c.table_name
        order by 1
        """;

    public static async Task<IReadOnlyList<string>> OfAsync(string superuser)
    {
        await using var connection = new NpgsqlConnection(superuser);
        await connection.OpenAsync();
        var tables = new List<(string Name, string Columns)>();
        await using (var list = new NpgsqlCommand(Tables, connection))
        {
            await using var reader = await list.ExecuteReaderAsync();
            while (await reader.ReadAsync()) tables.Add((reader.GetString(0), reader.GetString(1)));
        }

        var digest = new List<string>();
        foreach (var (name, columns) in tables)
        {
            await using var count = new NpgsqlCommand(
                $"select count(*) || ' ' || coalesce(md5(string_agg(r, chr(10) order by r collate \"C\")), '') from (select row({columns})::text as r from {name}) t",
                connection);
            digest.Add($"{name} {await count.ExecuteScalarAsync()}");
        }

        return digest;
    }
}
