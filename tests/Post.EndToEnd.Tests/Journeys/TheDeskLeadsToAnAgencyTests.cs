using System.Globalization;
using Post.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

/// <summary>Staff goes from the desk to the officers whom an agency has not applied for, keeps that view, and comes back to it.</summary>
[Collection(SiteCollection.Name)]
public sealed class TheDeskLeadsToAnAgencyTests(RunningSite site)
{
    private const int PageLength = 50;

    [Fact]
    public async Task Figure_OpensItsOfficers_WhichAreSavedAndTakenAsAFile()
    {
        await RoundRecord.EnsureAsync(site);

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.WorkAsCertificationStaffAsync();
            await visit.OpenAsync("/staff/certification");
            var figure = visit.Page.Locator("[aria-labelledby=waited] td[data-label='No application'] a").First;
            var count = int.Parse((await figure.TextContentAsync())!.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
            await figure.ClickAsync();

            await Expect(visit.Page.Locator("main tbody tr")).ToHaveCountAsync(Math.Min(count, PageLength));
            var file = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Link("Take it as a file (CSV)").ClickAsync());
            var lines = await File.ReadAllLinesAsync((await file.PathAsync())!);
            Assert.Equal(count, lines.Length - 1);

            await visit.Link("Save this view").ClickAsync();
            await visit.Page.Locator("#view-name").FillAsync("Waiting for this agency");
            await visit.Button("Save").First.ClickAsync();
            await Expect(visit.Page.Locator("main p[role=status]")).ToContainTextAsync("on record");
            await visit.OpenAsync("/staff/certification");
            await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Waiting for this agency" }).ClickAsync();
            await Expect(visit.Page.Locator("main tbody tr")).ToHaveCountAsync(Math.Min(count, PageLength));
        });
    }
}
