using System.Net;
using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

/// <summary>A pair is found, compared and merged; the public finds one officer; taken back, it finds both again.</summary>
[Collection(SiteCollection.Name)]
public sealed class TwoNumbersProveToBeOnePersonTests(RunningSite site)
{
    [Fact]
    [Trait("Clause", "8.06(3)(a)1")]
    public async Task Merged_ThePublicFindsOne_Unmerged_Both()
    {
        var (one, other) = (await site.PublicKeyAsync(Cast.Twice), await site.PublicKeyAsync(Cast.TwiceAgain));
        var before = await site.TextAsync($"/officers/{one}");

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.WorkAsCertificationStaffAsync();
            await visit.Menu("Possible duplicates").ClickAsync();
            await visit.Page.Locator($"[aria-label*='{Cast.Twice.OfficerNumber}']").ClickAsync();
            await Expect(visit.Page.Locator(".compare")).ToContainTextAsync("in both");

            await visit.Page.GetByLabel("One person under two numbers").ClickAsync();
            await visit.Page.Locator("label.check").Filter(new() { HasText = Cast.TwiceAgain.OfficerNumber }).ClickAsync();
            await visit.Page.GetByLabel("How you know").FillAsync("The agency confirmed it.");
            await visit.Button("Merge the two numbers").ClickAsync();

            await Expect(visit.Page.Locator(".officer-head")).ToContainTextAsync($"Also under {Cast.Twice.OfficerNumber}");
            await FoundAsync(visit, 1);
            using var moved = await site.GetAsync($"/officers/{one}");
            Assert.Equal((HttpStatusCode.MovedPermanently, $"/officers/{other}"), (moved.StatusCode, moved.Headers.Location!.OriginalString));
            await ShowsAsync(other, "59000011");

            await visit.OpenAsync($"/staff/officers/{await site.PersonIdAsync(Cast.TwiceAgain)}");
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Numbers" }).ClickAsync();
            await visit.Page.Locator("details.act summary").ClickAsync();
            await visit.Page.GetByLabel("Why they are two persons").FillAsync("Two birth certificates.");
            await visit.Button("Un-merge").ClickAsync();
            await Expect(visit.Page.Locator("[aria-labelledby=number-history]")).ToContainTextAsync("Two birth certificates.");
            await FoundAsync(visit, 2);
        });

        for (var tries = 0; tries < 100 && await site.TextAsync($"/officers/{one}") != before; tries++) await Task.Delay(200);
        Assert.Equal(before, await site.TextAsync($"/officers/{one}"));
    }

    private async Task ShowsAsync(string key, string complaint)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if ((await site.TextAsync($"/officers/{key}")).Contains(complaint, StringComparison.Ordinal)) return;
            await Task.Delay(200);
        }

        Assert.Contains(complaint, await site.TextAsync($"/officers/{key}"), StringComparison.Ordinal);
    }

    // Publishing follows the decision through the outbox of the running site.
    private static async Task FoundAsync(Visit visit, int officers)
    {
        var hits = visit.Page.Locator("a").Filter(new() { HasText = "Larkspur" });
        for (var tries = 0; tries < 100; tries++)
        {
            await visit.OpenAsync("/officers?q=winifred+larkspur");
            if (await hits.CountAsync() == officers) return;
            await Task.Delay(200);
        }

        await Expect(hits).ToHaveCountAsync(officers);
    }
}
