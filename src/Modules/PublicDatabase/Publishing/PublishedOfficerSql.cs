using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Post.Kernel.Data;
using Post.PublicDatabase.Domain;

namespace Post.PublicDatabase.Publishing;

/// <summary>Statements on <c>published.officer</c>.</summary>
internal static class PublishedOfficerSql
{
    private const string Upsert = """
        insert into published.officer as o
          (key, officer_number, first_name, surname, suffix, former_names, status_code, agency_key, agency_name, county,
           named_agency_keys, data_through, visible_until, doc, doc_sha256, sort_key, agency_keys)
        select key, officer_number, first_name, surname, suffix, array(select jsonb_array_elements_text(former_names)), status_code,
          agency_key, agency_name, county, array(select jsonb_array_elements_text(named_agency_keys)), data_through, visible_until,
          doc, doc_sha256, sort_key, array(select jsonb_array_elements_text(agency_keys))
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::text[], $8::text[], $9::text[],
            $10::text[], $11::jsonb[], $12::date[], $13::date[], $14::text[], $15::bytea[], $16::text[], $17::jsonb[])
          as r (key, officer_number, first_name, surname, suffix, former_names, status_code, agency_key, agency_name, county,
            named_agency_keys, data_through, visible_until, doc, doc_sha256, sort_key, agency_keys)
        on conflict (key) do update set
          officer_number = excluded.officer_number, first_name = excluded.first_name, surname = excluded.surname,
          suffix = excluded.suffix, former_names = excluded.former_names, status_code = excluded.status_code,
          agency_key = excluded.agency_key, agency_name = excluded.agency_name, county = excluded.county,
          named_agency_keys = excluded.named_agency_keys, data_through = excluded.data_through,
          visible_until = excluded.visible_until, doc = excluded.doc, doc_sha256 = excluded.doc_sha256,
          sort_key = excluded.sort_key, agency_keys = excluded.agency_keys
        """;

    private static readonly string[] s_columns =
    [
        "key", "officer_number", "first_name", "surname", "suffix", "former_names", "status_code", "agency_key", "agency_name", "county",
        "named_agency_keys", "data_through", "visible_until", "doc", "doc_sha256", "sort_key", "agency_keys",
    ];

    public static async Task DeleteAsync(NpgsqlConnection connection, string[] keys, CancellationToken ct)
    {
        if (keys.Length == 0) return;
        await using var command = new NpgsqlCommand("delete from published.officer where key = any ($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = keys });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Rows of which none stands yet.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, IReadOnlyCollection<PublishedRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0) return;
        await CopyRows.SendAsync(connection, "published.officer", s_columns, rows, Write, ct);
    }

    private static void Write(CopyRows copy, PublishedRow row)
    {
        copy.Text(row.Key);
        copy.Text(row.Officer.OfficerNumber);
        copy.Text(row.Officer.FirstName);
        copy.Text(row.Officer.Surname);
        copy.Text(row.Officer.Suffix);
        copy.Texts(row.FormerNames);
        copy.Text(row.Officer.Status.Code);
        copy.Text(row.Officer.CurrentAgency?.Key);
        copy.Text(row.Officer.CurrentAgency?.Name);
        copy.Text(row.Officer.County);
        copy.Texts(row.NamedAgencyKeys);
        copy.Date(row.Officer.DataThrough);
        copy.Date(row.VisibleUntil);
        // UTF-8 as it is: text and bytes have one form on the wire.
        copy.Bytes(row.Document);
        copy.Bytes(row.Sha256);
        copy.Text(row.SortKey);
        copy.Texts(row.AgencyKeys);
    }

    /// <summary>One statement for all rows; lists within a row travel as JSON, for an array of arrays must be square.</summary>
    public static async Task UpsertAsync(NpgsqlConnection connection, IReadOnlyCollection<PublishedRow> rows,
        CancellationToken ct)
    {
        if (rows.Count == 0) return;
        await using var command = new NpgsqlCommand(Upsert, connection);
        Add(r => r.Key);
        Add(r => r.Officer.OfficerNumber);
        Add(r => r.Officer.FirstName);
        Add(r => r.Officer.Surname);
        Add(r => r.Officer.Suffix);
        AddLists(r => r.FormerNames);
        Add(r => r.Officer.Status.Code);
        Add(r => r.Officer.CurrentAgency?.Key);
        Add(r => r.Officer.CurrentAgency?.Name);
        Add(r => r.Officer.County);
        AddLists(r => r.NamedAgencyKeys);
        Add(r => r.Officer.DataThrough);
        Add(r => r.VisibleUntil);
        Add(r => r.DocumentText);
        Add(r => r.Sha256);
        Add(r => r.SortKey);
        AddLists(r => r.AgencyKeys);
        await command.ExecuteNonQueryAsync(ct);

        void Add<T>(Func<PublishedRow, T> cell) =>
            command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. rows.Select(cell)] });

        void AddLists(Func<PublishedRow, string[]> cell) => command.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = [.. rows.Select(r => JsonSerializer.Serialize(cell(r), OfficerDocumentJson.Readable.StringArray))],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
        });
    }
}
