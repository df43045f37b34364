namespace Post.Certification.Tests.Year;

/// <summary>
/// What is in the record at the end, without ids, instants and numbers in order of arrival: a command that was cut off has used its
/// number up. Words that carry one of them are compared without it.
/// </summary>
internal static class YearDigest
{
    private const string Tables = """
        select c.table_schema || '.' || c.table_name, string_agg(quote_ident(c.column_name), ', ' order by c.ordinal_position)
        from information_schema.columns c
        join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
        where c.data_type not in ('uuid', 'timestamp with time zone', 'bigint', 'jsonb') and c.udt_name <> '_uuid'
          and c.table_name not like 'staged%' and c.column_name <> 'place'
          and (c.table_schema = 'certification' or c.table_schema || '.' || c.table_name in ('kernel.notice', 'kernel.deadline', 'kernel.job_effect'))
        group by c.table_schema, c.table_name order by 1
        """;

    private const string Names = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(CA|CD|AR)-[0-9]{6}";

    // An invitation carries a code that is drawn anew each time.
    private static string Compared(string table) => table == "kernel.notice" ? "kind <> 'portal-invitation'" : "true";

    public static async Task<IReadOnlyList<string>> OfAsync(SimulatedYear year)
    {
        var tables = await year.Host.RowsAsync(Tables, r => (Name: r.GetString(0), Columns: r.GetString(1)));
        var digest = new List<string>();
        foreach (var (name, columns) in tables)
        {
            digest.Add(await year.Host.ScalarAsync<string>(
                $"""
                select '{name} ' || count(*) || ' ' || coalesce(md5(string_agg(r, chr(10) order by r collate "C")), '')
                from (select regexp_replace(row({columns})::text, $1, '#', 'g') as r from {name} where {Compared(name)}) t
                """, Names));
        }

        return digest;
    }

    /// <summary>The rows of one table that one year has and the other has not, to say what differs.</summary>
    public static async Task<string> DifferenceAsync(SimulatedYear one, SimulatedYear other, string table)
    {
        var (a, b) = (await RowsAsync(one, table), await RowsAsync(other, table));
        return string.Join('\n', a.Except(b).Take(5).Select(r => $"- {r}").Concat(b.Except(a).Take(5).Select(r => $"+ {r}")));
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(SimulatedYear year, string table)
    {
        var columns = (await year.Host.RowsAsync(Tables, r => (Name: r.GetString(0), Columns: r.GetString(1)))).Single(t => t.Name == table).Columns;
        return await year.Host.RowsAsync($"select regexp_replace(row({columns})::text, $1, '#', 'g') from {table} where {Compared(table)}", r => r.GetString(0), Names);
    }
}
