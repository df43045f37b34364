using System.Data;
using Npgsql;

namespace Post.App.Operations;

/// <summary>How a run of a job stands.</summary>
public enum JobRunState
{
    Asked,
    Running,
    Succeeded,
    Refused,
    Failed,

    /// <summary>Fell due while nobody was there; a later run stands for it.</summary>
    Missed,
}

/// <summary>
/// The rows of <c>kernel.job_run</c> and the lock that lets one worker at a time run a job. Whoever holds the lock knows
/// that a row still marked running was left by a process that died.
/// </summary>
internal sealed class JobRuns(NpgsqlDataSource source, TimeProvider clock)
{
    // Whether the effect was made is not in the row of the run but in the receipt that committed with the effect.
    private const string WriteOffSql = """
        update kernel.job_run r set finished_at = $2,
          state = case when e.job is null then 'Failed' else 'Succeeded' end,
          next_try_at = case when e.job is null then $2 end,
          effect = case when e.job is null then null else 'Done; the process ended before it could say more.' end,
          reason = case when e.job is null then 'The process ended while the job ran.' end
        from kernel.job_run s left join kernel.job_effect e on e.job = s.job and e.due = s.due and e.subject = ''
        where s.id = r.id and r.job = $1 and r.state = 'Running'
        """;

    private const string BeginSql = """
        with taken as (
          update kernel.job_run set state = 'Running', started_at = $3
          where job = $1 and due = $2 and state = 'Asked'
          returning id
        ), made as (
          insert into kernel.job_run (id, job, due, attempt, state, started_at)
          select $4, $1, $2, coalesce((select max(attempt) from kernel.job_run where job = $1 and due = $2), 0) + 1, 'Running', $3
          where not exists (select from kernel.job_run where job = $1 and due = $2 and state = 'Asked')
            and not exists (select from kernel.job_effect where job = $1 and due = $2 and subject = '')
          returning id
        ), answered as (
          update kernel.job_run set next_try_at = null where job = $1 and due = $2 and state = 'Failed' and next_try_at is not null
        )
        select id from taken union all select id from made
        """;

    private const string RetriesSql = """
        select due from (
          select distinct on (due) due, state, next_try_at from kernel.job_run where job = $1 order by due, attempt desc
        ) latest where state = 'Failed' and next_try_at <= $2 order by due
        """;

    private const string FinishSql = """
        update kernel.job_run r set state = $2, finished_at = $3, effect = $4, reason = $5,
          next_try_at = case when $2 = 'Failed' then $3 + make_interval(mins => (
            select p.retry_minutes[r.attempt] from kernel.job_policy p where p.job in (r.job, '*') and p.valid_from <= $3::date
            order by p.job = '*', p.valid_from desc limit 1)) end
        where id = $1
        """;

    private const string PolicySql = """
        select missed, retry_minutes from kernel.job_policy where job in ($1, '*') and valid_from <= $2
        order by job = '*', valid_from desc limit 1
        """;

    // What the run that stands for it has done needs no other try.
    private const string PassOverSql = """
        with passed as (
          insert into kernel.job_run (id, job, due, attempt, state, finished_at, reason)
          select gen_random_uuid(), $1, due, 1, 'Missed', $3, $4 from unnest($2::timestamptz[]) as due
          on conflict on constraint ux_job_run_attempt do nothing
        )
        update kernel.job_run set next_try_at = null where job = $1 and due < $5 and next_try_at is not null
        """;

    /// <summary>Null when another worker runs the job now.</summary>
    public async Task<NpgsqlConnection?> HoldAsync(string job, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        await using var command = Command(connection, "select pg_try_advisory_lock(hashtext('post.job'), hashtext($1))", job);
        if (await command.ExecuteScalarAsync(ct) is true) return connection;
        await connection.DisposeAsync();
        return null;
    }

    public static async Task ReleaseAsync(NpgsqlConnection held, string job)
    {
        await using var command = Command(held, "select pg_advisory_unlock(hashtext('post.job'), hashtext($1))", job);
        // A connection that broke has given its locks back already.
        if (held.FullState is ConnectionState.Open) await command.ExecuteNonQueryAsync();
        await held.DisposeAsync();
    }

    /// <summary>Since when the job is part of the product, written once.</summary>
    public async Task PlanAsync(string job, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var command = Command(connection,
            "insert into kernel.job_plan (job, planned_at) values ($1, $2) on conflict do nothing", job, clock.GetUtcNow().UtcDateTime);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task WriteOffAsync(NpgsqlConnection held, string job, CancellationToken ct)
    {
        await using var command = Command(held, WriteOffSql, job, clock.GetUtcNow().UtcDateTime);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Null when the job has done its work for that due time already.</summary>
    public async Task<Guid?> BeginAsync(NpgsqlConnection held, string job, DateTimeOffset due, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var command = Command(held, BeginSql, job, due.UtcDateTime, now.UtcDateTime, Guid.CreateVersion7(now));
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    public async Task FinishAsync(NpgsqlConnection held, Guid run, JobRunState state, string? effect, string? reason)
    {
        await using var command = Command(held, FinishSql, run, state.ToString(), clock.GetUtcNow().UtcDateTime, effect, reason);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<bool> IsDoneAsync(NpgsqlConnection held, string job, DateTimeOffset due, CancellationToken ct)
    {
        await using var command = Command(held,
            "select exists (select from kernel.job_effect where job = $1 and due = $2 and subject = '')", job, due.UtcDateTime);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>Due times whose last run failed and whose next try has come.</summary>
    public Task<IReadOnlyList<DateTimeOffset>> RetriesAsync(NpgsqlConnection held, string job, CancellationToken ct) =>
        ManyAsync(Command(held, RetriesSql, job, clock.GetUtcNow().UtcDateTime), r => r.GetFieldValue<DateTimeOffset>(0), ct);

    /// <summary>The latest due time that was seen to, or else since when the job is part of the product.</summary>
    public async Task<DateTimeOffset> LastAsync(NpgsqlConnection held, string job, CancellationToken ct)
    {
        await using var command = Command(held,
            """
            select greatest((select max(due) from kernel.job_run where job = $1), (select max(due) from kernel.job_effect where job = $1),
              (select planned_at from kernel.job_plan where job = $1))
            """, job);
        return await command.ExecuteScalarAsync(ct) is DateTime last ? new DateTimeOffset(last, TimeSpan.Zero) : clock.GetUtcNow();
    }

    public static async Task<JobPolicy> PolicyAsync(NpgsqlConnection held, string job, DateOnly on, CancellationToken ct) => (await ManyAsync(
        Command(held, PolicySql, job, on), r => new JobPolicy(Enum.Parse<MissedRuns>(r.GetString(0)), r.GetFieldValue<int[]>(1)), ct)).Single();

    public async Task PassOverAsync(
        NpgsqlConnection held, string job, DateTimeOffset[] missed, DateTimeOffset standsForThem, CancellationToken ct)
    {
        await using var command = Command(held, PassOverSql, job, missed.Select(m => m.UtcDateTime).ToArray(), clock.GetUtcNow().UtcDateTime,
            $"Nobody was there; the run due {standsForThem:u} stands for it.", standsForThem.UtcDateTime);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<IReadOnlyList<(string Job, DateTimeOffset Due)>> AskedAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await ManyAsync(
            Command(connection, "select job, due from kernel.job_run where state = 'Asked' order by id limit 20"),
            r => (r.GetString(0), r.GetFieldValue<DateTimeOffset>(1)), ct);
    }

    private static async Task<IReadOnlyList<T>> ManyAsync<T>(NpgsqlCommand asked, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var command = asked;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(read(reader));
        return rows;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}
