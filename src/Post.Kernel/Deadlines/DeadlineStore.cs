using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using NpgsqlTypes;
using Post.Kernel.Data;

namespace Post.Kernel.Deadlines;

/// <summary>The table of deadlines, on the connection of the request; rows are added and superseded, never changed otherwise.</summary>
public sealed class DeadlineStore(DbSession session)
{
    private const string Columns = """
        id, chain_id, supersedes, subject_kind, subject_id, reference, rule_code, rule_version_id, facts::text, outcome, due,
        looked_from, looked_to, explanation::text, state, closed_on, because, counted_at, counted_by, cause_event, superseded_at
        """;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public async Task AddAsync(RunningDeadline deadline, Guid auditEvent, CancellationToken ct)
    {
        await using var command = Command(
            """
            insert into kernel.deadline (id, chain_id, supersedes, subject_kind, subject_id, reference, rule_code, rule_version_id,
              facts, outcome, due, looked_from, looked_to, explanation, state, closed_on, because, counted_at, counted_by,
              audit_event, cause_event)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, $12, $13, $14::jsonb, $15, $16, $17, $18, $19, $20, $21)
            """,
            deadline.Id, deadline.ChainId, Null(deadline.Supersedes, NpgsqlDbType.Uuid), deadline.Subject.Kind, deadline.Subject.Id,
            deadline.Subject.Reference, deadline.RuleCode, deadline.RuleVersionId, JsonSerializer.Serialize(deadline.Facts, s_json),
            deadline.Outcome.ToString(), Null(deadline.Due, NpgsqlDbType.Date), deadline.LookedFrom,
            Null(deadline.LookedTo, NpgsqlDbType.Date), JsonSerializer.Serialize(deadline.Explanation, s_json), deadline.State.ToString(),
            Null(deadline.ClosedOn, NpgsqlDbType.Date), deadline.Because, deadline.CountedAt.UtcDateTime, deadline.CountedBy, auditEvent,
            Null(deadline.CauseEvent, NpgsqlDbType.Uuid));
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task SupersedeAsync(Guid id, DateTimeOffset at, CancellationToken ct)
    {
        await using var command = Command(
            "update kernel.deadline set superseded_at = $2 where id = $1 and superseded_at is null", id, at.UtcDateTime);
        if (await command.ExecuteNonQueryAsync(ct) != 1) throw new InvalidOperationException($"Deadline {id} was superseded already.");
    }

    /// <summary>Holds the present count of a chain until the transaction ends, so that two changes never branch it.</summary>
    public async Task<RunningDeadline?> LockAsync(Guid chain, CancellationToken ct) =>
        (await ManyAsync("where chain_id = $1 and superseded_at is null for update", ct, chain)).SingleOrDefault();

    /// <summary>Every count of a chain, the newest first.</summary>
    public Task<IReadOnlyList<RunningDeadline>> ChainAsync(Guid chain, CancellationToken ct) =>
        ManyAsync("where chain_id = $1 order by seq desc", ct, chain);

    /// <summary>Running ones by their last day; those without a date have a list of their own.</summary>
    public Task<IReadOnlyList<RunningDeadline>> DueAsync(
        (DateOnly Due, Guid Id)? after, int limit, CancellationToken ct) => after is { } last
        ? ManyAsync("where superseded_at is null and state = 'Running' and (due, id) > ($2, $3) order by due, id limit $1", ct, limit, last.Due, last.Id)
        : ManyAsync("where superseded_at is null and state = 'Running' and due is not null order by due, id limit $1", ct, limit);

    public Task<IReadOnlyList<RunningDeadline>> UndatedAsync(Guid? after, int limit, CancellationToken ct) => ManyAsync(
        "where superseded_at is null and state = 'Running' and due is null and id > $2 order by id limit $1", ct, limit, after ?? Guid.Empty);

    /// <summary>Running ones of a rule whose last day is over on a legal day.</summary>
    public Task<IReadOnlyList<RunningDeadline>> PassedAsync(string ruleCode, DateOnly today, CancellationToken ct) => ManyAsync(
        "where superseded_at is null and state = 'Running' and rule_code = $1 and due < $2 order by due, id", ct, ruleCode, today);

    /// <summary>The present last day of each of these chains that has one.</summary>
    public async Task<IReadOnlyDictionary<Guid, DateOnly>> DueOfAsync(Guid[] chains, CancellationToken ct) => (await session.RowsAsync(
        "select chain_id, due from kernel.deadline where chain_id = any ($1) and superseded_at is null and due is not null",
        r => (Chain: r.GetGuid(0), Due: r.GetFieldValue<DateOnly>(1)), ct, chains)).ToDictionary(d => d.Chain, d => d.Due);

    /// <summary>How many are late today and how many have no date.</summary>
    public async Task<(long Late, long Undated)> SumsAsync(DateOnly today, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = Command(
            """
            select count(*) filter (where due < $1), count(*) filter (where due is null)
            from kernel.deadline where superseded_at is null and state = 'Running' and (due is null or due < $1)
            """, today);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>Chains that a change may move: by rule, or by days that their count looked at; met ones too, as late may become in time.</summary>
    public async Task<IReadOnlyList<Guid>> TouchedAsync(RecountReach reach, Guid after, int limit, CancellationToken ct)
    {
        await using var command = Command(
            """
            select chain_id from kernel.deadline
            where superseded_at is null and state <> 'Ended' and chain_id > $2
              and ($3::text is null or rule_code = $3)
              and ($4::date is null or looked_to is null or looked_to >= $4)
              and ($5::date is null or looked_from <= $5)
            order by chain_id limit $1
            """, limit, after, Null(reach.RuleCode, NpgsqlDbType.Text), Null(reach.From, NpgsqlDbType.Date), Null(reach.To, NpgsqlDbType.Date));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var chains = new List<Guid>();
        while (await reader.ReadAsync(ct)) chains.Add(reader.GetGuid(0));
        return chains;
    }

    private async Task<IReadOnlyList<RunningDeadline>> ManyAsync(
        string where, CancellationToken ct, params object[] values)
    {
        await session.OpenAsync(ct);
        await using var command = Command($"select {Columns} from kernel.deadline {where}", values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<RunningDeadline>();
        while (await reader.ReadAsync(ct)) found.Add(Read(reader));
        return found;
    }

    private static RunningDeadline Read(NpgsqlDataReader r) => new()
    {
        Id = r.GetGuid(0),
        ChainId = r.GetGuid(1),
        Supersedes = Maybe<Guid>(r, 2),
        Subject = new DeadlineSubject(r.GetString(3), r.GetGuid(4), r.GetString(5)),
        RuleCode = r.GetString(6),
        RuleVersionId = r.GetGuid(7),
        Facts = JsonSerializer.Deserialize<DeadlineFacts>(r.GetString(8), s_json)!,
        Outcome = Enum.Parse<CountOutcome>(r.GetString(9)),
        Due = Maybe<DateOnly>(r, 10),
        LookedFrom = r.GetFieldValue<DateOnly>(11),
        LookedTo = Maybe<DateOnly>(r, 12),
        Explanation = JsonSerializer.Deserialize<DeadlineExplanation>(r.GetString(13), s_json)!,
        State = Enum.Parse<DeadlineState>(r.GetString(14)),
        ClosedOn = Maybe<DateOnly>(r, 15),
        Because = r.GetString(16),
        CountedAt = r.GetFieldValue<DateTimeOffset>(17),
        CountedBy = r.GetString(18),
        CauseEvent = Maybe<Guid>(r, 19),
        SupersededAt = Maybe<DateTimeOffset>(r, 20),
    };

    private static T? Maybe<T>(NpgsqlDataReader r, int column) where T : struct =>
        r.IsDBNull(column) ? null : r.GetFieldValue<T>(column);

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, session.Connection);
        foreach (var value in values) command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        return command;
    }

    private static NpgsqlParameter Null(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
