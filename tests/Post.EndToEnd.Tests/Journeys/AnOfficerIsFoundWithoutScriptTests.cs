using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AnOfficerIsFoundWithoutScriptTests(RunningSite site)
{
    [Fact]
    [Trait("Clause", "8.06(2)")]
    public Task MisspeltName_LeadsToTheOfficer() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        await SearchAsync(visit, "marisol fetherstone");

        var hit = visit.Page.Locator(".hits li").First;
        await Expect(hit).ToContainTextAsync("Featherstone, Marisol");
        await Expect(hit).ToContainTextAsync("spelled near");
        await Expect(hit).ToContainTextAsync(Cast.Found.OfficerNumber);
        await hit.Locator("a").First.ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Marisol Featherstone");
        Assert.Empty(await visit.Page.Context.CookiesAsync());
    }, script: false);

    [Fact]
    [Trait("Clause", "8.06(3)(b)")]
    public Task Advisory_StandsAboveTheDataOnEveryPageOfTheWay() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        foreach (var address in new[] { "/", "/officers?q=Featherstone", $"/officers/{await site.PublicKeyAsync(Cast.Found)}" })
        {
            await visit.OpenAsync(address);

            var advisory = visit.Page.GetByRole(AriaRole.Note);
            await Expect(advisory).ToContainTextAsync("may be under challenge");
            await Expect(advisory).ToContainTextAsync("ask the Commission, the agency or the court");
            await Expect(advisory).ToBeInViewportAsync();
        }
    }, script: false);

    [Fact]
    [Trait("Clause", "8.06(3)")]
    [Trait("Clause", "8.06(3)(a)10")]
    public Task Profile_ShowsTheComplaintAndSaysWhy() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        await visit.OpenAsync($"/officers/{await site.PublicKeyAsync(Cast.Found)}");

        var complaint = visit.Page.Locator("article.case");
        await Expect(complaint).ToHaveCountAsync(1);
        await Expect(complaint).ToContainTextAsync("59000001");
        await Expect(complaint).ToContainTextAsync("Suspension, 1 to 5 days");
        var why = complaint.Locator("details.why");
        await Expect(why.Locator("p")).ToBeHiddenAsync();
        await why.Locator("summary").ClickAsync();
        await Expect(why.Locator("p")).ToContainTextAsync("8.06(3)(a)10");
        await Expect(visit.Page.Locator("body")).Not.ToContainTextAsync(Cast.WordOfANarrative);
        await Expect(visit.Page.Locator("#decertification")).ToContainTextAsync("Nothing to display");
    }, script: false);

    [Fact]
    public Task NobodyFound_SaysWhatElseToTry() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        await SearchAsync(visit, "9999-9999");

        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Nobody listed here matches “9999-9999”");
        await visit.Link("Browse all officers").ClickAsync();
        await Expect(visit.Page.Locator(".hits li").First).ToBeVisibleAsync();
    }, script: false);

    [Fact]
    [Trait("Clause", "8.06(2)")]
    public Task StatusFilter_LeavesOnlyThatStatus() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        await visit.OpenAsync("/officers");
        await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Suspended", Exact = false }).First.CheckAsync();
        await visit.Button("Apply filters").ClickAsync();

        await Expect(visit.Page.Locator("h1")).ToContainTextAsync("with these filters");
        var statuses = await visit.Page.Locator(".hits .chip").AllTextContentsAsync();
        Assert.NotEmpty(statuses);
        Assert.All(statuses, s => Assert.Contains("uspended", s, StringComparison.Ordinal));
    }, script: false);

    private static async Task SearchAsync(Visit visit, string text)
    {
        await visit.OpenAsync("/");
        await visit.Page.GetByLabel("Name, officer number or agency").FillAsync(text);
        await visit.Button("Search").ClickAsync();
    }
}
