using MediatR;
using Npgsql;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.Operations;

/// <summary>Asks that a job be tried again for a time it was due and did not succeed; a worker takes it within seconds.</summary>
[Requires(KernelPermissions.Operate)]
[Audited("job.retried", DataClass.None)]
internal sealed record RetryJobCommand(string Job, DateTimeOffset Due) : ICommand<Done>;

/// <summary>The job succeeded meanwhile, runs now, or was asked for already.</summary>
internal sealed record JobNeedsNoRetry() : Refusal("That job succeeded meanwhile, runs now, or is about to be tried again.");

internal sealed class RetryJobHandler(DbSession session, ChangeContext change, TimeProvider clock)
    : IRequestHandler<RetryJobCommand, Result<Done>>
{
    private const string AskSql = """
        insert into kernel.job_run (id, job, due, attempt, state)
        select $3, $1, $2, max(attempt) + 1, 'Asked' from kernel.job_run where job = $1 and due = $2
        having bool_and(state in ('Failed', 'Refused'))
        on conflict do nothing
        """;

    public async Task<Result<Done>> Handle(RetryJobCommand command, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand(AskSql, session.Connection);
        ask.Parameters.Add(new NpgsqlParameter<string> { TypedValue = command.Job });
        ask.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = command.Due.UtcDateTime });
        ask.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7(clock.GetUtcNow()) });
        if (await ask.ExecuteNonQueryAsync(ct) == 0) return new JobNeedsNoRetry();
        change.Summarise($"{command.Job} due {command.Due:u}");
        return Done.Instance;
    }
}
