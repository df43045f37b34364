using Npgsql;
using NpgsqlTypes;
using Post.Kernel.Data;
using Post.PublicDatabase.Gate;

namespace Post.PublicDatabase.Publishing;

/// <summary>A decision as it is on record.</summary>
internal sealed record StoredDecision(Guid Id, string ItemKey, DecisionGrounds Grounds, DateOnly? ValidUntil);

/// <summary>A decision to put on record.</summary>
internal sealed record NewDecision(Guid PersonId, string ItemKey, string Form, DecisionGrounds Grounds, DateOnly? ValidUntil);

/// <summary>
/// Keeps every decision in the transaction of the request: superseded, never overwritten, and only when it differs.
/// </summary>
internal sealed class DecisionStore(DbSession session, GroundsBook book, TimeProvider clock)
{
    private const string CopySql = """
        copy public_database.publication_decision
          (id, person_id, item_key, form, channel, grounds_id, valid_until, evaluated_at) from stdin (format binary)
        """;

    public async Task<ILookup<Guid, StoredDecision>> CurrentAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        var rows = await ReadAsync(personIds, ct);
        var grounds = await book.ReadAsync(rows.Select(r => r.Grounds).ToHashSet(), ct);
        return rows.ToLookup(r => r.Person, r => new StoredDecision(r.Id, r.ItemKey, grounds[r.Grounds], r.ValidUntil));
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

    public async Task AddAsync(IReadOnlyCollection<NewDecision> decisions, CancellationToken ct)
    {
        if (decisions.Count == 0) return;
        var now = clock.GetUtcNow();
        var grounds = await book.KeepAsync(decisions.Select(d => d.Grounds).ToHashSet(), ct);
        await using var copy = await session.Connection.BeginBinaryImportAsync(CopySql, ct);
        foreach (var decision in decisions)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(Guid.CreateVersion7(now), NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(decision.PersonId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(decision.ItemKey, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(decision.Form, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(nameof(Channel.PublicDatabase), NpgsqlDbType.Text, ct);
            await copy.WriteAsync(grounds[decision.Grounds], NpgsqlDbType.Integer, ct);
            if (decision.ValidUntil is { } day) await copy.WriteAsync(day, NpgsqlDbType.Date, ct);
            else await copy.WriteNullAsync(ct);
            await copy.WriteAsync(now.UtcDateTime, NpgsqlDbType.TimestampTz, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private async Task<List<Row>> ReadAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select person_id, id, item_key, grounds_id, valid_until
            from public_database.publication_decision where person_id = any ($1) and superseded_at is null
            """, session.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. personIds] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<Row>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new Row(reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetInt32(3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<DateOnly>(4)));
        }

        return rows;
    }

    private readonly record struct Row(Guid Person, Guid Id, string ItemKey, int Grounds, DateOnly? ValidUntil);
}
