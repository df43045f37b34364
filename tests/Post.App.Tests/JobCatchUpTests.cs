using Npgsql;
using Post.App.Operations;
using Post.Kernel.Jobs;

namespace Post.App.Tests;

/// <summary>Hosts die, come in twos, or stay away for days: each effect is made once, with the date it was due.</summary>
public sealed class JobCatchUpTests(JobHost host) : IClassFixture<JobHost>
{
    [Fact]
    public async Task ThreeDaysDown_EachDueHasItsEffectWithItsTrueDate()
    {
        await host.BeginAsync(TrialJobs.Each);
        var start = host.Clock.GetUtcNow();
        host.Clock.Advance(TimeSpan.FromDays(3));

        await host.Runner().RunDueAsync(TrialJobs.Each, CancellationToken.None);
        await host.Runner().RunDueAsync(TrialJobs.Each, CancellationToken.None);

        // Ten in the morning UTC is six in Massachusetts, in summer.
        Assert.Equal(Days(start, 3, 10, 0), await host.EffectsAsync(TrialJobs.Each));
        Assert.Equal("Succeeded Succeeded Succeeded", await host.StatesAsync(TrialJobs.Each));
    }

    [Fact]
    public async Task ThreeDaysDown_OnceNowRunsTheLastAndWritesDownTheOthers()
    {
        await host.BeginAsync(TrialJobs.Once);
        var start = host.Clock.GetUtcNow();
        host.Clock.Advance(TimeSpan.FromDays(3));

        await host.Runner().RunDueAsync(TrialJobs.Once, CancellationToken.None);
        await host.Runner().RunDueAsync(TrialJobs.Once, CancellationToken.None);

        Assert.Equal([Days(start, 3, 10, 30)[^1]], await host.EffectsAsync(TrialJobs.Once));
        Assert.Equal("Missed Missed Succeeded", await host.StatesAsync(TrialJobs.Once));
    }

    [Fact]
    public async Task KilledAtFiftyRandomMoments_EachEffectOnceWithItsTrueDate()
    {
        await host.BeginAsync(TrialJobs.Each);
        var start = host.Clock.GetUtcNow();
        var dice = new Random(50);
        for (var day = 0; day < 50; day++)
        {
            host.Clock.Advance(TimeSpan.FromDays(1));
            await DieAsync(TimeSpan.FromMilliseconds(dice.Next(60)));
        }

        for (var i = 0; i < 4; i++)
        {
            await host.Runner().RunDueAsync(TrialJobs.Each, CancellationToken.None);
            host.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(Days(start, 50, 10, 0), await host.EffectsAsync(TrialJobs.Each));
        // Fifty deaths that hit nothing would prove nothing.
        Assert.Contains("Failed", await host.StatesAsync(TrialJobs.Each), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DiesBetweenTheEffectAndItsReport_IsFoundDoneAndNotDoneAgain()
    {
        await host.BeginAsync(TrialJobs.Each);
        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.Runner().RunDueAsync(TrialJobs.Each, CancellationToken.None);
        await host.ExecuteAsync("update kernel.job_run set state = 'Running', finished_at = null, effect = null where job = $1", TrialJobs.Each);

        await host.Runner().RunDueAsync(TrialJobs.Each, CancellationToken.None);

        Assert.Single(await host.EffectsAsync(TrialJobs.Each));
        Assert.Equal("Succeeded", await host.StatesAsync(TrialJobs.Each));
    }

    [Fact]
    public async Task TwoHostsAtOnce_OneRunsAndTheOtherGoesOn()
    {
        await host.BeginAsync(TrialJobs.Each);
        host.Clock.Advance(TimeSpan.FromDays(3));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.Runner().RunDueAsync(TrialJobs.Each, CancellationToken.None)));

        Assert.Equal(3, (await host.EffectsAsync(TrialJobs.Each)).Distinct().Count());
        Assert.Equal(3, (await host.EffectsAsync(TrialJobs.Each)).Count);
    }

    [Fact]
    public async Task HostThatLostItsLockWhileItWorked_TakesNothingBack()
    {
        await host.BeginAsync(TrialJobs.Each);
        host.Clock.Advance(TimeSpan.FromDays(1));
        var entered = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        host.Trials.Gate = async () =>
        {
            host.Trials.Gate = null;
            entered.SetResult();
            await go.Task;
        };
        var first = host.Runner().RunDueAsync(TrialJobs.Each, CancellationToken.None);
        await entered.Task;
        await host.ExecuteAsync("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())");

        await host.Runner().RunDueAsync(TrialJobs.Each, CancellationToken.None);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.Runner().RunDueAsync(TrialJobs.Each, CancellationToken.None);
        go.SetResult();
        await Assert.ThrowsAnyAsync<Exception>(() => first);

        Assert.Single(await host.EffectsAsync(TrialJobs.Each));
        await host.Runner().RunDueAsync(TrialJobs.Each, CancellationToken.None);
        Assert.Single(await host.EffectsAsync(TrialJobs.Each));
    }

    [Fact]
    public async Task Failed_IsTriedAgainAfterTheWaitsOfItsPolicyAndThenLeftToAPerson()
    {
        await host.BeginAsync(TrialJobs.Each);
        host.Trials.Failing = true;
        host.Clock.Advance(TimeSpan.FromDays(1));
        var runner = host.Runner();

        await runner.RunDueAsync(TrialJobs.Each, CancellationToken.None);
        await runner.RunDueAsync(TrialJobs.Each, CancellationToken.None);
        Assert.Equal("Failed", await host.StatesAsync(TrialJobs.Each));
        for (var i = 0; i < 5; i++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(6));
            await runner.RunDueAsync(TrialJobs.Each, CancellationToken.None);
        }

        Assert.Equal("Failed Failed Failed", await host.StatesAsync(TrialJobs.Each));
        Assert.Empty(await host.EffectsAsync(TrialJobs.Each));
    }

    [Fact]
    public async Task SubjectsOfOneRun_HaveTheirEffectOnceEach()
    {
        await host.BeginAsync(TrialJobs.Each);
        var due = host.Clock.GetUtcNow();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => host.Send(new MakeSubjectEffectCommand($"subject-{i % 4}", due))));
        await host.Send(new MakeSubjectEffectCommand("subject-0", due.AddDays(1)));

        Assert.Equal(5, (await host.EffectsAsync("trial-subjects")).Count);
    }

    // JB-2: what is skipped in March still runs that day, and what comes twice in November runs once.
    [Theory]
    [InlineData("0 30 2 * * ?", 2026, 3, 7, 3)]
    [InlineData("0 15 1 * * ?", 2026, 10, 31, 3)]
    public void ClockChange_EachDayIsDueOnce(string cron, int year, int month, int day, int days)
    {
        var job = new ScheduledJob("x", "x", cron, _ => throw new NotSupportedException());
        var from = new DateTimeOffset(year, month, day, 16, 0, 0, TimeSpan.Zero);

        var due = JobCalendar.Between(job, from, from.AddDays(days));

        Assert.Equal(days, due.Count);
        Assert.Equal(days, due.Select(Kernel.Time.CivilClock.LegalDate).Distinct().Count());
    }

    private static IReadOnlyList<DateTimeOffset> Days(DateTimeOffset start, int days, int hour, int minute) =>
        [.. Enumerable.Range(1, days).Select(d => new DateTimeOffset(start.Date.AddDays(d), TimeSpan.Zero).AddHours(hour).AddMinutes(minute))];

    private async Task DieAsync(TimeSpan after)
    {
        var run = host.Runner().RunDueAsync(TrialJobs.Each, CancellationToken.None);
        await Task.Delay(after);
        await host.KillAsync();
        try
        {
            await run;
        }
        catch (Exception died) when (died is NpgsqlException or InvalidOperationException)
        {
            // As meant: what it held is gone.
        }

        // A new process has no connections of the old one.
        host.Source.Clear();
    }
}
