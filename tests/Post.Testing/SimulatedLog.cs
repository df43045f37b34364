using System.Globalization;
using Npgsql;

namespace Post.Testing;

/// <summary>
/// A log of any size, made inside the database: a hundred and twenty accounts, twenty-five thousand persons, spread evenly
/// over some months. For plans and for speed; its rows carry no proof, and nothing that checks one reads them.
/// </summary>
public static class SimulatedLog
{
    public static Guid ActorOf(int number) => Made("a", number);

    public static Guid PersonOf(int number) => Made("b", number);

    public static async Task FillAsync(NpgsqlConnection superuser, long events, DateOnly from, DateOnly to)
    {
        await MakeMonthsAsync(superuser, from, to);
        await using var command = new NpgsqlCommand(
            """
            insert into audit.event (at_db, tx, schema_ver, id, producer, epoch, pseq, at_app, mono_us, clock_state, actor_id, actor_kind, roles, session_id,
              ip_prefix, client, purpose, matter, break_glass, policy_ver, action, data_class, subject_ids, field_groups, row_count, outcome, deny_rule,
              duration_us, payload_digest, leaf_hash)
            select at, (1000 + n)::text::xid8, 1, gen_random_uuid(), 'simulated', $2, n, at, n, 'synchronised',
              ('a0000000-0000-7000-8000-' || lpad((n % 120)::text, 12, '0'))::uuid, 'Staff', '{CertStaff}', gen_random_uuid(),
              '192.0.2.0/24', 'Firefox 140 on Linux',
              (array['certification', 'investigation', 'hearing', 'records-request', 'certification', 'certification'])[1 + n % 6],
              case when n % 6 in (1, 2, 3) then 'M-' || (n / 40 % 5000) end, n % 5000 = 0, 1,
              case when n % 1000 = 7 then 'import.rows.exported' when n % 3 = 0 then 'officers.listed' when n % 3 = 1 then 'officer.opened' else 'discipline.shown' end,
              case when n % 3 = 2 then 'Restricted' else 'Personal' end,
              case when n % 3 = 0 then array(select ('b0000000-0000-7000-8000-' || lpad(((n * 31 + k * 997) % 25000)::text, 12, '0'))::uuid from generate_series(1, 10) k)
                else array[('b0000000-0000-7000-8000-' || lpad((n * 31 % 25000)::text, 12, '0'))::uuid] end,
              '{identity,status}', case when n % 3 = 0 then 10 else 1 end, case when n % 200 = 9 then 'Denied' else 'Ok' end,
              case when n % 200 = 9 then 'not-allowed' end, 4000, '\x00', '\x00'
            from (select n, $2 + ($3 - $2) * (n::float8 / $1) as at from generate_series(0, $1 - 1) n) made
            """, superuser)
        { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = events });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = to.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc) });
        await command.ExecuteNonQueryAsync();
        await ExecuteAsync(superuser, "analyze audit.event");
    }

    // The job makes months ahead only; a simulated past needs its own.
    private static async Task MakeMonthsAsync(NpgsqlConnection superuser, DateOnly from, DateOnly to)
    {
        for (var month = new DateOnly(from.Year, from.Month, 1); month <= to; month = month.AddMonths(1))
        {
            foreach (var table in new[] { "event", "payload" })
            {
                await ExecuteAsync(superuser, string.Create(CultureInfo.InvariantCulture,
                    $"create table if not exists audit.{table}_{month:yyyyMM} partition of audit.{table} for values from ('{month:yyyy-MM-dd} 00:00:00+00') to ('{month.AddMonths(1):yyyy-MM-dd} 00:00:00+00')"));
            }
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection superuser, string sql)
    {
        await using var command = new NpgsqlCommand(sql, superuser) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private static Guid Made(string kind, int number) =>
        Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"{kind}0000000-0000-7000-8000-{number:D12}"));
}
