using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AnAgencyThatMergedIsToldAsSuchTests(RunningSite site)
{
    private const string Became = $"Became part of {TwoAgencies.Into} on Sep 1, 2025.";

    [Fact]
    [Trait("Clause", "8.03(2) Law Enforcement Agency")]
    public async Task MergerRecorded_IsOnThePublicPagesUntilItIsWithdrawn()
    {
        await TwoAgencies.EnsureAsync(site);
        var agency = await TwoAgencies.IdAsync(site, TwoAgencies.Ended);
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.WorkAsCertificationStaffAsync();
            await visit.OpenAsync($"/staff/agencies/{agency}");
            await visit.Button("Record that it ended").ClickAsync();
            await visit.Page.GetByLabel("First day on which it was there no more").FillAsync("2025-09-01");
            await visit.Page.Locator("[id='succession-agency'], .rz-dropdown").First.ClickAsync();
            await visit.Page.Locator(".rz-dropdown-filter").FillAsync("tidewick");
            await visit.Page.Locator(".rz-dropdown-item").Filter(new() { HasText = TwoAgencies.Into }).ClickAsync();
            await Expect(visit.Page.GetByTitle($"Remove {TwoAgencies.Into}")).ToBeVisibleAsync();
            await visit.Page.GetByLabel("Act, vote, bylaw or letter it rests on").FillAsync("Votes of both town meetings, May 2025");
            await visit.Page.GetByLabel("How you know").FillAsync("Letter of the clerk.");
            await Exactly(visit, "Record").ClickAsync();
            await Expect(visit.Page.Locator("main").GetByText("The end of the agency is recorded.")).ToBeVisibleAsync();

            await visit.OpenAsync("/staff/certification/reviews?kind=AgencyEnded");
            await Expect(visit.Page.GetByText($"Still reported with {TwoAgencies.Ended}, which ended on 2025-09-01.")).ToBeVisibleAsync();
            await visit.OpenAsync($"/staff/agencies/{agency}/officers?on=2020-01-01");
            await Expect(visit.Page.Locator("main td").First).ToContainTextAsync("Marshall");

            await OpenPublicAsync(visit, "Marshmoor", shown: true);
            await Expect(visit.Page.Locator("main .note")).ToHaveTextAsync(Became);
            await visit.Link(TwoAgencies.Into).First.ClickAsync();
            await Expect(visit.Page.Locator("dl").GetByRole(AriaRole.Link, new() { Name = TwoAgencies.Ended })).ToBeVisibleAsync();

            await visit.OpenAsync($"/staff/agencies/{agency}");
            await Exactly(visit, "Withdraw").ClickAsync();
            await visit.Page.GetByLabel("Why", new() { Exact = true }).FillAsync("One of the votes did not pass.");
            await visit.Button("Withdraw it").ClickAsync();
            await Expect(visit.Page.Locator("main").GetByText("The end of the agency is withdrawn.")).ToBeVisibleAsync();
            await OpenPublicAsync(visit, "Marshmoor", shown: false);
        });
    }

    private static ILocator Exactly(Visit visit, string button) =>
        visit.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true });

    // Publishing follows the record through the outbox of the running site.
    private static async Task OpenPublicAsync(Visit visit, string word, bool shown)
    {
        await visit.OpenAsync($"/agencies?q={word}");
        await visit.Page.Locator(".hits a").First.ClickAsync();
        for (var tries = 0; tries < 100 && await visit.Page.Locator("main .note").CountAsync() > 0 != shown; tries++)
        {
            await Task.Delay(200);
            await visit.ReloadAsync();
        }

        await Expect(visit.Page.Locator("main .note")).ToHaveCountAsync(shown ? 1 : 0);
    }
}
