using System.Text.Json;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Site;
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
    [Trait("Clause", "8.03(2) Law Enforcement Agency")]
    public async Task EndedAgency_SaysWhatBecameOfItAndTheOtherFromWhomItTookOver()
    {
        host.Snapshot = Merged(new DateOnly(2024, 7, 1));

        var ended = await host.PageAsync("/agencies/k0001");
        var into = await host.PageAsync("/agencies/k0002");

        Assert.Equal("Became part of Bay Police and Cove Police on Jul 1, 2024.", Text(ended.QuerySelector("main .note")!));
        Assert.Equal("/agencies/k0002", ended.QuerySelector("main .note a")!.GetAttribute("href"));
        Assert.Contains("Took over from", into.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Ash Police", into.QuerySelector("dl a[href='/agencies/k0001']")!.TextContent);
        Assert.Contains("Ended Jul 1, 2024", (await host.PageAsync("/agencies?q=ash")).QuerySelector(".hits")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndToCome_IsSaidAsToCome()
    {
        host.Snapshot = Merged(new DateOnly(2124, 7, 1));

        Assert.StartsWith("Becomes part of", Text((await host.PageAsync("/agencies/k0001")).QuerySelector("main .note")!), StringComparison.Ordinal);
        Assert.DoesNotContain("Ended", (await host.PageAsync("/agencies")).QuerySelector(".hits")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndedAgency_StandsInJsonAndCsv()
    {
        host.Snapshot = Merged(new DateOnly(2024, 7, 1));

        var json = JsonDocument.Parse(await host.TextAsync("/api/v1/agencies/k0001")).RootElement;
        var list = JsonDocument.Parse(await host.TextAsync("/api/v1/agencies")).RootElement.GetProperty("items");
        var rows = CsvReading.Rows(await (await host.GetAsync("/agencies.csv")).Content.ReadAsByteArrayAsync());

        Assert.Equal("2024-07-01", json.GetProperty("ended").GetProperty("on").GetString());
        Assert.Equal("k0002", json.GetProperty("ended").GetProperty("into")[0].GetProperty("key").GetString());
        Assert.Equal("k0001", list[1].GetProperty("tookOverFrom")[0].GetProperty("agency").GetProperty("key").GetString());
        Assert.Equal(CsvColumns.OfAgencies, rows[0]);
        Assert.Equal(["2024-07-01", "Merged", "Bay Police; Cove Police"], rows[1].Skip(4).Take(3));
        Assert.Equal("Ash Police (2024-07-01)", rows[2][7]);
    }

    [Fact]
    public async Task EndedAgency_IsNoChoiceOfTheFilterUnlessChosen()
    {
        var harbor = Publication.Harbor with { Ended = new PublishedEnding("Merged", new DateOnly(2024, 7, 1), [new(Publication.Millbrook.Key, Publication.Millbrook.Name)]) };
        host.Snapshot = PublishedSnapshot.Build(new(1, null), Publication.Entries(Publication.Smiths(2)), [harbor, Publication.Millbrook]);

        Assert.Empty((await host.PageAsync("/officers")).QuerySelectorAll($"input[name=agency][value='{harbor.Key}']"));
        var chosen = await host.PageAsync($"/officers?agency={harbor.Key}");
        Assert.NotNull(chosen.QuerySelector($"input[name=agency][value='{harbor.Key}'][checked]"));
        Assert.Equal(2, chosen.QuerySelectorAll(".hits li").Length);
    }

    private static PublishedSnapshot Merged(DateOnly on)
    {
        PublishedAgencyName ash = new("k0001", "Ash Police"), bay = new("k0002", "Bay Police"), cove = new("k0003", "Cove Police");
        PublishedTakeover took = new("Merged", on, ash);
        return PublishedSnapshot.Build(new(1, Publication.DataThrough), [],
        [
            new(ash.Key, ash.Name, null, [], 0) { Ended = new PublishedEnding("Merged", on, [bay, cove]) },
            new(bay.Key, bay.Name, null, [], 0) { TookOverFrom = [took] }, new(cove.Key, cove.Name, null, [], 0) { TookOverFrom = [took] },
        ]);
    }

    private static string Text(AngleSharp.Dom.IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

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
