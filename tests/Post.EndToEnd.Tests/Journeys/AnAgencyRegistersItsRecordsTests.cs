using System.Globalization;
using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using Post.Kernel.Time;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AnAgencyRegistersItsRecordsTests(RunningSite site)
{
    [Fact]
    [Trait("Clause", "12.04(1)(b)1")]
    [Trait("Clause", "12.04(1)(b)5")]
    public async Task Head_RegistersARestrictedRecord_LetsTheLiaisonReadIt_AndStaffSeeThatItIsHeld()
    {
        var (officer, _, _) = await HeldRecords.EnsureAsync(site);
        var number = await site.ScalarAsync<string>("select officer_number from certification.person where id = $1", officer);
        var day = TimeProvider.System.Today().AddDays(-3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.SignInAsAsync(Roles.AgencyHead, "/agency");
            await visit.Menu("Certification records").ClickAsync();
            await visit.Page.GetByLabel("Name or officer number").FillAsync(number);
            await visit.Button("Show").ClickAsync();
            await visit.Page.Locator("main td a").First.ClickAsync();
            var row = visit.Page.Locator("tr", new() { HasText = "Character and fitness" });
            await Expect(row).ToContainTextAsync("Nothing said yet");
            await row.GetByRole(AriaRole.Link, new() { Name = "Register" }).ClickAsync();

            // Who signs is the head or a designee; what was typed stays when it is refused.
            await visit.Page.GetByLabel("Held", new() { Exact = true }).CheckAsync();
            await visit.Page.GetByLabel("Day of which it speaks").FillAsync(day);
            await visit.Page.GetByLabel("In the personnel file").SelectOptionAsync("Original");
            await visit.Page.GetByLabel("Where it is kept").FillAsync("Safe (synthetic)");
            await visit.Page.GetByLabel("Determined").SelectOptionAsync("Found");
            await visit.Button("Register it").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Say who signed");
            await Expect(visit.Page.GetByLabel("Where it is kept")).ToHaveValueAsync("Safe (synthetic)");
            await visit.Page.GetByLabel("Signed by").FillAsync("Captain (synthetic)");
            await visit.Page.GetByLabel("As", new() { Exact = true }).SelectOptionAsync("Designee");
            await visit.Page.GetByLabel("Of a designee").FillAsync("Order of the head");
            await visit.Button("Register it").ClickAsync();
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("It is registered.");
            await Expect(row).ToContainTextAsync("Safe (synthetic)");
            await row.GetByRole(AriaRole.Link, new() { Name = "Read" }).ClickAsync();
            await Expect(visit.Page.Locator("dl.facts")).ToContainTextAsync("Captain (synthetic)");
        });

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.SignInAsAsync(Roles.AgencyLiaison, $"/agency/roster/{officer}/records");
            await Expect(visit.Page.Locator("tr", new() { HasText = "Character and fitness" })).ToContainTextAsync("Restricted");
        });
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.SignInAsAsync(Roles.AgencyHead, "/agency/records/access");
            await visit.Page.GetByLabel("Character and fitness").First.CheckAsync();
            await visit.Page.Locator("main form button").First.ClickAsync();
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("It holds from the next look on.");
        });
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.SignInAsAsync(Roles.AgencyLiaison, $"/agency/roster/{officer}/records");
            await visit.Page.Locator("tr", new() { HasText = "Character and fitness" }).GetByRole(AriaRole.Link, new() { Name = "Read" }).ClickAsync();
            await Expect(visit.Page.Locator("dl.facts")).ToContainTextAsync("Order of the head");
        });
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.WorkAsCertificationStaffAsync();
            await visit.OpenAsync($"/staff/officers/{officer}");
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Agency records" }).ClickAsync();
            await Expect(visit.Page.Locator("tr", new() { HasText = "Character and fitness" })).ToContainTextAsync("Held");
            await Expect(visit.Page.Locator("main")).Not.ToContainTextAsync("Safe (synthetic)");
        });
    }
}
