using MediatR;
using Npgsql;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Jobs;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.App.Operations;

/// <summary>
/// Runs a job's command through the one door, once for each time it was due, and writes down how it went. What makes it once
/// is the receipt in the command's own transaction; the lock only spares two hosts the same work.
/// </summary>
internal sealed class JobRunner(JobRuns runs, JobSchedule schedule, IServiceScopeFactory scopes, TimeProvider clock, ILogger<JobRunner> log)
{
    /// <summary>Everything of the job that is due and not done: failed runs whose time has come, then what was missed.</summary>
    public Task RunDueAsync(string name, CancellationToken ct) => HeldAsync(name, async (held, job) =>
    {
        foreach (var due in await runs.RetriesAsync(held, name, ct)) await AttemptAsync(held, job, due, ct);
        var policy = await JobRuns.PolicyAsync(held, name, CivilClock.LegalDate(clock.GetUtcNow()), ct);
        var missing = JobCalendar.Between(job, await runs.LastAsync(held, name, ct), clock.GetUtcNow());
        if (policy.Missed is MissedRuns.OnceNow && missing.Count > 0)
        {
            await runs.PassOverAsync(held, name, [.. missing.SkipLast(1)], missing[^1], ct);
            missing = [missing[^1]];
        }

        foreach (var due in missing) await AttemptAsync(held, job, due, ct);
    }, ct);

    /// <summary>One due time, as a person asked for it.</summary>
    public Task RunAsync(string name, DateTimeOffset due, CancellationToken ct) =>
        HeldAsync(name, (held, job) => AttemptAsync(held, job, due, ct), ct);

    private async Task HeldAsync(string name, Func<NpgsqlConnection, ScheduledJob, Task> work, CancellationToken ct)
    {
        if (schedule.All.SingleOrDefault(j => j.Name == name) is not { } job)
        {
            log.LogWarning("The job {Job} is no longer part of the product and was not run", name);
            return;
        }

        if (await runs.HoldAsync(name, ct) is not { } held) return;
        try
        {
            await runs.WriteOffAsync(held, name, ct);
            await work(held, job);
        }
        finally
        {
            await JobRuns.ReleaseAsync(held, name);
        }
    }

    private async Task AttemptAsync(NpgsqlConnection held, ScheduledJob job, DateTimeOffset due, CancellationToken ct)
    {
        if (await runs.BeginAsync(held, job.Name, due, ct) is not { } run) return;
        var (refusal, effect) = await SendAsync(job, due, ct);
        if (refusal is not null && await JobRuns.IsDoneAsync(held, job.Name, due, ct))
        {
            (refusal, effect) = (null, "Done by another host at the same time");
        }

        if (refusal is not null) log.LogWarning("The job {Job} due {Due:u} did not succeed: {Reason}", job.Name, due, refusal.Text);
        await runs.FinishAsync(held, run, StateOf(refusal), effect, refusal?.Text);
    }

    // The scope is made here, as the effect is told in the request's own change context.
    private async Task<(Refusal? Refusal, string? Effect)> SendAsync(ScheduledJob job, DateTimeOffset due, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Set(ServiceAccounts.Scheduler(clock));
        var receipt = scope.ServiceProvider.GetRequiredService<JobReceipt>();
        receipt.Job = job.Name;
        receipt.Due = due;
        var done = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(job.Command(due), ct);
        return (done.Refusal, scope.ServiceProvider.GetRequiredService<ChangeContext>().Summary);
    }

    private static JobRunState StateOf(Refusal? refusal) => refusal?.Kind switch
    {
        null => JobRunState.Succeeded,
        RefusalKind.Unavailable => JobRunState.Failed,
        _ => JobRunState.Refused,
    };
}
