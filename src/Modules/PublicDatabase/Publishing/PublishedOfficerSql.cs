using Npgsql;

namespace Post.PublicDatabase.Publishing;

/// <summary>Statements on <c>published.officer</c>.</summary>
internal static class PublishedOfficerSql
{
    private const string Upsert = """
        insert into published.officer as o
          (key, officer_number, first_name, surname, suffix, former_names, status_code, agency_key, agency_name, county,
           named_agency_keys, data_through, visible_until, doc, doc_sha256, sort_key, agency_keys)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        on conflict (key) do update set
          officer_number = excluded.officer_number, first_name = excluded.first_name, surname = excluded.surname,
          suffix = excluded.suffix, former_names = excluded.former_names, status_code = excluded.status_code,
          agency_key = excluded.agency_key, agency_name = excluded.agency_name, county = excluded.county,
          named_agency_keys = excluded.named_agency_keys, data_through = excluded.data_through,
          visible_until = excluded.visible_until, doc = excluded.doc, doc_sha256 = excluded.doc_sha256,
          sort_key = excluded.sort_key, agency_keys = excluded.agency_keys
        """;

    public static async Task DeleteAsync(NpgsqlConnection connection, string[] keys, CancellationToken ct)
    {
        if (keys.Length == 0) return;
        await using var command = new NpgsqlCommand("delete from published.officer where key = any ($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = keys });
        await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task UpsertAsync(NpgsqlConnection connection, IReadOnlyCollection<PublishedRow> rows,
        CancellationToken ct)
    {
        if (rows.Count == 0) return;
        await using var batch = new NpgsqlBatch(connection);
        foreach (var row in rows) batch.BatchCommands.Add(Command(row));
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlBatchCommand Command(PublishedRow row)
    {
        var officer = row.Officer;
        var command = new NpgsqlBatchCommand(Upsert);
        Add(command, row.Key);
        Add(command, officer.OfficerNumber);
        Add(command, officer.FirstName);
        Add(command, officer.Surname);
        Add(command, officer.Suffix);
        Add(command, row.FormerNames);
        Add(command, officer.Status.Code);
        Add(command, officer.CurrentAgency?.Key);
        Add(command, officer.CurrentAgency?.Name);
        Add(command, officer.County);
        Add(command, row.NamedAgencyKeys);
        Add(command, officer.DataThrough);
        Add(command, row.VisibleUntil);
        Add(command, row.DocumentText);
        Add(command, row.Sha256);
        Add(command, row.SortKey);
        Add(command, row.AgencyKeys);
        return command;
    }

    private static void Add<T>(NpgsqlBatchCommand to, T value) =>
        to.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
}
