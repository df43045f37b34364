using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Post.App.Operations;
using Post.Certification.Rounds;
using Post.Kernel.Events;
using Post.Kernel.Jobs;
using Post.Kernel.Time;

namespace Post.Certification.Tests.Year;

/// <summary>What runs without a person: the nightly jobs at their times, decisions carried out, events delivered.</summary>
internal sealed class YearNights(PortalHost host, Cuts cuts, IReadOnlyList<string> jobs)
{
    /// <summary>Those whose effect depends on the day.</summary>
    public static readonly IReadOnlyList<string> Clocks =
        ["close-review-windows", "end-terms", "end-sro-terms", "mark-missed-conditions", "remind-agencies-of-rounds"];

    /// <summary>With those that look at the record as it is.</summary>
    public static readonly IReadOnlyList<string> All = [.. Clocks, "queue-service-at-ended-agencies", "queue-school-service", "find-duplicates"];

    private static readonly TimeOnly s_upAgain = new(5, 10);

    // More than a try after a failure ever waits, by the policy of jobs.
    private static readonly TimeSpan s_wait = TimeSpan.FromMinutes(16);

    private const int MostTries = 6;

    private readonly JobRuns _runs = new(host.Services.GetRequiredService<NpgsqlDataSource>(), host.Clock);

    private List<ScheduledJob> Scheduled => [.. host.Services.GetRequiredService<JobSchedule>().All.Where(j => jobs.Contains(j.Name))];

    public async Task PlanAsync()
    {
        Assert.Equal(jobs.Count, Scheduled.Count);
        foreach (var job in jobs) await _runs.PlanAsync(job, default);
    }

    /// <summary>The jobs of one civil day, each when the scheduler would wake it, or all when the host is up again.</summary>
    public async Task RunAsync(DateOnly day)
    {
        var due = Scheduled
            .SelectMany(job => JobCalendar.Between(job, CivilClock.StartOf(day).AddTicks(-1), CivilClock.EndOf(day)).Select(at => (job.Name, At: at)))
            .OrderBy(d => d.At).ToList();
        Assert.Equal(jobs.Count, due.Count);
        var down = cuts.NightDown();
        foreach (var (job, at) in due)
        {
            Reach(down && at < CivilClock.At(day, s_upAgain) ? CivilClock.At(day, s_upAgain) : at);
            await RunJobAsync(job, at);
            if (job == "end-terms") await CarryOutAsync();
        }
    }

    /// <summary>The worker of decisions that were made together.</summary>
    public async Task CarryOutAsync()
    {
        var runner = host.Services.GetRequiredService<BatchRunner>();
        for (var tries = 0; await RunningAsync() > 0; tries++)
        {
            Assert.True(tries < MostTries, "Decisions made together are never carried out.");
            await cuts.UnderAsync(async () =>
            {
                foreach (var batch in await runner.RunningAsync(default)) await runner.RunAsync(batch, default);
                return true;
            });
        }
    }

    /// <summary>Delivers what is due; what failed is due again a little later.</summary>
    public async Task SettleAsync()
    {
        var delivered = await cuts.UnderAsync(async () =>
        {
            await host.SettleAsync();
            return true;
        });
        for (var tries = 0; delivered.Pulled && tries < MostTries; tries++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            await host.SettleAsync();
            if (await host.Services.GetRequiredService<OutboxDispatcher>().IsSettledAsync(default) && await UndeliveredAsync() == 0) return;
        }
    }

    private async Task RunJobAsync(string job, DateTimeOffset due)
    {
        var ran = await cuts.UnderAsync(async () =>
        {
            await Runner().RunDueAsync(job, default);
            return true;
        });
        for (var tries = 0; ran.Pulled && !await IsDoneAsync(job, due); tries++)
        {
            Assert.True(tries < MostTries, $"{job} due {due:u} is not done.");
            host.Clock.Advance(s_wait);
            await Runner().RunDueAsync(job, default);
        }
    }

    // The runner of a host of its own.
    private JobRunner Runner() => new(
        _runs, host.Services.GetRequiredService<JobSchedule>(), host.Services.GetRequiredService<IServiceScopeFactory>(), host.Clock,
        NullLogger<JobRunner>.Instance);

    private void Reach(DateTimeOffset at)
    {
        if (host.Clock.GetUtcNow() < at) host.Clock.Set(at);
    }

    private Task<long> RunningAsync() => host.ScalarAsync<long>("select count(*) from certification.decision_batch where state = 'Running'");

    private Task<long> UndeliveredAsync() => host.ScalarAsync<long>("select count(*) from kernel.outbox where delivered_at is null");

    private Task<bool> IsDoneAsync(string job, DateTimeOffset due) => host.ScalarAsync<bool>(
        "select exists (select from kernel.job_effect where job = $1 and due = $2 and subject = '')", job, due.UtcDateTime);
}
