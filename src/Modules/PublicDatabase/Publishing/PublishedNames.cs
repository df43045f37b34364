using Npgsql;
using Post.Certification.Contracts;
using Post.Kernel.Data;

namespace Post.PublicDatabase.Publishing;

/// <summary>
/// Remembers the names under which persons were published: only these may later be shown as former ones.
/// </summary>
internal sealed class PublishedNames(DbSession session, TimeProvider clock)
{
    public async Task<Dictionary<Guid, HashSet<OfficerName>>> ReadAsync(IReadOnlyCollection<Guid> personIds,
        CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select person_id, first_name, surname, suffix from public_database.published_name
            where person_id = any ($1)
            """,
            session.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. personIds] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var names = personIds.ToDictionary(id => id, _ => new HashSet<OfficerName>());
        while (await reader.ReadAsync(ct))
        {
            var suffix = reader.GetString(3);
            var name = new OfficerName(reader.GetString(1), reader.GetString(2), suffix.Length == 0 ? null : suffix);
            names[reader.GetGuid(0)].Add(name);
        }

        return names;
    }

    public async Task AddAsync(IReadOnlyCollection<(Guid Person, OfficerName Name)> names, CancellationToken ct)
    {
        if (names.Count == 0) return;
        await using var command = new NpgsqlCommand(
            """
            insert into public_database.published_name (person_id, first_name, surname, suffix, first_published_at)
            select person, first_name, surname, suffix, $5
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as n (person, first_name, surname, suffix)
            on conflict do nothing
            """, session.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. names.Select(n => n.Person)] });
        Add(command, names.Select(n => n.Name.FirstName));
        Add(command, names.Select(n => n.Name.Surname));
        Add(command, names.Select(n => n.Name.Suffix ?? ""));
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = clock.GetUtcNow().UtcDateTime });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static void Add(NpgsqlCommand to, IEnumerable<string> values) =>
        to.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. values] });
}
