using Post.Kernel.Jobs;
using Post.Kernel.Work;

namespace Post.App.Archive;

/// <summary>The archive of the log: what it needs, and when it runs.</summary>
internal static class ArchiveServices
{
    public static IServiceCollection AddArchive(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(ArchiveSettings.From(configuration)).AddScoped<ArchiveBook>().AddScoped<IWorkQueue, DamagedArchiveQueue>();
}

/// <summary>The host's own jobs.</summary>
internal static class ArchiveJobs
{
    public static void Add(JobSchedule jobs)
    {
        jobs.Daily("archive-log", "Writes closed months of the log to the archive", new TimeOnly(3, 30), _ => new ArchiveLogCommand());
        jobs.Daily("check-log-archive", "Compares archived months with the digests on record", new TimeOnly(4, 20), _ => new CheckArchivesCommand());
    }
}
