using Post.Commission.Contracts;

namespace Post.PublicDatabase.Tests.Site;

/// <summary>A public page links a clause to the official page of its title where one is on record; else it says the same as plain text.</summary>
[Trait("Clause", "OV-01")]
public sealed class CitedClausesTests(PublicSiteHost host) : IClassFixture<PublicSiteHost>
{
    private const string Page = "https://www.mass.gov/regulations/555-CMR-800-synthetic";

    [Fact]
    public async Task TitleWithoutAPage_IsPlainText()
    {
        host.Snapshot = Publication.Of(Publication.Smiths(3));
        host.Pages = new OfficialPages([new OfficialPage("555 CMR 12.00", "https://www.mass.gov/regulations/555-CMR-1200-synthetic", null)]);

        var cells = (await host.PageAsync("/about-the-data")).QuerySelectorAll("td.clause");

        Assert.Contains(cells, c => c.TextContent.Trim() == "8.06(3)(a)2");
        Assert.Empty(cells.SelectMany(c => c.QuerySelectorAll("a")));
    }

    [Fact]
    public async Task TitleWithAPage_IsLinkedWithTheSameWords()
    {
        host.Snapshot = Publication.Of(Publication.Smiths(3));
        host.Pages = new OfficialPages([new OfficialPage("555 CMR 8.00", Page, null)]);

        var cells = (await host.PageAsync("/about-the-data")).QuerySelectorAll("td.clause");

        Assert.NotEmpty(cells);
        Assert.All(cells, cell =>
        {
            var link = Assert.Single(cell.QuerySelectorAll("a"));
            Assert.Equal(Page, link.GetAttribute("href"));
            Assert.Equal(cell.TextContent.Trim(), link.TextContent);
            Assert.Contains("noopener", link.GetAttribute("rel")!, StringComparison.Ordinal);
        });
        Assert.Contains(cells, c => c.TextContent.Trim() == "8.06(3)(a)2");
    }
}
