using Post.Kernel.Jobs;
using Post.Kernel.Time;
using Quartz;

namespace Post.App.Operations;

/// <summary>What becomes of due times that nobody was there for.</summary>
internal enum MissedRuns
{
    /// <summary>Each runs, in order, with its own date.</summary>
    EachDue,

    /// <summary>The last one runs; the others are written down as missed.</summary>
    OnceNow,
}

/// <summary>How a job makes up for what it missed, and how long it waits before it tries again what failed.</summary>
internal sealed record JobPolicy(MissedRuns Missed, IReadOnlyList<int> RetryMinutes);

/// <summary>The times at which a job falls due, by the civil clock of Massachusetts.</summary>
internal static class JobCalendar
{
    /// <summary>More than that is made up in the next rounds.</summary>
    private const int Most = 400;

    public static DateTimeOffset? NextAfter(ScheduledJob job, DateTimeOffset after) =>
        new CronExpression(job.Cron, CivilClock.Zone).GetNextValidTimeAfter(after);

    /// <summary>After the one and not after the other, oldest first.</summary>
    public static IReadOnlyList<DateTimeOffset> Between(ScheduledJob job, DateTimeOffset after, DateTimeOffset until)
    {
        var cron = new CronExpression(job.Cron, CivilClock.Zone);
        var due = new List<DateTimeOffset>();
        while (due.Count < Most && cron.GetNextValidTimeAfter(after) is { } next && next <= until)
        {
            due.Add(next);
            after = next;
        }

        return due;
    }
}
