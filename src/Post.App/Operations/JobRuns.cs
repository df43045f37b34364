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
}

/// <summary>
/// The rows of <c>kernel.job_run</c> and the lock that lets one worker at a time run a job. Whoever holds the lock knows
/// that a row still marked running was left by a process that died.
/// </summary>
internal sealed class JobRuns(NpgsqlDataSource source, TimeProvider clock)
{
    private const string BeginSql = """
        with dead as (
          update kernel.job_run set state = 'Failed', finished_at = $3, reason = 'The process ended while the job ran.'
          where job = $1 and state = 'Running'
        ), taken as (
          update kernel.job_run set state = 'Running', started_at = $3
          where job = $1 and due = $2 and state = 'Asked'
          returning id
        ), made as (
          insert into kernel.job_run (id, job, due, attempt, state, started_at)
          select $4, $1, $2, coalesce((select max(attempt) from kernel.job_run where job = $1 and due = $2), 0) + 1, 'Running', $3
          where not exists (select from kernel.job_run where job = $1 and due = $2 and state in ('Asked', 'Succeeded'))
          returning id
        )
        select id from taken union all select id from made
        """;

    /// <summary>Null when another worker runs the job now.</summary>
    public async Task<NpgsqlConnection?> HoldAsync(string job, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock(hashtext('post.job'), hashtext($1))", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = job });
        if (await command.ExecuteScalarAsync(ct) is true) return connection;
        await connection.DisposeAsync();
        return null;
    }

    public static async Task ReleaseAsync(NpgsqlConnection held, string job)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_unlock(hashtext('post.job'), hashtext($1))", held);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = job });
        await command.ExecuteNonQueryAsync();
        await held.DisposeAsync();
    }

    /// <summary>Null when the job has succeeded for that due time already.</summary>
    public async Task<Guid?> BeginAsync(NpgsqlConnection held, string job, DateTimeOffset due, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var command = new NpgsqlCommand(BeginSql, held);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = job });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = due.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7(now) });
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    public async Task FinishAsync(NpgsqlConnection held, Guid run, JobRunState state, string? effect, string? reason)
    {
        await using var command = new NpgsqlCommand(
            "update kernel.job_run set state = $2, finished_at = $3, effect = $4, reason = $5 where id = $1", held);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = state.ToString() });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = clock.GetUtcNow().UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = effect });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = reason });
        await command.ExecuteNonQueryAsync();
    }

    public async Task<IReadOnlyList<(string Job, DateTimeOffset Due)>> AskedAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select job, due from kernel.job_run where state = 'Asked' order by id limit 20");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var asked = new List<(string, DateTimeOffset)>();
        while (await reader.ReadAsync(ct)) asked.Add((reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1)));
        return asked;
    }
}
