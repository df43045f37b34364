using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AClauseLeadsToItsOfficialPageTests(RunningSite site)
{
    private const string Page = "https://www.mass.gov/regulations/555-CMR-800-synthetic";

    [Fact]
    [Trait("Clause", "OV-01")]
    public async Task Counsel_RecordsThePageOfATitle_ThePublicFollowsIt_AndItIsTakenBack()
    {
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.OpenAsync("/about-the-data");
            await Expect(visit.Page.Locator("td.clause a")).ToHaveCountAsync(0);
            await visit.SignInAsAsync(Roles.Counsel, "/staff");
            await visit.Menu("Regulations").ClickAsync();
            await visit.Link("555 CMR 8.00").First.ClickAsync();
            await RecordAsync(visit, "https://www.mass.gov.example/555");
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("no address of an official page");
            await Expect(visit.Page.GetByLabel("Official page, if one is known")).ToHaveValueAsync("https://www.mass.gov.example/555");
            await RecordAsync(visit, Page);
            await Expect(visit.Page.Locator("[role=status]").First).ToContainTextAsync("on record from now on");
            await Expect(visit.Page.Locator("#touches-heading ~ table a").First).ToHaveAttributeAsync("href", Page);
        });

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await UntilAsync(visit, linked: true);
            await Expect(visit.Page.Locator("td.clause a").First).ToHaveAttributeAsync("href", Page);

            await visit.SignInAsAsync(Roles.Counsel, "/staff/regulations/8");
            await RecordAsync(visit, "");
            await Expect(visit.Page.Locator("#before-heading ~ ul")).ToContainTextAsync(Page);
            await UntilAsync(visit, linked: false);
        });

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            // A commissioner reads the same and changes nothing; a word means what the title of the page says.
            await visit.SignInAsAsync(Roles.Commissioner, "/staff/regulations/8");
            await Expect(visit.Page.GetByText("Record what holds from now on")).ToHaveCountAsync(0);
            await visit.OpenAsync("/staff/systems");
            await visit.Page.Locator("details.term summary").ClickAsync();
            await Expect(visit.Page.Locator("details.term")).ToContainTextAsync("555 CMR 8.03(2)");
        });

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.SignInAsAsync(Roles.AgencyLiaison, "/agency/reports");
            await visit.Page.GetByText("What “Agency” means here").ClickAsync();
            await Expect(visit.Page.Locator("details.term")).ToContainTextAsync("555 CMR 12.03(2)");
        });
    }

    private static async Task RecordAsync(Visit visit, string address)
    {
        // The list before it has a form with the same labels.
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("555 CMR 8.00");
        var form = visit.Page.Locator("details.act");
        if (await form.GetAttributeAsync("open") is null) await form.Locator("summary").ClickAsync();
        await visit.Page.GetByLabel("Official page, if one is known").FillAsync(address);
        await visit.Page.GetByLabel("From where that address is known").FillAsync(address.Length == 0 ? "" : "Read there (synthetic)");
        await visit.Page.GetByLabel("Reason").FillAsync("Compared (synthetic)");
        await visit.Button("Record it").ClickAsync();
    }

    // What the register says reaches the copies by the outbox, a moment later.
    private static async Task UntilAsync(Visit visit, bool linked)
    {
        for (var tries = 0; tries < 60; tries++)
        {
            await visit.OpenAsync("/about-the-data");
            if (await visit.Page.Locator("td.clause a").CountAsync() > 0 == linked) return;
            await Task.Delay(250);
        }

        Assert.Fail($"The public page is {(linked ? "not " : "still ")}linked after 15 seconds.");
    }
}
