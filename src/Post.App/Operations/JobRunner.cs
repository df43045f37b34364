using MediatR;
using Npgsql;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Jobs;
using Post.Kernel.Requests;

namespace Post.App.Operations;

/// <summary>Runs a job's command through the one door, once for each time it was due, and writes down how it went.</summary>
internal sealed class JobRunner(JobRuns runs, JobSchedule schedule, IServiceScopeFactory scopes, TimeProvider clock, ILogger<JobRunner> log)
{
    public async Task RunAsync(string name, DateTimeOffset due, CancellationToken ct)
    {
        if (schedule.All.SingleOrDefault(j => j.Name == name) is not { } job)
        {
            log.LogWarning("The job {Job} is no longer part of the product and was not run", name);
            return;
        }

        if (await runs.HoldAsync(name, ct) is not { } held) return;
        try
        {
            await RunHeldAsync(held, job, due, ct);
        }
        finally
        {
            await JobRuns.ReleaseAsync(held, name);
        }
    }

    private async Task RunHeldAsync(NpgsqlConnection held, ScheduledJob job, DateTimeOffset due, CancellationToken ct)
    {
        if (await runs.BeginAsync(held, job.Name, due, ct) is not { } run) return;
        var (refusal, effect) = await SendAsync(job.Command(due), ct);
        if (refusal is not null) log.LogWarning("The job {Job} due {Due:u} did not succeed: {Reason}", job.Name, due, refusal.Text);
        await runs.FinishAsync(held, run, StateOf(refusal), effect, refusal?.Text);
    }

    // The scope is made here, as the effect is told in the request's own change context.
    private async Task<(Refusal? Refusal, string? Effect)> SendAsync(ICommand<Done> command, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Set(ServiceAccounts.Scheduler(clock));
        var done = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command, ct);
        return (done.Refusal, scope.ServiceProvider.GetRequiredService<ChangeContext>().Summary);
    }

    private static JobRunState StateOf(Refusal? refusal) => refusal?.Kind switch
    {
        null => JobRunState.Succeeded,
        RefusalKind.Unavailable => JobRunState.Failed,
        _ => JobRunState.Refused,
    };
}
