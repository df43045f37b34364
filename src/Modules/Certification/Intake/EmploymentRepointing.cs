using Npgsql;
using Post.Kernel.Data;

namespace Post.Certification.Intake;

/// <summary>
/// Employment reported under a spelling follows it; the rows as they were known stay, superseded. Service that is open there
/// already is the same service: one row goes on, with what both knew, under the spelling that was there.
/// </summary>
internal static class EmploymentRepointing
{
    private const string Sql = """
        with separations as (
          update certification.employment_separation set superseded_at = @now
          where spelling_id = @spelling and superseded_at is null and agency_id <> @into
          returning *
        ), separated as (
          insert into certification.employment_separation
            (id, person_id, agency_id, spelling_id, separated_on, nature_code, nature_source, reason, misconduct_based,
             during_investigation, recorded_at, source_id)
          select kernel.new_id(), person_id, @into, spelling_id, separated_on, nature_code, nature_source, reason,
            misconduct_based, during_investigation, @now, source_id
          from separations
          on conflict (person_id, agency_id, separated_on, nature_code) where superseded_at is null do nothing
        ), moved as (
          update certification.employment set superseded_at = @now
          where spelling_id = @spelling and superseded_at is null and agency_id <> @into
          returning *
        ), met as (
          update certification.employment e set superseded_at = @now
          from moved m
          where e.person_id = m.person_id and e.agency_id = @into and e.ends_on is null and e.gone_by is null
            and e.superseded_at is null and m.ends_on is null and m.gone_by is null
          returning e.*, m.id as moved_id
        )
        insert into certification.employment
          (id, person_id, agency_id, spelling_id, starts_on, ends_on, seen_from, last_seen_on, gone_by, rank,
           appointment_code, out_of_state, recorded_at, source_id)
        select kernel.new_id(), m.person_id, @into, coalesce(e.spelling_id, m.spelling_id), coalesce(e.starts_on, m.starts_on),
          m.ends_on, least(e.seen_from, m.seen_from), greatest(e.last_seen_on, m.last_seen_on), m.gone_by,
          coalesce(e.rank, m.rank), coalesce(e.appointment_code, m.appointment_code), m.out_of_state, @now,
          coalesce(e.source_id, m.source_id)
        from moved m left join met e on e.moved_id = m.id
        returning person_id
        """;

    /// <summary>Returns the persons whose employment moved.</summary>
    public static async Task<IReadOnlyList<Guid>> RunAsync(
        DbSession session, Guid spellingId, Guid into, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, session.Connection, session.Transaction);
        command.Parameters.Add(new NpgsqlParameter<DateTime>("now", now.UtcDateTime));
        command.Parameters.Add(new NpgsqlParameter<Guid>("spelling", spellingId));
        command.Parameters.Add(new NpgsqlParameter<Guid>("into", into));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var persons = new HashSet<Guid>();
        while (await reader.ReadAsync(ct)) persons.Add(reader.GetGuid(0));
        return [.. persons.Order()];
    }
}
