using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AMappedSpellingIsTheNameThePublicReadsTests(RunningSite site)
{
    private const string OfficialName = "Birchwold Police Department";

    [Fact]
    [Trait("Clause", "8.06(3)(a)4")]
    public Task SpellingGivenItsOfficialName_IsShownUnderIt() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        var page = $"/officers/{await site.PublicKeyAsync(Cast.Misspelt)}";
        Assert.Contains(Cast.Misspelt.Agency, await site.TextAsync(page), StringComparison.Ordinal);
        await visit.WorkAsCertificationStaffAsync();
        await visit.Menu("Agency spellings").ClickAsync();
        await visit.Page.GetByLabel("Part of a spelling").FillAsync("birchwold");
        await visit.Button("Show").ClickAsync();
        // A heading and one spelling: what stood there before the answer must not be clicked.
        await Expect(visit.Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await visit.Page.GetByTitle($"Say whose “{Cast.Misspelt.Agency}” is").ClickAsync();

        await visit.Page.GetByLabel("Official name").FillAsync(OfficialName);
        await visit.Page.GetByLabel("How you know").FillAsync("Letterhead of the department.");
        await visit.Button("Save decision").ClickAsync();

        await Expect(visit.Page.Locator("main").GetByText($"Decided: {Cast.Misspelt.Agency}.")).ToBeVisibleAsync();
        await visit.OpenAsync(page);
        await ShownAsync(visit, OfficialName);
        await visit.Link(OfficialName).First.ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(OfficialName);
        Assert.DoesNotContain(Cast.Misspelt.Agency, await site.TextAsync(page), StringComparison.Ordinal);
    });

    // Publishing follows the decision through the outbox of the running site.
    private static async Task ShownAsync(Visit visit, string name)
    {
        for (var tries = 0; tries < 100 && await visit.Link(name).CountAsync() == 0; tries++)
        {
            await Task.Delay(200);
            await visit.ReloadAsync();
        }

        await Expect(visit.Link(name).First).ToBeVisibleAsync();
    }
}
