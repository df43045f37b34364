using Microsoft.Extensions.DependencyInjection;
using Post.App.Identity;
using Post.Kernel.Access;
using Post.Kernel.Sealing;

namespace Post.App.Tests;

/// <summary>The host where a sealer is required.</summary>
public sealed class SealRequiredHost : AppHost, IAsyncLifetime
{
    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await DemoAccounts.EnsureAsync(Services);
    }

    protected override void Arrange(IServiceCollection services)
    {
        base.Arrange(services);
        services.AddSingleton(new SealingLimits(Required: true, TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(10)));
    }
}

/// <summary>Operators see how far the log is sealed, and are told when it is late.</summary>
public sealed class SealingTests(SealRequiredHost host) : IClassFixture<SealRequiredHost>
{
    [Fact]
    [Trait("Clause", "8.07(4)")]
    public async Task NobodySeals_AlarmsAndThenTellsWhatStopped()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.SysAdmin);
        Assert.Contains("In time", await SealAsync(browser), StringComparison.Ordinal);

        host.Clock.Set(TimeProvider.System.GetUtcNow().AddSeconds(90));
        Assert.Contains("Late", await SealAsync(browser), StringComparison.Ordinal);
        Assert.Equal("Degraded", await (await browser.GetAsync("/healthz/ready")).Content.ReadAsStringAsync());
        Assert.Contains("Log not sealed", (await browser.OpenAsync("/staff")).Body!.TextContent, StringComparison.Ordinal);

        host.Clock.Set(TimeProvider.System.GetUtcNow().AddMinutes(11));
        Assert.Contains("not given out", await SealAsync(browser), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cosigned", 2, "In time", false)]
    [InlineData("Away", 1, "In time", false)]
    [InlineData("Away", 0, "Late", true)]
    [InlineData("OtherLog", 2, "Alarm", true)]
    [Trait("Clause", "8.07(5)")]
    public async Task WitnessThatStaysAwayOrSawAnotherLog_IsShownAndAlarms(string outcome, int seen, string chip, bool called)
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.SysAdmin);
        host.Clock.Set(TimeProvider.System.GetUtcNow());
        await host.ExecuteAsync("delete from audit.witness");
        await host.ExecuteAsync(
            """
            insert into audit.checkpoint (size, root, note, at)
            select size, '\x00', 'test', now() - make_interval(hours => hours) from (values (1, 25), (2, 23)) c (size, hours) on conflict do nothing
            """);
        await host.ExecuteAsync("insert into audit.witness (name, size, outcome, shown_at) values ('auditor.example/witness', $1, $2, now())", (long)seen, outcome);

        var panel = await SealAsync(browser);

        Assert.Contains("auditor.example/witness", panel, StringComparison.Ordinal);
        Assert.Contains(chip, panel[panel.IndexOf("Witnesses", StringComparison.Ordinal)..], StringComparison.Ordinal);
        var work = (await browser.OpenAsync("/staff")).Body!.TextContent;
        Assert.Equal(called, work.Contains("cut off unseen", StringComparison.Ordinal) || work.Contains("a witness saw another log", StringComparison.Ordinal));
        if (called) Assert.Equal("Degraded", await (await browser.GetAsync("/healthz/ready")).Content.ReadAsStringAsync());
        await host.ExecuteAsync("delete from audit.witness");
    }

    private static async Task<string> SealAsync(Browser browser) =>
        (await browser.OpenAsync("/staff/jobs")).QuerySelector("#seal")!.TextContent;
}
