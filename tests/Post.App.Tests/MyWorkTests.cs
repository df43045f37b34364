using Post.Kernel.Access;

namespace Post.App.Tests;

public sealed class MyWorkTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task Queues_AreThoseOfTheRole()
    {
        using var administrator = await host.Browse().SignedInAsAsync(Roles.SysAdmin);
        using var staff = await host.Browse().SignedInAsAsync(Roles.CertStaff);

        var operating = await TitlesAsync(administrator);
        var deciding = await TitlesAsync(staff);

        Assert.Contains("Failed jobs", operating);
        Assert.Contains("Stuck deliveries", operating);
        Assert.DoesNotContain("Failed jobs", deciding);
        Assert.DoesNotContain("Agency spellings", operating);
    }

    [Fact]
    public async Task NothingWaits_SaysSo()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.CertStaff);

        var page = await browser.OpenAsync("/staff");

        Assert.Equal("My work", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Nothing waits for you.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_LeavesExactlyOneEvent()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.Commissioner);
        var before = await host.CountEventsAsync("work.shown");

        await browser.OpenAsync("/staff");

        Assert.Equal(before + 1, await host.CountEventsAsync("work.shown"));
    }

    [Fact]
    public async Task Fault_ShowsAReferenceAndNothingOfItsCause()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.SysAdmin);
        await host.ExecuteAsync("alter table kernel.job_run rename to away");
        try
        {
            var alert = (await browser.OpenAsync("/staff")).QuerySelector("[role=alert]")!;

            Assert.Equal("failed", alert.GetAttribute("data-code"));
            Assert.Matches("[0-9a-f]{8}-", alert.TextContent);
            Assert.DoesNotContain("job_run", alert.TextContent, StringComparison.Ordinal);
        }
        finally
        {
            await host.ExecuteAsync("alter table kernel.away rename to job_run");
        }
    }

    private static async Task<string[]> TitlesAsync(Browser browser) =>
        [.. (await browser.OpenAsync("/staff")).QuerySelectorAll(".kpi-card .muted").Select(t => t.TextContent)];
}
