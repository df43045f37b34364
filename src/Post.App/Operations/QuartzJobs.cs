using Npgsql;
using Post.Kernel.Jobs;
using Post.Kernel.Time;
using Quartz;

namespace Post.App.Operations;

/// <summary>The scheduler's side of a job: it wakes the runner, which knows itself what is due and was not done.</summary>
[DisallowConcurrentExecution]
internal sealed class DueJob(JobRunner runner) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await runner.RunDueAsync(context.JobDetail.Key.Name, cancellationToken);
    }
}

/// <summary>Hands the modules' jobs to the scheduler, whose store is shared by all nodes.</summary>
internal static class QuartzJobs
{
    public static void AddScheduler(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = configuration.GetConnectionString("App") ?? "";
        services.AddQuartz(quartz => quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, connection);
            store.UseSystemTextJsonSerializer();
            store.UseClustering(_ => { });
            store.ConfigureStore(options => options.TablePrefix = "quartz.qrtz_");
        }));
        services.AddHostedService<JobPlanner>();
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}

/// <summary>Brings the store up with the modules' schedule at start; what has not changed keeps its next time and its misfires.</summary>
internal sealed class JobPlanner(ISchedulerFactory schedulers, JobSchedule schedule, JobRuns runs) : Microsoft.Extensions.Hosting.IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var job in schedule.All)
        {
            await runs.PlanAsync(job.Name, cancellationToken);
            await PlanAsync(scheduler, job, cancellationToken);
        }

        var names = schedule.All.Select(j => j.Name).ToHashSet();
        var known = await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), cancellationToken);
        foreach (var gone in known.Where(k => !names.Contains(k.Name))) await scheduler.DeleteJob(gone, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task PlanAsync(IScheduler scheduler, ScheduledJob job, CancellationToken ct)
    {
        var trigger = new TriggerKey(job.Name);
        if (await scheduler.GetTrigger(trigger, ct) is ICronTrigger known && known.CronExpressionString == job.Cron) return;
        var detail = JobBuilder.Create<DueJob>().WithIdentity(job.Name).WithDescription(job.Description).RequestRecovery().Build();
        var due = TriggerBuilder.Create()
            .WithIdentity(trigger)
            .WithCronSchedule(job.Cron, cron => cron
                .InTimeZone(CivilClock.Zone)
                // What was missed is made up by the runner, with its true date and as the job's policy says.
                .WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing))
            .Build();
        await scheduler.ScheduleJob(detail, [due], ScheduleJobOptions.Replacing, ct);
    }
}
