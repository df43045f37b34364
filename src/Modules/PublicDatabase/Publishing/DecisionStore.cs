using Npgsql;
using NpgsqlTypes;
using Post.Kernel.Data;
using Post.PublicDatabase.Gate;

namespace Post.PublicDatabase.Publishing;

/// <summary>A decision as it is on record, with the number of its grounds.</summary>
internal readonly record struct StoredDecision(Guid Id, string ItemKey, int Grounds, DateOnly? ValidUntil);

/// <summary>The decisions in force about some persons, and the grounds they rest on, each once.</summary>
internal sealed class DecisionsOnRecord(
    IReadOnlyDictionary<Guid, List<StoredDecision>> ofPersons, IReadOnlyDictionary<int, DecisionGrounds> grounds)
{
    public IReadOnlyList<StoredDecision> Of(Guid person) => ofPersons.TryGetValue(person, out var decisions) ? decisions : [];

    public DecisionGrounds GroundsOf(StoredDecision decision) => grounds[decision.Grounds];

    /// <summary>The items that these decisions show.</summary>
    public HashSet<string> ShownOf(Guid person, IReadOnlyList<Guid> otherIds)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        AddShown(person);
        foreach (var other in otherIds) AddShown(other);
        return shown;

        void AddShown(Guid id)
        {
            foreach (var decision in Of(id))
            {
                if (GroundsOf(decision).Decision.IsShown) shown.Add(decision.ItemKey);
            }
        }
    }
}

/// <summary>A decision to put on record.</summary>
internal sealed record NewDecision(Guid PersonId, string ItemKey, string Form, DecisionGrounds Grounds, DateOnly? ValidUntil);

/// <summary>
/// Keeps every decision in the transaction of the request: superseded, never overwritten, and only when it differs.
/// </summary>
internal sealed class DecisionStore(DbSession session, GroundsBook book, TimeProvider clock)
{
    // A person without complaints.
    private const int UsualItems = 8;

    private const string CopySql = """
        copy public_database.publication_decision
          (id, person_id, item_key, form, channel, grounds_id, valid_until, evaluated_at) from stdin (format binary)
        """;

    public async Task<DecisionsOnRecord> CurrentAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        var (ofPersons, grounds) = await ReadAsync(personIds, ct);
        return new DecisionsOnRecord(ofPersons, await book.ReadAsync(grounds, ct));
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

    private async Task<(Dictionary<Guid, List<StoredDecision>> OfPersons, HashSet<int> Grounds)> ReadAsync(
        IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select person_id, id, item_key, grounds_id, valid_until
            from public_database.publication_decision where person_id = any ($1) and superseded_at is null
            """, session.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. personIds] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var ofPersons = new Dictionary<Guid, List<StoredDecision>>(personIds.Count);
        var grounds = new HashSet<int>();
        while (await reader.ReadAsync(ct))
        {
            var person = reader.GetGuid(0);
            if (!ofPersons.TryGetValue(person, out var decisions)) ofPersons.Add(person, decisions = new List<StoredDecision>(UsualItems));
            var decision = new StoredDecision(reader.GetGuid(1), reader.GetString(2), reader.GetInt32(3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<DateOnly>(4));
            decisions.Add(decision);
            grounds.Add(decision.Grounds);
        }

        return (ofPersons, grounds);
    }
}
