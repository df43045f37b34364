using Npgsql;

namespace Post.Architecture.Tests;

/// <summary>Questions to PostgreSQL's own catalogue, asked as superuser.</summary>
internal sealed class Catalogue(string connection)
{
    // Partitions repeat their parent.
    private const string Tables = """
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
        """;

    public Task<List<string>> TablesAsync() => ListAsync($"select n.nspname || '.' || c.relname {Tables} order by 1");

    /// <summary>Each column as <c>schema.table.column type [not null]</c>.</summary>
    public Task<List<string>> ColumnsAsync() => ListAsync($"""
        select n.nspname || '.' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
          || case when a.attnotnull then ' not null' else '' end
        from pg_attribute a join (select c.oid, c.relname, n.nspname {Tables}) c on c.oid = a.attrelid
        cross join lateral (select c.nspname) n
        where a.attnum > 0 and not a.attisdropped order by 1
        """);

    /// <summary>Each index, that of the primary key among them, as PostgreSQL would write it.</summary>
    public Task<List<string>> IndexesAsync() => ListAsync("select indexdef from pg_indexes where schemaname not like 'pg\\_%' order by 1");

    public Task<List<string>> PrimaryKeysAsync() => ListAsync("""
        select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
        where contype = 'p' and conparentid = 0 order by 1
        """);

    /// <summary>Each right a role has on a table, also by a column alone, as <c>schema.table right</c>.</summary>
    public Task<List<string>> RightsAsync(string role) => ListAsync($"""
        select n.nspname || '.' || c.relname || ' ' || r.name
        from (select c.oid, c.relname, n.nspname {Tables}) c
        cross join lateral (select c.nspname) n
        cross join (values ('select'), ('insert'), ('update'), ('delete'), ('truncate'), ('references'), ('trigger')) r (name)
        where has_schema_privilege($1, n.nspname, 'usage')
          and (has_table_privilege($1, c.oid, r.name)
            or (r.name in ('select', 'insert', 'update', 'references') and has_any_column_privilege($1, c.oid, r.name)))
        order by 1
        """, role);

    public async Task<List<string>> ListAsync(string sql, params string[] values)
    {
        await using var source = new NpgsqlConnection(connection);
        await source.OpenAsync();
        await using var command = new NpgsqlCommand(sql, source);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }
}
