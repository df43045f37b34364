using Npgsql;
using Post.Kernel.Data;

namespace Post.Kernel.Jobs;

/// <summary>The due time a request answers; its receipt is written in the request's own transaction, so it counts once.</summary>
public sealed class JobReceipt
{
    public string? Job { get; set; }
    public DateTimeOffset Due { get; set; }

    internal async Task FlushAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct)
    {
        if (Job is not { } job) return;
        // Not "on conflict do nothing": if another host was first, all that this one did is rolled back.
        await using var command = new NpgsqlCommand(
            "insert into kernel.job_effect (job, subject, due, done_at) values ($1, '', $2, $3)", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = job });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = Due.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime });
        await command.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>For a job that does something for each of many subjects, in a transaction each: every one of them once.</summary>
public sealed class JobEffects(DbSession session, TimeProvider clock)
{
    /// <summary>
    /// True the first time. Asked inside a command, before its effect: the answer is written with that effect, and a second
    /// worker waits here until the first has committed or died.
    /// </summary>
    public async Task<bool> OnceAsync(string job, string subject, DateTimeOffset due, CancellationToken ct) => await session.ExecuteAsync(
        "insert into kernel.job_effect (job, subject, due, done_at) values ($1, $2, $3, $4) on conflict do nothing",
        ct, job, subject, due, clock.GetUtcNow()) == 1;
}
