using System.Collections.Frozen;
using Npgsql;

namespace Post.Kernel.Access;

/// <summary>A purpose for which personal data may be read, tied to the text that gives it (8.07(5)(a)).</summary>
public sealed record Purpose(string Code, string Label, string Clause, IReadOnlySet<string> Roles, int ValidMinutes, bool Standing);

/// <summary>The purposes in force, read from <c>kernel.purpose</c>; rules about matters are added there, not here.</summary>
public sealed class PurposeCatalogue(IReadOnlyCollection<Purpose> purposes)
{
    private readonly FrozenDictionary<string, Purpose> _purposes = purposes.ToFrozenDictionary(p => p.Code);

    public IReadOnlyList<Purpose> OpenTo(IEnumerable<string> roles) =>
        [.. _purposes.Values.Where(p => !p.Standing && p.Roles.Overlaps(roles)).OrderBy(p => p.Label, StringComparer.Ordinal)];

    public Purpose? Find(string code) => _purposes.GetValueOrDefault(code);

    /// <summary>Whether the caller may read under the purpose now; UTC.</summary>
    public bool IsValid(ChosenPurpose chosen, IEnumerable<string> roles, DateTimeOffset now) =>
        Find(chosen.Code) is { } purpose
        && purpose.Roles.Overlaps(roles)
        && (purpose.Standing || now - chosen.ChosenAt < TimeSpan.FromMinutes(purpose.ValidMinutes));

    public static async Task<PurposeCatalogue> LoadAsync(NpgsqlDataSource source, DateOnly today, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            select code, label, clause, roles, valid_minutes, standing from kernel.purpose
            where valid_from <= $1 and (valid_to is null or $1 <= valid_to)
            """);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = today });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var purposes = new List<Purpose>();
        while (await reader.ReadAsync(ct))
        {
            purposes.Add(new Purpose(reader.GetString(0), reader.GetString(1), reader.GetString(2),
                reader.GetFieldValue<string[]>(3).ToFrozenSet(), reader.GetInt32(4), reader.GetBoolean(5)));
        }

        return new PurposeCatalogue(purposes);
    }
}
