using System.Net;
using Post.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class PublicPagesLeadOnwardTests(RunningSite site)
{
    [Fact]
    [Trait("Clause", "8.06(2)")]
    public Task Agency_LeadsToItsOfficers() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        await visit.OpenAsync("/agencies?q=harbor+city");
        await visit.Link(Cast.Found.Agency).First.ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(Cast.Found.Agency);
        await visit.Page.Locator("main a.btn").ClickAsync();

        var agencies = await visit.Page.Locator(".hits li div.small.muted bdi").AllTextContentsAsync();
        Assert.NotEmpty(agencies);
        Assert.All(agencies, a => Assert.Equal(Cast.Found.Agency, a));
    }, script: false);

    [Fact]
    public Task AddressThatNeverWas_IsAPageThatHelps() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        await visit.OpenAsync("/no-such-page", status: 404);

        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("There is no such page");
        await visit.Page.GetByLabel("Name, officer number or agency").FillAsync("Featherstone");
        await visit.Button("Search").ClickAsync();
        await Expect(visit.Page.Locator(".hits li")).ToContainTextAsync(["Featherstone, Marisol"]);
    }, script: false);

    [Fact]
    public async Task EveryLinkOfEveryPublicPage_LeadsSomewhere()
    {
        var crawl = new Crawl(site.Http);

        var answers = await crawl.WalkAsync(["/", "/no-such-page", $"/officers/{await site.PublicKeyAsync(Cast.Found)}"]);

        Assert.True(answers.Count > 100, $"Only {answers.Count} addresses were found.");
        Assert.All(answers.Where(a => a.Key != "/no-such-page"), a => Assert.Equal(HttpStatusCode.OK, a.Value.Status));
    }
}
