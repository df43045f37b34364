using Npgsql;
using Post.Kernel.Data;

namespace Post.Certification.Intake;

/// <summary>
/// Service that sources report with an agency after it ended. It is not changed: whether the officer moved on, stayed with who
/// took over, or left is for a person to find out.
/// </summary>
internal static class EndedAgencies
{
    /// <summary>
    /// Queues each such officer once, for all ends that have come; what was withdrawn with its succession is asked again when
    /// that is recorded again.
    /// </summary>
    public const string QueueService = """
        with ended as (
          select s.id, s.agency_id, s.ended_on, n.name
          from certification.law_enforcement_agency_succession s
          join certification.law_enforcement_agency_name n
            on n.agency_id = s.agency_id and n.valid_to is null and n.superseded_at is null
          where s.superseded_at is null and s.ended_on <= (@now at time zone 'America/New_York')::date
        ), late as (
          select d.id as succession_id, e.person_id, e.source_id, d.ended_on, case
            when coalesce(e.starts_on, e.seen_from) >= d.ended_on then
              'Service since ' || coalesce(e.starts_on, e.seen_from) || ' is reported with ' || d.name
            when e.ends_on is not null or e.gone_by is not null then
              'Service until ' || coalesce(e.ends_on, e.last_seen_on) || ' is reported with ' || d.name
            else 'Still reported with ' || d.name
            end || ', which ended on ' || d.ended_on || '.' as details
          from ended d join certification.employment e on e.agency_id = d.agency_id and e.superseded_at is null
          where coalesce(e.starts_on, e.seen_from) >= d.ended_on
            or e.ends_on > d.ended_on
            or e.ends_on is null and (e.gone_by is null or e.last_seen_on > d.ended_on)
        ), asked as (
          select distinct on (person_id, details) * from late order by person_id, details, source_id
        )
        insert into certification.review_item
          (id, kind, officer_number, person_id, details, as_of, source_id, succession_id, opened_at)
        select kernel.new_id(), 'AgencyEnded', p.officer_number, p.id, a.details, coalesce(x.as_of, @as_of), a.source_id,
          a.succession_id, @now
        from asked a
        join certification.person p on p.id = a.person_id
        left join certification.source x on x.id = a.source_id
        order by p.officer_number
        on conflict (kind, officer_number, details) do update
        set succession_id = excluded.succession_id, resolved_at = null, outcome = null, reason = null, resolved_by = null,
          resolved_by_name = null
        where review_item.outcome = 'Withdrawn'
        returning person_id
        """;

    /// <summary>Questions that rest on a succession fall with it; those decided stay decided.</summary>
    private const string CloseSql = """
        update certification.review_item set resolved_at = @now, outcome = 'Withdrawn', reason = @reason, resolved_by_name = @by
        where succession_id = @succession and resolved_at is null
        returning person_id
        """;

    // Imports hold it while they promote: an end recorded meanwhile would miss the rows they bring.
    private const string LockSql = "select pg_try_advisory_xact_lock(hashtext('certification.intake'))";

    public static async Task<bool> TryLockAsync(DbSession session, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(LockSql, session.Connection, session.Transaction);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Returns the persons about whom a question is asked anew.</summary>
    public static Task<IReadOnlyList<Guid>> QueueAsync(DbSession session, DateTimeOffset now, DateOnly today, CancellationToken ct) =>
        PersonsAsync(session, QueueService,
            [new NpgsqlParameter<DateTime>("now", now.UtcDateTime), new NpgsqlParameter<DateOnly>("as_of", today)], ct);

    public static Task<IReadOnlyList<Guid>> CloseAsync(
        DbSession session, Guid succession, string reason, string by, DateTimeOffset now, CancellationToken ct) =>
        PersonsAsync(session, CloseSql,
            [
                new NpgsqlParameter<DateTime>("now", now.UtcDateTime), new NpgsqlParameter<Guid>("succession", succession),
                new NpgsqlParameter<string>("reason", reason), new NpgsqlParameter<string>("by", by),
            ], ct);

    private static async Task<IReadOnlyList<Guid>> PersonsAsync(
        DbSession session, string sql, NpgsqlParameter[] parameters, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, session.Connection, session.Transaction);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var persons = new List<Guid>();
        while (await reader.ReadAsync(ct))
        {
            if (!reader.IsDBNull(0)) persons.Add(reader.GetGuid(0));
        }

        return persons;
    }
}
