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

    private static async Task<string> SealAsync(Browser browser) =>
        (await browser.OpenAsync("/staff/jobs")).QuerySelector("#seal")!.TextContent;
}
