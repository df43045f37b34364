using Npgsql;
using Post.Kernel.Data;

namespace Post.Certification.Intake;

/// <summary>Employment reported under a spelling follows it; the rows as they were known stay, superseded.</summary>
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
        ), moved as (
          update certification.employment set superseded_at = @now
          where spelling_id = @spelling and superseded_at is null and agency_id <> @into
          returning *
        )
        insert into certification.employment
          (id, person_id, agency_id, spelling_id, starts_on, ends_on, seen_from, last_seen_on, gone_by, rank,
           appointment_code, out_of_state, recorded_at, source_id)
        select kernel.new_id(), person_id, @into, spelling_id, starts_on, ends_on, seen_from, last_seen_on, gone_by, rank,
          appointment_code, out_of_state, @now, source_id
        from moved
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
