using Post.Kernel.Requests;

namespace Post.Kernel.Jobs;

/// <summary>Work that a clock starts: a named command, run once for each time it was due (Massachusetts time).</summary>
public sealed record ScheduledJob(string Name, string Description, string Cron, Func<DateTimeOffset, ICommand<Done>> Command);

/// <summary>Where modules say what must run when; the host hands it to the scheduler.</summary>
public sealed class JobSchedule
{
    private readonly List<ScheduledJob> _all = [];

    public IReadOnlyList<ScheduledJob> All => _all;

    /// <summary>Every day at a civil time.</summary>
    public void Daily(string name, string description, TimeOnly at, Func<DateTimeOffset, ICommand<Done>> command) =>
        _all.Add(new ScheduledJob(name, description, $"0 {at.Minute} {at.Hour} * * ?", command));

    /// <summary>All day, at each full number of minutes of the hour.</summary>
    public void EveryMinutes(string name, string description, int minutes, Func<DateTimeOffset, ICommand<Done>> command) =>
        _all.Add(new ScheduledJob(name, description, $"0 0/{minutes} * * * ?", command));
}
