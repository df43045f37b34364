using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Search;

namespace Post.PublicDatabase.Snapshot;

/// <summary>Reads the published copies under the role that can read nothing else.</summary>
internal sealed class SnapshotReader([FromKeyedServices(PublicDatabaseModule.Public)] NpgsqlDataSource source)
    : IAsyncDisposable
{
    private const string VersionSql = "select version, data_through from published.state";

    private const string OfficersSql = """
        select key, officer_number, first_name, surname, suffix, former_names, status_code,
          agency_key, agency_name, county, doc, encode(doc_sha256, 'hex'), agency_keys
        from published.officer where visible_until is null or visible_until >= $1
        """;

    private const string AgenciesSql = """
        select a.doc, coalesce(o.officers, 0)
        from published.agency a
        left join (
          select served, count(*)::integer as officers
          from published.officer cross join unnest(agency_keys) as k (served)
          where visible_until is null or visible_until >= $1
          group by served) o on o.served = a.key
        """;

    private const string MovedSql = "select key, into_key from published.officer_moved";

    private const int SecondsToAnswer = 2;

    private NpgsqlConnection? _watch;

    /// <summary>
    /// The version committed at the time of asking; one short round trip on a connection kept for it.
    /// </summary>
    public Task<long> VersionAsync(CancellationToken ct) => AskAsync(
        async () =>
        {
            _watch ??= await source.OpenConnectionAsync(ct);
            await using var command = new NpgsqlCommand(VersionSql, _watch) { CommandTimeout = SecondsToAnswer };
            return (long)(await command.ExecuteScalarAsync(ct))!;
        });

    /// <summary>The whole publication as it may be seen on a legal date (K8), from one point in time.</summary>
    public Task<PublishedSnapshot> LoadAsync(DateOnly today, CancellationToken ct) => AskAsync(
        async () =>
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            await using var transaction =
                await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
            var state = await StateAsync(connection, ct);
            var agencies = await AgenciesAsync(connection, today, ct);
            var officers = await OfficersAsync(connection, today, agencies, ct);
            return PublishedSnapshot.Build(state, officers, agencies, await MovedAsync(connection, ct));
        });

    // An old connection may be dead though the database is alive: only a fresh one can tell that it is not.
    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (failure is NpgsqlException or IOException)
        {
            await DisposeAsync();
            source.Clear();
            return await ask();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_watch is { } watch) await watch.DisposeAsync();
        _watch = null;
    }

    private static async Task<PublicationState> StateAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(VersionSql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new PublicationState(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<DateOnly>(1));
    }

    private static async Task<List<PublishedEntry>> OfficersAsync(NpgsqlConnection connection, DateOnly today,
        List<PublishedAgency> agencies, CancellationToken ct)
    {
        var byKey = agencies.ToDictionary(a => a.Key, StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(OfficersSql, connection);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = today });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var officers = new List<PublishedEntry>();
        while (await reader.ReadAsync(ct)) officers.Add(Officer(reader, byKey));
        return officers;
    }

    private static PublishedEntry Officer(NpgsqlDataReader reader, Dictionary<string, PublishedAgency> agencies) => new(
        new SearchableOfficer(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3))
        {
            Suffix = Text(reader, 4),
            FormerNames = [.. reader.GetFieldValue<string[]>(5).Chunk(2).Select(n => new FormerName(n[0], n[1]))],
            StatusCode = reader.GetString(6),
            AgencyKey = Text(reader, 7),
            AgencyName = Text(reader, 8),
            County = Text(reader, 9),
            MoreAgencies = More(reader.GetFieldValue<string[]>(12), agencies),
        },
        Encoding.UTF8.GetBytes(reader.GetString(10)),
        reader.GetString(11));

    private static async Task<List<PublishedAgency>> AgenciesAsync(NpgsqlConnection connection, DateOnly today,
        CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(AgenciesSql, connection);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = today });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var agencies = new List<PublishedAgency>();
        while (await reader.ReadAsync(ct))
        {
            var agency = JsonSerializer.Deserialize(reader.GetString(0), OfficerDocumentJson.Readable.PublishedAgency)!;
            agencies.Add(agency with { Officers = reader.GetInt32(1) });
        }

        return agencies;
    }

    private static async Task<Dictionary<string, string>> MovedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(MovedSql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var moved = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct)) moved.Add(reader.GetString(0), reader.GetString(1));
        return moved;
    }

    // Nearly everybody serves one agency: for them there is nothing to keep.
    private static IReadOnlyList<SearchableAgency> More(string[] keys, Dictionary<string, PublishedAgency> agencies) =>
        keys.Length < 2 ? [] :
        [
            .. keys.Skip(1).Where(agencies.ContainsKey)
                .Select(k => new SearchableAgency(k, agencies[k].Name, agencies[k].County)),
        ];

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
