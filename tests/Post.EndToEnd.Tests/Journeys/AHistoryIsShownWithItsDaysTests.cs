using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

/// <summary>Employment and certification files come in; the public reads agencies and days, staff the whole of it.</summary>
[Collection(SiteCollection.Name)]
public sealed class AHistoryIsShownWithItsDaysTests(RunningSite site)
{
    [Fact]
    [Trait("Clause", "8.06(3)(a)3")]
    [Trait("Clause", "8.06(3)(a)4")]
    public async Task Public_ReadsAgenciesAndDaysAndNotHowItEnded()
    {
        var key = await site.PublicKeyAsync(Cast.Served);
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.OpenAsync($"/officers/{key}");
            var service = visit.Page.Locator("#service");
            await Expect(service).ToContainTextAsync("Since May 1, 2019");
            await Expect(service).ToContainTextAsync("Feb 3, 2011 – Apr 30, 2019");
            await Expect(visit.Page.Locator("#certification")).ToContainTextAsync("Jul 1, 2024");
        });

        foreach (var address in new[] { $"/officers/{key}", $"/officers/{key}.csv", $"/api/v1/officers/{key}" })
        {
            Assert.DoesNotContain(Cast.WordOfASeparation, await site.TextAsync(address), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Sergeant", await site.TextAsync(address), StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Clause", "8.05(1)(j)")]
    public async Task Staff_ReadTheSeparationAndWhenItWasRecorded()
    {
        var person = await site.PersonIdAsync(Cast.Served);
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.WorkAsCertificationStaffAsync();
            await visit.OpenAsync($"/staff/officers/{person}");
            await Expect(visit.Page.Locator("[aria-labelledby=certificate-history]")).ToContainTextAsync("LEO-32299010");
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Service" }).ClickAsync();
            var history = visit.Page.Locator("[aria-labelledby=employment-history]");
            await Expect(history).ToContainTextAsync(Cast.WordOfASeparation);
            await Expect(history).ToContainTextAsync("recorded");
        });
    }
}
