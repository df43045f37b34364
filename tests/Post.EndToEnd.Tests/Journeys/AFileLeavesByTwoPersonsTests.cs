using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AFileLeavesByTwoPersonsTests(RunningSite site)
{
    private const string Why = "The yearly report quotes these acts by number.";

    [Fact]
    [Trait("Clause", "8.07(5)(b)")]
    public async Task PartOfTheLog_IsAskedForApprovedByAnotherAndTakenOnce()
    {
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.WorkAsAsync(Roles.ComplianceOfficer, "access-review");
            await visit.OpenAsync("/staff/access-review/log?action=purpose.chosen");
            await visit.Link("Ask for a CSV file").ClickAsync();
            await visit.Page.GetByLabel("What you need the file for").FillAsync(Why);
            await visit.Button("Ask a second person").ClickAsync();
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("Waits for a second person");
        });
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.WorkAsAsync(Roles.ExecutiveDirector, "access-review");
            await visit.OpenAsync("/staff/access-review/exports");
            var asked = visit.Page.Locator("article.case", new() { HasText = Why });
            await asked.GetByLabel("Why you decide so").FillAsync("The report needs them.");
            await asked.GetByRole(AriaRole.Button, new() { Name = "Approve this file, once" }).ClickAsync();
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("Both names are on record");
        });
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.WorkAsAsync(Roles.ComplianceOfficer, "access-review");
            await visit.OpenAsync("/staff/access-review/exports");
            var row = visit.Page.Locator("tr", new() { HasText = Why });
            var taken = await visit.Page.RunAndWaitForDownloadAsync(() => row.GetByRole(AriaRole.Button, new() { Name = "Take the file" }).ClickAsync());
            var lines = await File.ReadAllLinesAsync(await taken.PathAsync());
            Assert.StartsWith("CONFIDENTIAL-access-log-", taken.SuggestedFilename, StringComparison.Ordinal);
            Assert.True(lines.Length > 1);
            Assert.All(lines.Skip(1), l => Assert.Contains("CONFIDENTIAL - 555 CMR 8.07(5)(b),Compliance officer (demo)", l, StringComparison.Ordinal));
            // The page still shows the button: what decides is the row.
            await row.GetByRole(AriaRole.Button, new() { Name = "Take the file" }).ClickAsync();
            await Expect(visit.Page.Locator("main [role=alert]")).ToContainTextAsync("taken already");
        });

        Assert.Equal(1, await CountAsync("Ok"));
        Assert.Equal(1, await CountAsync("Denied"));
    }

    private Task<long> CountAsync(string outcome) => site.ScalarAsync<long>(
        "select count(*) from audit.event where action = 'log.exported' and outcome = $1", outcome);
}
