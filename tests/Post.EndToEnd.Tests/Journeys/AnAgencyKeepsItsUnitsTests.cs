using System.Globalization;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using Post.Kernel.Time;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AnAgencyKeepsItsUnitsTests(RunningSite site)
{
    private const string Unit = "Dispatchers and patrol (synthetic)";

    [Fact]
    [Trait("Clause", "12.04(1)(a)7")]
    [Trait("Clause", "12.05(1)(i)(d)")]
    public async Task Liaison_RecordsAUnit_SaysWhoBelongsToIt_AndTellsOnceOfANewHead()
    {
        var today = TimeProvider.System.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.SignInAsAsync(Roles.AgencyLiaison, "/agency");
            await visit.Menu("Bargaining units").ClickAsync();

            // Without an address nothing is recorded, and what was typed stays.
            await visit.Page.GetByLabel("Name of the unit").FillAsync(Unit);
            await visit.Page.GetByLabel("Head of the unit").FillAsync("Kim Ash (synthetic)");
            await visit.Page.GetByLabel("From").FillAsync(today);
            await visit.Button("Record the unit").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Give the electronic mail address");
            await Expect(visit.Page.GetByLabel("Name of the unit")).ToHaveValueAsync(Unit);
            await visit.Page.GetByLabel("Electronic mail address").FillAsync("kim@union.example");
            await visit.Button("Record the unit").ClickAsync();
            await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(Unit);

            await visit.Link("Say who belongs to it").ClickAsync();
            var boxes = visit.Page.Locator("input[name=officer]");
            await boxes.Nth(0).CheckAsync();
            await boxes.Nth(1).CheckAsync();
            await visit.Button("Record it for those ticked").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Give the day");
            await Expect(boxes.Nth(1)).ToBeCheckedAsync();
            await visit.Page.GetByLabel("From").FillAsync(today);
            await visit.Button("Record it for those ticked").ClickAsync();
            await Expect(visit.Page.Locator(".done, [role=status]").First).ToContainTextAsync("on record");

            await visit.OpenAsync("/agency/units");
            await visit.Link(Unit).ClickAsync();
            await Expect(visit.Page.Locator("#members ~ table tbody tr")).ToHaveCountAsync(2);
            await visit.Page.GetByLabel("Head of the unit").FillAsync("Lou Birch (synthetic)");
            await visit.Page.GetByLabel("Electronic mail address").FillAsync("lou@union.example");
            await visit.Page.GetByLabel("From").FillAsync(today);
            await visit.Button("Record the head").ClickAsync();
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("for every member below");
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("Headed by Lou Birch (synthetic)");
        });

        // Staff see it where they see who acts for the agency.
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.SignInAsAsync(Roles.CertStaff, $"/staff/agencies/{await OwnAgency.IdAsync(site)}/people");
            await Expect(visit.Page.Locator("#units-heading ~ table")).ToContainTextAsync("lou@union.example");
        });
    }
}
