using Microsoft.Extensions.DependencyInjection;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Jobs;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Kernel.Tests.Jobs;

/// <summary>The log's coming months are made before they come.</summary>
public sealed class EnsureAuditPartitionsTests(ModuleHost host) : IClassFixture<ModuleHost>
{
    [Fact]
    [Trait("Clause", "8.07(5)")]
    public async Task Scheduler_MakesTheMissingMonths()
    {
        await host.ExecuteAsync("""
            do $$ declare last text; begin
              foreach last in array array['event', 'payload'] loop
                execute 'drop table audit.' || (select relname from pg_class where relispartition and relkind = 'r' and relname ~ ('^' || last || '_\d+$') order by 1 desc limit 1);
              end loop;
            end $$
            """);
        var before = await PartitionsAsync();
        var job = host.Services.GetRequiredService<JobSchedule>().All.Single(j => j.Name == "ensure-audit-partitions");

        var done = await host.Send(job.Command(host.Clock.GetUtcNow()), ServiceAccounts.Scheduler(host.Clock));

        Assert.Null(done.Refusal);
        Assert.Equal(before + 2, await PartitionsAsync());
        Assert.Equal(1, await host.CountEventsAsync("audit.partitions.ensured"));
    }

    [Fact]
    public async Task Staff_IsRefused()
    {
        Assert.IsType<NotAllowed>((await host.Send(new EnsureAuditPartitionsCommand(), People.CertificationStaff(host.Clock))).Refusal);
        Assert.Equal(1, await host.CountEventsAsync("audit.partitions.ensured", AuditOutcome.Denied));
    }

    private Task<long> PartitionsAsync() => host.ScalarAsync<long>(
        "select count(*) from pg_class where relnamespace = 'audit'::regnamespace and relispartition and relkind = 'r'");
}
