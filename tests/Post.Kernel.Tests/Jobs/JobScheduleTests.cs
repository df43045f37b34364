using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Jobs;
using Post.Kernel.Time;
using Post.Testing;
using Quartz;

namespace Post.Kernel.Tests.Jobs;

/// <summary>What a clock starts, in Massachusetts time.</summary>
public sealed class JobScheduleTests(ModuleHost host) : IClassFixture<ModuleHost>
{
    private static readonly string[] s_names =
    [
        "check-documents", "close-review-windows", "compare-reasons", "end-sro-terms", "end-terms", "ensure-audit-partitions", "escalate-unseen-notices", "find-duplicates", "mark-missed-conditions", "prompt-agencies-of-statements", "publish-log-seal", "queue-school-service", "release-due-matters", "remind-agencies-of-rounds", "remind-of-addresses",
        "queue-service-at-ended-agencies", "rebuild-publication", "remove-document-tickets", "remove-orphan-files",
    ];

    public static TheoryData<string> Names => [.. s_names];

    private JobSchedule Schedule => host.Services.GetRequiredService<JobSchedule>();

    [Fact]
    public void Daily_IsThisExpression()
    {
        var schedule = new JobSchedule();

        schedule.Daily("a-job", "Does a thing", new TimeOnly(1, 15), _ => null!);

        Assert.Equal(("a-job", "Does a thing", "0 15 1 * * ?"), (schedule.All[0].Name, schedule.All[0].Description, schedule.All[0].Cron));
    }

    [Fact]
    public void Jobs_AreKnownAndNamedOnce()
    {
        Assert.Equal(s_names.Order(), Schedule.All.Select(j => j.Name).Order());
        Assert.All(Schedule.All, j => Assert.False(string.IsNullOrWhiteSpace(j.Description)));
    }

    // 1:15 comes twice on the day when clocks go back, and 2:15 never on the day when they go forward.
    [Theory]
    [MemberData(nameof(Names))]
    public void Job_IsDueOnEveryLegalDay_AlsoWhenClocksChange(string name)
    {
        var expression = new CronExpression(Schedule.All.Single(j => j.Name == name).Cron, CivilClock.Zone);
        var days = new HashSet<DateOnly>();
        for (var at = new DateTimeOffset(2026, 1, 1, 5, 0, 0, TimeSpan.Zero).AddSeconds(-1); days.Count < 366;)
        {
            at = expression.GetNextValidTimeAfter(at)!.Value;
            days.Add(CivilClock.LegalDate(at));
        }

        Assert.Equal(Enumerable.Range(0, 366).Select(i => new DateOnly(2026, 1, 1).AddDays(i)), days.Order());
    }

    [Fact]
    public void Command_IsMadeForEachDueTime() =>
        Assert.All(Schedule.All, j => Assert.NotNull(j.Command(host.Clock.GetUtcNow())));
}
