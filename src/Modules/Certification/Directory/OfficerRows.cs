using Npgsql;
using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Kernel.Data;

namespace Post.Certification.Directory;

/// <summary>Service as others may know it, rank, nature and end left out.</summary>
internal sealed record ServiceRow(Guid PersonId, Guid AgencyId, DateOnly? StartsOn, DateOnly? EndsOn, DateOnly? SeenFrom, DateOnly? GoneBy);

/// <summary>A name that a number bears or bore; the present one has no end.</summary>
internal sealed record NameRow(Guid PersonId, OfficerName Name, DateOnly? ValidTo);

/// <summary>The rows from which facts about officers are put together, each under the number it was reported for.</summary>
internal sealed class OfficerRows
{
    private const string NumbersSql = """
        select p.id, p.officer_number from unnest($1::uuid[]) as asked (id) join certification.person p on p.id = asked.id
        """;

    private const string NamesSql = """
        select n.person_id, n.first_name, n.surname, n.suffix, n.valid_to
        from unnest($1::uuid[]) as asked (id) join certification.person_name n on n.person_id = asked.id
        where n.superseded_at is null
        """;

    private const string StatusesSql = """
        select s.person_id, s.code, c.public_label, s.as_of, s.source_text, c.meaning
        from unnest($1::uuid[]) as asked (id) join certification.status_report s on s.person_id = asked.id
        join certification.certification_status_code c on c.code = s.code
        where s.valid_to is null and s.superseded_at is null
        """;

    private const string ServiceSql = """
        select e.person_id, e.agency_id, e.starts_on, e.ends_on, e.seen_from, e.gone_by
        from unnest($1::uuid[]) as asked (id) join certification.employment e on e.person_id = asked.id
        where e.superseded_at is null
        """;

    private const string CertificatesSql = """
        select c.person_id, c.id, c.number, c.type_code, c.status_code, c.status_source, c.status_on, c.granted_on, c.expires_on,
          c.recorded_at, c.source_id
        from unnest($1::uuid[]) as asked (id) join certification.certificate c on c.person_id = asked.id
        where c.superseded_at is null
        """;

    // Of each number its best report only: a person of twenty years stands in many files.
    private const string SourcesSql = """
        select best.*, s.description from (
          select distinct on (r.person_id) r.person_id, r.source_id, r.is_commission_list, r.as_of
          from unnest($1::uuid[]) as asked (id) join certification.person_report r on r.person_id = asked.id
          order by r.person_id, r.is_commission_list desc, r.as_of desc, r.source_id desc) best
        join certification.source s on s.id = best.source_id
        """;

    private OfficerRows()
    {
    }

    public required IReadOnlyDictionary<Guid, string> Numbers { get; init; }

    public required ILookup<Guid, NameRow> Names { get; init; }

    /// <summary>The present one of each number.</summary>
    public required IReadOnlyDictionary<Guid, ReportedStatus> Statuses { get; init; }

    public required ILookup<Guid, ServiceRow> Service { get; init; }

    public required ILookup<Guid, Certificate> Certificates { get; init; }

    public required IReadOnlyDictionary<Guid, SourceFacts> Sources { get; init; }

    /// <summary>All of them in one round trip for any number of persons.</summary>
    public static async Task<OfficerRows> ReadAsync(DbSession session, Guid[] personIds, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(session.Connection);
        foreach (var sql in (string[])[NumbersSql, NamesSql, StatusesSql, ServiceSql, CertificatesSql, SourcesSql])
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = personIds } } });
        }

        await using var reader = await batch.ExecuteReaderAsync(ct);
        return new OfficerRows
        {
            Numbers = (await NextAsync(r => (Id: r.GetGuid(0), Number: r.GetString(1)))).ToDictionary(p => p.Id, p => p.Number),
            Names = (await NextAsync(Name)).ToLookup(n => n.PersonId),
            Statuses = (await NextAsync(r => (Person: r.GetGuid(0), Status: Status(r)))).ToDictionary(s => s.Person, s => s.Status),
            Service = (await NextAsync(Spell)).ToLookup(s => s.PersonId),
            Certificates = (await NextAsync(CertificateOf)).ToLookup(c => c.PersonId),
            Sources = (await NextAsync(r => (Person: r.GetGuid(0), Source: Source(r)))).ToDictionary(s => s.Person, s => s.Source),
        };

        async Task<List<T>> NextAsync<T>(Func<NpgsqlDataReader, T> read)
        {
            var rows = new List<T>(personIds.Length);
            while (await reader.ReadAsync(ct)) rows.Add(read(reader));
            await reader.NextResultAsync(ct);
            return rows;
        }
    }

    private static NameRow Name(NpgsqlDataReader r) =>
        new(r.GetGuid(0), new OfficerName(r.GetString(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3)), Day(r, 4));

    private static ReportedStatus Status(NpgsqlDataReader r) =>
        new(r.GetString(1), r.GetString(2), r.GetFieldValue<DateOnly>(3), r.GetString(4)) { Meaning = r.GetString(5) };

    private static ServiceRow Spell(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetGuid(1), Day(r, 2), Day(r, 3), Day(r, 4), Day(r, 5));

    private static Certificate CertificateOf(NpgsqlDataReader r) => new()
    {
        PersonId = r.GetGuid(0),
        Id = r.GetGuid(1),
        Number = r.GetString(2),
        TypeCode = r.GetString(3),
        StatusCode = r.GetString(4),
        StatusSource = r.GetString(5),
        StatusOn = Day(r, 6),
        GrantedOn = r.GetFieldValue<DateOnly>(7),
        ExpiresOn = Day(r, 8),
        RecordedAt = r.GetFieldValue<DateTimeOffset>(9),
        SourceId = r.GetGuid(10),
    };

    private static SourceFacts Source(NpgsqlDataReader r) =>
        new(r.GetGuid(1), r.GetString(4), r.GetBoolean(2), r.GetFieldValue<DateOnly>(3));

    private static DateOnly? Day(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetFieldValue<DateOnly>(column);
}
