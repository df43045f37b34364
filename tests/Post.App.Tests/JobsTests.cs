using Microsoft.Extensions.DependencyInjection;
using Post.App.Identity;
using Post.App.Operations;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Jobs;
using Post.Kernel.Requests;

namespace Post.App.Tests;

/// <summary>The host with a job that the test can break.</summary>
public sealed class JobsHost : AppHost, IAsyncLifetime
{
    public const string Job = "ensure-audit-partitions";

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await DemoAccounts.EnsureAsync(Services);
    }

    internal JobRunner Runner => Services.GetRequiredService<JobRunner>();

    public Task BreakAsync() => ExecuteAsync("alter function audit.ensure_partitions(integer) rename to away");

    public Task MendAsync() => ExecuteAsync("alter function audit.away(integer) rename to ensure_partitions");

    public Task<string> StatesAsync(DateTimeOffset due) => ScalarAsync<string>(
        "select coalesce(string_agg(state, ' ' order by attempt), '') from kernel.job_run where job = $1 and due = $2", Job, due.UtcDateTime);
}

public sealed class JobsTests(JobsHost host) : IClassFixture<JobsHost>
{
    private static readonly DateTimeOffset s_night = new(2026, 6, 9, 5, 15, 0, TimeSpan.Zero);

    [Fact]
    public async Task DueTwice_RunsOnceAndTellsItsEffect()
    {
        var due = s_night;
        await host.Runner.RunAsync(JobsHost.Job, due, CancellationToken.None);
        await host.Runner.RunAsync(JobsHost.Job, due, CancellationToken.None);

        Assert.Equal("Succeeded", await host.StatesAsync(due));
        Assert.Matches("^[0-9]+ partitions made$", await host.ScalarAsync<string>("select effect from kernel.job_run where due = $1", due.UtcDateTime));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'audit.partitions.ensured' and actor_kind = 'Job'"));
    }

    [Fact]
    public async Task Failure_IsWrittenDownShownAndTriedAgainOnRequest()
    {
        var due = s_night.AddYears(1);
        using var browser = await host.Browse().SignedInAsAsync(Roles.SysAdmin);
        await host.BreakAsync();
        await host.Runner.RunAsync(JobsHost.Job, due, CancellationToken.None);
        await host.MendAsync();

        var page = await browser.OpenAsync("/staff/jobs");
        Assert.Contains("Failed", page.QuerySelector("table.records")!.TextContent, StringComparison.Ordinal);
        var home = await browser.OpenAsync("/staff");
        Assert.Contains("Failed jobs", home.QuerySelector(".next-list")!.TextContent, StringComparison.Ordinal);

        var asked = await browser.SubmitAsync("/staff/jobs", OperationsServices.RetryJob);
        Assert.Equal("/staff/jobs?told=asked", asked.Headers.Location!.OriginalString);
        var twice = await host.Dispatch(new RetryJobCommand(JobsHost.Job, due), Testing.People.Operator(host.Clock));
        Assert.IsType<JobNeedsNoRetry>(twice.Refusal);
        foreach (var (job, when) in await host.Services.GetRequiredService<JobRuns>().AskedAsync(CancellationToken.None))
        {
            await host.Runner.RunAsync(job, when, CancellationToken.None);
        }

        Assert.Equal("Failed Succeeded", await host.StatesAsync(due));
        Assert.Equal(1, await host.CountEventsAsync("job.retried"));
        Assert.Equal(1, await host.CountEventsAsync("audit.partitions.ensured", AuditOutcome.Error));
    }

    [Fact]
    public async Task RunLeftByADeadProcess_IsWrittenOffAndTheJobRunsAgain()
    {
        var due = s_night.AddYears(2);
        await host.ExecuteAsync(
            "insert into kernel.job_run (id, job, due, attempt, state, started_at) values (gen_random_uuid(), $1, $2, 1, 'Running', now())",
            JobsHost.Job, due.UtcDateTime);

        await host.Runner.RunAsync(JobsHost.Job, due, CancellationToken.None);

        Assert.Equal("Failed Succeeded", await host.StatesAsync(due));
    }

    [Fact]
    public async Task WhileAnotherWorkerRunsIt_NothingIsStarted()
    {
        var due = s_night.AddYears(3);
        var runs = host.Services.GetRequiredService<JobRuns>();
        var held = await runs.HoldAsync(JobsHost.Job, CancellationToken.None);

        await host.Runner.RunAsync(JobsHost.Job, due, CancellationToken.None);
        await JobRuns.ReleaseAsync(held!, JobsHost.Job);

        Assert.Equal("", await host.StatesAsync(due));
    }

    [Fact]
    public async Task StuckDelivery_StandsOnThePageAndIsTriedAgainOnRequest()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.SysAdmin);
        var id = Guid.NewGuid();
        await host.ExecuteAsync("insert into kernel.outbox (id, type, body, happened_at) values ($1, 'Post.Some.Happening', '{}', now())", id);
        await host.ExecuteAsync("insert into kernel.failed_delivery values ($1, 'somebody.does', 6, 'the reason of it', null)", id);

        var page = await browser.OpenAsync("/staff/jobs");
        Assert.Contains("the reason of it", page.GetElementById("deliveries")!.TextContent, StringComparison.Ordinal);
        await browser.SubmitAsync("/staff/jobs", OperationsServices.RetryDelivery);

        Assert.True(await host.ScalarAsync<bool>("select next_try_at is not null from kernel.failed_delivery where event_id = $1", id));
        Assert.Equal(1, await host.CountEventsAsync("delivery.retried"));
    }

    [Fact]
    public async Task MissedRun_IsCountedAndStandsAmongTheRuns()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.SysAdmin);
        await host.ExecuteAsync(
            """
            insert into kernel.job_run (id, job, due, attempt, state, reason) values
              (gen_random_uuid(), 'rebuild-publication', $1, 1, 'Missed', 'Nobody was there.')
            """, host.Clock.GetUtcNow().AddDays(-2).UtcDateTime);

        var row = (await browser.OpenAsync("/staff/jobs")).QuerySelectorAll("table.records tbody tr")
            .Single(r => r.TextContent.Contains("rebuild-publication", StringComparison.Ordinal));
        var runs = await browser.OpenAsync("/staff/jobs/rebuild-publication");

        Assert.Equal("1", row.QuerySelector("td[data-label=Missed]")!.TextContent.Trim());
        Assert.Contains("Nobody was there.", runs.QuerySelector("table.records")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RetryByAnotherRole_IsRefused()
    {
        var refused = await host.Dispatch(new RetryJobCommand(JobsHost.Job, s_night), Testing.People.CertificationStaff(host.Clock));

        Assert.IsType<NotAllowed>(refused.Refusal);
    }

    [Fact]
    public async Task UnknownDelivery_IsNotFound()
    {
        var refused = await host.Dispatch(new RetryDeliveryCommand(Guid.NewGuid(), "x"), Testing.People.Operator(host.Clock));

        Assert.IsType<NotFound>(refused.Refusal);
    }
}

public sealed class SchedulerTests(WorkerHost host) : IClassFixture<WorkerHost>
{
    [Fact]
    public async Task EveryJob_StandsInTheSharedStoreWithItsNextTime()
    {
        var jobs = host.Services.GetRequiredService<JobSchedule>().All;

        var planned = await host.ScalarAsync<long>(
            "select count(*) from quartz.qrtz_triggers t join quartz.qrtz_cron_triggers c using (sched_name, trigger_name, trigger_group) " +
            "where t.trigger_name = any ($1) and t.next_fire_time > 0 and c.time_zone_id = 'America/New_York'",
            (object)jobs.Select(j => j.Name).ToArray());

        Assert.NotEmpty(jobs);
        Assert.Equal(jobs.Count, planned);
    }

    [Fact]
    public async Task JobNoLongerPartOfTheProduct_LeavesTheStore()
    {
        var schedulers = host.Services.GetRequiredService<Quartz.ISchedulerFactory>();
        var scheduler = await schedulers.GetScheduler();
        var past = Quartz.JobBuilder.Create<DueJob>().WithIdentity("of-the-past").StoreDurably().Build();
        await scheduler.AddJob(past, Quartz.AddJobOptions.Replacing);

        await new JobPlanner(schedulers, host.Services.GetRequiredService<JobSchedule>(), host.Services.GetRequiredService<JobRuns>()).StartAsync(CancellationToken.None);

        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from quartz.qrtz_job_details where job_name = 'of-the-past'"));
    }

    [Fact]
    public async Task JobAskedFor_IsTakenByAWorker()
    {
        var due = new DateTimeOffset(2026, 6, 9, 5, 15, 0, TimeSpan.Zero);
        await host.ExecuteAsync(
            "insert into kernel.job_run (id, job, due, attempt, state) values (gen_random_uuid(), $1, $2, 1, 'Asked')", JobsHost.Job, due.UtcDateTime);

        for (var i = 0; i < 100 && await StateAsync() != "Succeeded"; i++) await Task.Delay(100);

        Assert.Equal("Succeeded", await StateAsync());

        Task<string> StateAsync() => host.ScalarAsync<string>("select state from kernel.job_run where due = $1", due.UtcDateTime);
    }
}
