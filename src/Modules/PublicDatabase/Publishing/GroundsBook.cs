using Npgsql;
using NpgsqlTypes;
using Post.Kernel.Data;
using Post.PublicDatabase.Gate;

namespace Post.PublicDatabase.Publishing;

/// <summary>The grounds on record, each once, by their numbers. Whoever writes here holds the publishers' lock.</summary>
internal sealed class GroundsBook(DbSession session)
{
    private const string ReadSql = """
        select id, result, rows, clauses, notations, failure, edition_id, guideline_version_ids
        from public_database.publication_grounds where id = any ($1)
        """;

    private const string KeepSql = """
        with added as (
          insert into public_database.publication_grounds
            (says_sha256, result, rows, clauses, notations, failure, edition_id, guideline_version_ids)
          values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id)
        select id from added union all select id from public_database.publication_grounds where says_sha256 = $1
        """;

    public async Task<IReadOnlyDictionary<int, DecisionGrounds>> ReadAsync(IReadOnlyCollection<int> ids, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(ReadSql, session.Connection);
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. ids] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var grounds = new Dictionary<int, DecisionGrounds>();
        while (await reader.ReadAsync(ct)) grounds.Add(reader.GetInt32(0), Read(reader));
        return grounds;
    }

    /// <summary>To each its number; what is not on record yet is put there.</summary>
    public async Task<IReadOnlyDictionary<DecisionGrounds, int>> KeepAsync(IReadOnlyCollection<DecisionGrounds> grounds, CancellationToken ct)
    {
        var numbers = new Dictionary<DecisionGrounds, int>();
        foreach (var said in grounds) numbers.Add(said, await KeepAsync(said, ct));
        return numbers;
    }

    private async Task<int> KeepAsync(DecisionGrounds grounds, CancellationToken ct)
    {
        var decision = grounds.Decision;
        await using var command = new NpgsqlCommand(KeepSql, session.Connection);
        Add(grounds.Digest());
        Add(decision.Result.ToString());
        Add(decision.MatchedRows.ToArray());
        Add(decision.Clauses.ToArray());
        Add(decision.Notations.ToArray());
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)decision.Failure ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        Add(grounds.EditionId);
        Add(grounds.GuidelineVersionIds.ToArray());
        return (int)(await command.ExecuteScalarAsync(ct))!;

        void Add<T>(T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
    }

    private static DecisionGrounds Read(NpgsqlDataReader reader) => new(
        new GateDecision(
            Enum.Parse<GateResult>(reader.GetString(1)),
            reader.GetFieldValue<string[]>(2),
            reader.GetFieldValue<string[]>(3),
            reader.GetFieldValue<string[]>(4))
        {
            Failure = reader.IsDBNull(5) ? null : reader.GetString(5),
        },
        reader.GetGuid(6),
        reader.GetFieldValue<Guid[]>(7));
}
