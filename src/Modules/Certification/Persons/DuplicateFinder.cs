using Npgsql;
using NpgsqlTypes;
using Post.Kernel.Data;
using Post.Kernel.Time;

namespace Post.Certification.Persons;

/// <summary>Keeps the list of possible duplicates true for some persons, in a fixed number of statements.</summary>
internal sealed class DuplicateFinder(DbSession session, TimeProvider clock)
{
    /// <summary>Returns how many pairs were found, changed or went.</summary>
    public async Task<int> LookAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        if (personIds.Count == 0) return 0;
        await ExecuteAsync(DuplicateSql.FindPairs, personIds, ct);
        await ExecuteAsync("analyze alike", personIds, ct);
        await ExecuteAsync(DuplicateSql.Weigh, personIds, ct);
        var gone = await ExecuteAsync(DuplicateSql.Close, personIds, ct);
        var found = await ExecuteAsync(DuplicateSql.Open, personIds, ct);
        await ExecuteAsync("drop table looked, alike, weighed, closed", personIds, ct);
        return gone + found;
    }

    private async Task<int> ExecuteAsync(string sql, IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, session.Connection, session.Transaction);
        command.Parameters.Add(new NpgsqlParameter("persons", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = personIds.ToArray() });
        command.Parameters.Add(new NpgsqlParameter<DateOnly>("today", clock.Today()));
        command.Parameters.Add(new NpgsqlParameter<DateTime>("now", clock.GetUtcNow().UtcDateTime));
        return await command.ExecuteNonQueryAsync(ct);
    }
}
