using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class RowsGoBackToTheirSenderTests(RunningSite site)
{
    private static readonly FileRow[] s_rows =
    [
        new("3339-9101", "Leontine", "Marrowby", 59_300_001),
        new("not a number", "Leontine", "Marrowby", 59_300_002),
    ];

    [Fact]
    [Trait("Clause", "12.11")]
    public Task ReturnedRows_AreANoticeToTheFurnishedAddressThatTheMailboxShows() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        var page = visit.Page;
        await visit.WorkAsCertificationStaffAsync();
        await FurnishAsync(visit);
        await BringInAsync(visit);

        await page.GetByRole(AriaRole.Link, new() { Name = "Return rows to the agency" }).ClickAsync();
        await page.GetByLabel("To the agency").SelectOptionAsync(new SelectOptionValue { Label = "Harbor City Police Department" });
        await page.GetByLabel("A word to go with it").FillAsync("Please look at row 2.");
        await visit.Button("Preview").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("marrowby-records@harbor.example");
        await Expect(page.Locator("main li", new() { HasText = "row 2 (line 3)" })).ToBeVisibleAsync();
        await visit.Button("Send the notice").ClickAsync();

        await Expect(page.Locator("main h1")).ToHaveTextAsync("Notice");
        await Expect(page.Locator("main")).ToContainTextAsync("Please look at row 2.");
        // No mail server is set in a demonstration: it is kept, and says so.
        for (var tries = 0; tries < 60 && await page.Locator("main .chip").First.TextContentAsync() != "Kept in the mailbox"; tries++)
        {
            await Task.Delay(250);
            await page.ReloadAsync();
        }

        await Expect(page.Locator("main .chip").First).ToHaveTextAsync("Kept in the mailbox");
        await visit.Menu("Mailbox").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Read N-") }).First.ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Please look at row 2.");
    });

    private static async Task FurnishAsync(Visit visit)
    {
        var page = visit.Page;
        await visit.Menu("Addresses").ClickAsync();
        await page.GetByLabel("Part of the name").FillAsync("harbor city");
        await visit.Button("Find").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Harbor City Police Department" }).First.ClickAsync();
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("marrowby-records@harbor.example");
        await page.GetByLabel("Name of who gave it").FillAsync("the records clerk");
        await page.GetByLabel("On", new() { Exact = true }).FillAsync("2026-01-05");
        await visit.Button("Record").ClickAsync();
        await Expect(page.Locator("main td", new() { HasText = "marrowby-records@harbor.example" })).ToBeVisibleAsync();
    }

    private async Task BringInAsync(Visit visit)
    {
        await visit.Menu("Imports").ClickAsync();
        await visit.Page.GetByLabel("File (CSV or XLSX)").SetInputFilesAsync(SyntheticFile.Write(site.PathOf("marrowby_20250901.csv"), s_rows));
        await visit.Page.GetByLabel("Dry run").UncheckAsync();
        await visit.Button("Bring in").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Taken in");
    }
}
