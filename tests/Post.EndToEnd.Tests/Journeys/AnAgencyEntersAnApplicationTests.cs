using System.Globalization;
using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using Post.Kernel.Time;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AnAgencyEntersAnApplicationTests(RunningSite site)
{
    [Fact]
    [Trait("Clause", "MMA-05")]
    [Trait("Clause", "MMA-08")]
    public async Task Liaison_EntersAnApplicationFromTheListOfThoseDue_StaffTakeAReferenceOver_AndTheAgencyReadsWhatWasFound()
    {
        var officer = await OwnAgency.RenewableAsync(site);
        var address = "";
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.SignInAsAsync(Roles.AgencyLiaison, "/agency");
            await visit.Menu("Applications").ClickAsync();
            await visit.Page.Locator($"a[href='/agency/roster/{officer}/application']").ClickAsync();

            // What is left unsaid is asked for, and what was typed stays.
            var day = TimeProvider.System.Today().AddDays(-3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var items = visit.Page.Locator("main section[aria-labelledby^=item-]");
            await Expect(items).ToHaveCountAsync(8);
            for (var i = 1; i < 8; i++)
            {
                await items.Nth(i).GetByLabel("Shown", new() { Exact = true }).CheckAsync();
                await items.Nth(i).GetByLabel("What shows it").FillAsync($"Personnel file, page {i} (synthetic)");
                await items.Nth(i).GetByLabel("Of which day").FillAsync(day);
            }

            await visit.Page.GetByLabel("For the agency, and under").CheckAsync();
            await visit.Button("Enter the application").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Not answered: State and national background check");
            await Expect(items.Nth(5).GetByLabel("What shows it")).ToHaveValueAsync("Personnel file, page 5 (synthetic)");

            // First aid and CPR each have a last day.
            await Expect(visit.Page.GetByLabel("Last day of the certificate")).ToHaveCountAsync(2);
            await visit.Page.Locator("#last-first-aid").FillAsync("2099-03-31");
            await items.Nth(0).GetByLabel("Not yet").CheckAsync();
            await items.Nth(0).GetByLabel("Note").FillAsync("Ordered (synthetic)");
            await visit.Button("Enter the application").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Current CPR: give the last day of the certificate.");
            await visit.Page.Locator("#last-cpr").FillAsync("2099-04-30");
            await visit.Button("Enter the application").ClickAsync();
            await Expect(visit.Page.Locator(".note[role=status]")).ToContainTextAsync("has received CA-");
            await Expect(visit.Page.Locator("#clock ~ .how-counted")).ToContainTextAsync("How counted");
            address = new Uri(visit.Page.Url).AbsolutePath;

            await visit.Link("Say more: State and national background check").ClickAsync();
            await visit.Page.GetByLabel("Shown", new() { Exact = true }).CheckAsync();
            await visit.Page.GetByLabel("What shows it").FillAsync("Report of the check (synthetic)");
            await visit.Page.GetByLabel("For the agency, and under").CheckAsync();
            await visit.Button("Send it to the Commission").ClickAsync();
            await Expect(visit.Page.Locator("#before ~ ul")).ToContainTextAsync("Ordered (synthetic)");
        });

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.OpenAsync(address.Replace("/agency/", "/staff/certification/", StringComparison.Ordinal));
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Take over: Work as an officer" }).ClickAsync();
            await Expect(visit.Page.Locator("#document")).ToHaveValueAsync("Personnel file, page 4 (synthetic)");
            await visit.Button("Save finding").ClickAsync();
            await Expect(visit.Page.Locator("p[role=status]")).ToContainTextAsync("Work as an officer");
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Take over: Current CPR" }).ClickAsync();
            await Expect(visit.Page.Locator("#last-day")).ToHaveValueAsync("2099-04-30");
            await visit.Button("Save finding").ClickAsync();
            await Expect(visit.Page.Locator("p[role=status]")).ToContainTextAsync("Current CPR, met");
        }, session: await site.SessionAsync(Roles.CertStaff, "certification"));

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.OpenAsync(address);
            await Expect(visit.Page.Locator("tr", new() { HasText = "Work as an officer" })).ToContainTextAsync("Met");
            await Expect(visit.Page.Locator("tr", new() { HasText = "Current CPR" }).Locator("td").Last).ToContainTextAsync("until Apr 30, 2099");
            await visit.OpenAsync($"/agency/roster/{officer}/application");
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("is open for the same already");
        }, session: await site.SessionAsync(Roles.AgencyLiaison, null));
    }
}
