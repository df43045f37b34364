using Npgsql;
using NpgsqlTypes;
using Post.Kernel.Data;
using Post.PublicDatabase.Gate;

namespace Post.PublicDatabase.Publishing;

/// <summary>A decision as it is on record.</summary>
internal sealed record StoredDecision(
    Guid Id, string ItemKey, GateDecision Decision, Guid EditionId, IReadOnlyList<Guid> GuidelineVersionIds,
    DateOnly? ValidUntil);

/// <summary>A decision to put on record.</summary>
internal sealed record NewDecision(Guid PersonId, string ItemKey, string Form, GateDecision Decision,
    DateOnly? ValidUntil);

/// <summary>
/// Keeps every decision in the transaction of the request: superseded, never overwritten, and only when it differs.
/// </summary>
internal sealed class DecisionStore(DbSession session, TimeProvider clock)
{
    private const string CopySql = """
        copy public_database.publication_decision
          (id, person_id, item_key, form, channel, result, rows, clauses, notations, failure,
           edition_id, guideline_version_ids, valid_until, evaluated_at) from stdin (format binary)
        """;

    public async Task<ILookup<Guid, StoredDecision>> CurrentAsync(IReadOnlyCollection<Guid> personIds,
        CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select person_id, id, item_key, result, rows, clauses, notations, failure, edition_id, guideline_version_ids,
              valid_until
            from public_database.publication_decision where person_id = any ($1) and superseded_at is null
            """, session.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. personIds] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var current = new List<(Guid Person, StoredDecision Decision)>();
        while (await reader.ReadAsync(ct)) current.Add((reader.GetGuid(0), Read(reader)));
        return current.ToLookup(c => c.Person, c => c.Decision);
    }

    public async Task SupersedeAsync(IReadOnlyCollection<Guid> decisionIds, CancellationToken ct)
    {
        if (decisionIds.Count == 0) return;
        await using var command = new NpgsqlCommand(
            "update public_database.publication_decision set superseded_at = $2 where id = any ($1)",
            session.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. decisionIds] });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = clock.GetUtcNow().UtcDateTime });
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task AddAsync(IReadOnlyCollection<NewDecision> decisions, PublicationRules rules, CancellationToken ct)
    {
        if (decisions.Count == 0) return;
        var now = clock.GetUtcNow();
        Guid[] guidelines = [.. rules.GuidelineVersionIds];
        await using var copy = await session.Connection.BeginBinaryImportAsync(CopySql, ct);
        foreach (var decision in decisions)
        {
            await copy.StartRowAsync(ct);
            await WriteAsync(copy, decision, now, ct);
            await copy.WriteAsync(rules.EditionId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(guidelines, NpgsqlDbType.Array | NpgsqlDbType.Uuid, ct);
            await WriteDateAsync(copy, decision.ValidUntil, ct);
            await copy.WriteAsync(now.UtcDateTime, NpgsqlDbType.TimestampTz, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, NewDecision row, DateTimeOffset now,
        CancellationToken ct)
    {
        await copy.WriteAsync(Guid.CreateVersion7(now), NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync(row.PersonId, NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync(row.ItemKey, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(row.Form, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(nameof(Channel.PublicDatabase), NpgsqlDbType.Text, ct);
        await copy.WriteAsync(row.Decision.Result.ToString(), NpgsqlDbType.Text, ct);
        await copy.WriteAsync(row.Decision.MatchedRows.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text, ct);
        await copy.WriteAsync(row.Decision.Clauses.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text, ct);
        await copy.WriteAsync(row.Decision.Notations.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text, ct);
        if (row.Decision.Failure is { } failure) await copy.WriteAsync(failure, NpgsqlDbType.Text, ct);
        else await copy.WriteNullAsync(ct);
    }

    private static Task WriteDateAsync(NpgsqlBinaryImporter copy, DateOnly? date, CancellationToken ct) =>
        date is { } day ? copy.WriteAsync(day, NpgsqlDbType.Date, ct) : copy.WriteNullAsync(ct);

    private static StoredDecision Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(1),
        reader.GetString(2),
        new GateDecision(
            Enum.Parse<GateResult>(reader.GetString(3)),
            reader.GetFieldValue<string[]>(4),
            reader.GetFieldValue<string[]>(5),
            reader.GetFieldValue<string[]>(6))
        {
            Failure = reader.IsDBNull(7) ? null : reader.GetString(7),
        },
        reader.GetGuid(8),
        reader.GetFieldValue<Guid[]>(9),
        reader.IsDBNull(10) ? null : reader.GetFieldValue<DateOnly>(10));
}
