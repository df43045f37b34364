using System.Text.Json;
using Post.EndToEnd.Tests.Running;

namespace Post.EndToEnd.Tests.Quality;

[Collection(SiteCollection.Name)]
public sealed class PublicPagesAreLightTests(RunningSite site)
{
    private const int BytesOfTheFirstPage = 100 * 1024;

    [Theory]
    [InlineData("start")]
    [InlineData("officers-found")]
    [InlineData("officer")]
    [Trait("Clause", "8.06(2)")]
    public Task FirstPage_NeedsUnderAHundredKilobytesOfTheWire(string name) => site.Browser.VisitAsync(site.Address, async visit =>
    {
        var wire = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        var bytes = 0L;
        wire.Event("Network.loadingFinished").OnEvent += (_, e) =>
            Interlocked.Add(ref bytes, (long)((JsonElement)e!).GetProperty("encodedDataLength").GetDouble());
        await wire.SendAsync("Network.enable");

        await SitePages.Public.Single(p => p.Name == name).Open(site, visit);
        await visit.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);

        Assert.InRange(Interlocked.Read(ref bytes), 1_000, BytesOfTheFirstPage);
    });

    [Fact]
    [Trait("Clause", "8.06(2)")]
    public Task PublicPages_AskForNoScriptAndForNothingOfOthers() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        foreach (var page in SitePages.Public) await page.Open(site, visit);

        Assert.NotEmpty(visit.Requests);
        Assert.DoesNotContain(visit.Requests, r => r.ResourceType is "script" or "websocket" or "fetch" or "xhr");
        Assert.All(visit.Requests, r => Assert.StartsWith(site.Address.AbsoluteUri, r.Url, StringComparison.Ordinal));
        Assert.Empty(await visit.Page.Context.CookiesAsync());
    });
}
