using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

/// <summary>An application is received, its requirements are shown, it is decided, and the public reads that it can be challenged.</summary>
[Collection(SiteCollection.Name)]
public sealed class ADecisionIsMadeAndThePublicFollowsTests(RunningSite site)
{
    [Fact]
    [Trait("Clause", "8.06(3)(a)2")]
    public async Task ConditionalGrant_IsOnTheFileAndUnderReviewInPublicUntilItsTimeIsOver()
    {
        var key = await site.PublicKeyAsync(Cast.Documented);
        var person = await site.PersonIdAsync(Cast.Documented);

        Assert.False(await SaysAsync(key, "Under review"));

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.WorkAsCertificationStaffAsync();
            await visit.OpenAsync($"/staff/officers/{person}");
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Decisions" }).ClickAsync();
            await visit.Page.GetByText("Receive an application", new() { Exact = true }).ClickAsync();
            await visit.Page.GetByLabel("Initial certification").ClickAsync();
            await visit.Button("Open it").ClickAsync();

            await Expect(visit.Page.Locator("#checklist")).ToBeVisibleAsync();
            foreach (var item in new[] { "State and national background check", "Good moral character and fitness for employment", "No bar: no felony" })
            {
                await visit.Page.GetByRole(AriaRole.Button, new() { Name = $"Record: {item}" }).ClickAsync();
                await visit.Page.GetByLabel("Document reference (if any)").FillAsync("Packet of the agency");
                await visit.Button("Save finding").ClickAsync();
                await Expect(visit.Page.Locator("p[role=status]")).ToContainTextAsync(item);
            }

            await visit.Page.GetByLabel("Grant", new() { Exact = true }).ClickAsync();
            await visit.Page.GetByLabel("Reasons").FillAsync("Everything but the examination is shown.");
            await visit.Button("Grant").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Examination");

            await visit.Page.GetByLabel("Grant conditionally", new() { Exact = true }).ClickAsync();
            await visit.Page.Locator("#condition-1").FillAsync("Pass the examination");
            await visit.Page.Locator("#condition-due-1").FillAsync("2099-01-31");
            await visit.Button("Grant conditionally").ClickAsync();

            await Expect(visit.Page.Locator("article.decision")).ToContainTextAsync("Pass the examination");
            await visit.OpenAsync($"/staff/officers/{person}");
            await Expect(visit.Page.Locator(".officer-head")).ToContainTextAsync("Conditionally certified");
            await Expect(visit.Page.Locator("[aria-labelledby=status-history]")).ToContainTextAsync("Granted conditionally, decision CD-");
        });

        // Short of what was asked for, and served on nobody yet: it can still be challenged.
        await ReadsAsync(key, "Under review");
    }

    private async Task ReadsAsync(string key, string status)
    {
        for (var tries = 0; tries < 100 && !await SaysAsync(key, status); tries++) await Task.Delay(200);
        Assert.True(await SaysAsync(key, status), status);
    }

    private async Task<bool> SaysAsync(string key, string status) =>
        (await site.TextAsync($"/officers/{key}")).Contains(status, StringComparison.Ordinal);
}
