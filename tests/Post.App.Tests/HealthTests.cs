using System.Globalization;
using System.Net;

namespace Post.App.Tests;

public sealed class HealthTests(AppHost host) : IClassFixture<AppHost>
{
    [Fact]
    public async Task Whole_IsReadyAndTellsStrangersOneWord()
    {
        using var browser = host.Browse();

        var ready = await browser.GetAsync("/healthz/ready");

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal("Healthy", await ready.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/healthz/live")).StatusCode);
    }

    [Fact]
    public async Task NextMonthWithoutPartition_IsDegradedAndStillServed()
    {
        using var browser = host.Browse();
        var part = Partition(1);
        await host.ExecuteAsync($"alter table audit.{part} rename to away");
        try
        {
            var ready = await browser.GetAsync("/healthz/ready");
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
            Assert.Equal("Degraded", await ready.Content.ReadAsStringAsync());
        }
        finally
        {
            await host.ExecuteAsync($"alter table audit.away rename to {part}");
        }
    }

    [Fact]
    public async Task ThisMonthWithoutPartition_IsNotReady()
    {
        using var browser = host.Browse();
        var part = Partition(0);
        await host.ExecuteAsync($"alter table audit.{part} rename to away");
        try
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync("/healthz/ready")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/healthz/live")).StatusCode);
        }
        finally
        {
            await host.ExecuteAsync($"alter table audit.away rename to {part}");
        }
    }

    [Fact]
    public async Task StuckDelivery_IsDegraded()
    {
        using var browser = host.Browse();
        var id = Guid.NewGuid();
        await host.ExecuteAsync("insert into kernel.outbox (id, type, body, happened_at) values ($1, 'x', '{}', now())", id);
        await host.ExecuteAsync("insert into kernel.failed_delivery values ($1, 'x.y', 6, 'why', null)", id);
        try
        {
            Assert.Equal("Degraded", await (await browser.GetAsync("/healthz/ready")).Content.ReadAsStringAsync());
        }
        finally
        {
            await host.ExecuteAsync("delete from kernel.failed_delivery where event_id = $1", id);
            await host.ExecuteAsync("delete from kernel.outbox where id = $1", id);
        }
    }

    private string Partition(int months) =>
        "event_" + host.Clock.GetUtcNow().AddMonths(months).ToString("yyyyMM", CultureInfo.InvariantCulture);
}

public sealed class StartTests
{
    [Fact]
    public async Task SchemaScriptMissing_OneSentenceNamesIt()
    {
        var host = new NotStarted();
        await host.Database.InitializeAsync();
        await host.ExecuteAsync("delete from migration.applied where name like '0036%'");

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => PostHost.BuildAsync(host.Arguments()));

        Assert.Contains("0036_kernel_create_job_run.sql", refused.Message, StringComparison.Ordinal);
        Assert.Contains("scripts/post migrate", refused.Message, StringComparison.Ordinal);
        await host.DisposeAsync();
    }

    [Fact]
    public async Task EmptyDatabase_OneSentenceSaysWhatToRun()
    {
        var host = new NotStarted();
        await host.Database.InitializeAsync();
        await host.ExecuteAsync("drop schema migration cascade");

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => PostHost.BuildAsync(host.Arguments()));

        Assert.Equal("The database has no schema yet. Run: scripts/post migrate", refused.Message);
        await host.DisposeAsync();
    }

    [Fact]
    public async Task NoDatabase_OneSentenceSaysWhatToRun()
    {
        var host = new NotStarted();
        await host.Database.InitializeAsync();
        var gone = host.Database.App.Replace(host.Database.Name, "post_never_made", StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<StartRefusedException>(
            () => PostHost.BuildAsync([.. host.Arguments(), $"--ConnectionStrings:App={gone}"]));

        Assert.Equal("The database does not exist. Run: scripts/run", refused.Message);
        await host.DisposeAsync();
    }

    [Fact]
    [Trait("Clause", "8.07(5)")]
    public async Task AcknowledgesBeforeDisk_DoesNotStart()
    {
        var host = new NotStarted();
        await host.Database.InitializeAsync();

        var refused = await Assert.ThrowsAsync<StartRefusedException>(
            () => PostHost.BuildAsync([.. host.Arguments(), $"--ConnectionStrings:App={host.Database.App};Options=-c synchronous_commit=off"]));

        Assert.Contains("synchronous_commit", refused.Message, StringComparison.Ordinal);
        await host.DisposeAsync();
    }

    [Fact]
    public async Task NoServer_OneSentenceNamesTheSetting()
    {
        var host = new NotStarted();
        await host.Database.InitializeAsync();

        var refused = await Assert.ThrowsAsync<StartRefusedException>(
            () => PostHost.BuildAsync([.. host.Arguments(), "--ConnectionStrings:App=Host=127.0.0.1;Port=1;Username=post_app;Database=post"]));

        Assert.Contains("ConnectionStrings__App", refused.Message, StringComparison.Ordinal);
        await host.DisposeAsync();
    }

    [Fact]
    public async Task UnknownProcessRole_OneSentenceNamesThoseThatExist()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => PostHost.BuildAsync(["--Post:Roles=Everything"]));

        Assert.Contains("Public, Staff and Worker", refused.Message, StringComparison.Ordinal);
    }

    private sealed class NotStarted : AppHost;
}
