using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Tests.Site;

public sealed class AgencyPagesTests(PublicSiteHost host) : IClassFixture<PublicSiteHost>
{
    [Theory]
    [InlineData("/agencies", new[] { "Harbor City Police Department", "Millbrook Police Department" })]
    [InlineData("/agencies?q=harbor", new[] { "Harbor City Police Department" })]
    [InlineData("/agencies?q=POLICE+mill", new[] { "Millbrook Police Department" })]
    [InlineData("/agencies?q=city+pd", new[] { "Harbor City Police Department" })]
    [InlineData("/agencies?q=sheriff", new string[0])]
    public async Task Words_FindAgenciesByTheirBeginnings(string address, string[] names)
    {
        host.Snapshot = Publication.Of(Publication.Smiths(1));

        var page = await host.PageAsync(address);

        Assert.Equal(names, page.QuerySelectorAll(".hits li > div:first-child > a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task ManyAgencies_NextLeadsThroughAllOnce()
    {
        var agencies = Enumerable.Range(0, 120).Select(i => new PublishedAgency($"k{i:D4}", $"Town {i % 7} Police", null, [], 1));
        host.Snapshot = PublishedSnapshot.Build(new(1, Publication.DataThrough), [], [.. agencies]);
        var seen = new List<string>();

        for (var address = "/agencies?q=town"; address is not null;)
        {
            var page = await host.PageAsync(address);
            seen.AddRange(page.QuerySelectorAll(".hits li > div:first-child > a").Select(a => a.GetAttribute("href")!));
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(120, seen.Count);
        Assert.Equal(120, seen.Distinct().Count());
    }

    [Fact]
    [Trait("Clause", "8.06(2)")]
    public async Task AgencyPage_LeadsToItsOfficers()
    {
        host.Snapshot = Publication.Of(Publication.Smiths(3));

        var page = await host.PageAsync($"/agencies/{Publication.Harbor.Key}");
        var officers = await host.PageAsync(page.QuerySelector("main a.btn")!.GetAttribute("href")!);

        Assert.Equal("Harbor City Police Department", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Harbor City PD", page.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, officers.QuerySelectorAll(".hits li").Length);
    }

    [Fact]
    [Trait("Clause", "8.06(3)")]
    public async Task AgencyWithoutOfficers_HasNoZero()
    {
        host.Snapshot = PublishedSnapshot.Build(new(1, null), [], [new("k0001", "Empty Town Police", null, [], 0)]);

        var list = await host.PageAsync("/agencies");
        var page = await host.PageAsync("/agencies/k0001");

        Assert.DoesNotContain('0', list.QuerySelector(".hits")!.TextContent);
        Assert.Contains("Nothing to display", page.QuerySelector(".card")!.TextContent, StringComparison.Ordinal);
    }
}
