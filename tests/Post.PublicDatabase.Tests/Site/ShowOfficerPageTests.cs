using System.Net;
using System.Security.Cryptography;
using Post.PublicDatabase.Domain;

namespace Post.PublicDatabase.Tests.Site;

public sealed class ShowOfficerPageTests(PublicSiteHost host) : IClassFixture<PublicSiteHost>
{
    private const string Key = "k7m2-q9xa-3f5t";

    [Fact]
    [Trait("Clause", "8.06(3)(a)4")]
    public async Task SeveralEmployers_AreAllShownOnPageListJsonAndCsv()
    {
        PublishedAgencyName[] both = [new(Publication.Harbor.Key, Publication.Harbor.Name), new(Publication.Millbrook.Key, Publication.Millbrook.Name)];
        host.Snapshot = Publication.Of(Publication.Officer("k7m2-q9xa-3f5t", "1170-5528", "Ann", "Twice") with { CurrentAgencies = both });

        var page = await host.PageAsync("/officers/k7m2-q9xa-3f5t");
        var list = await host.PageAsync($"/officers?agency={Publication.Millbrook.Key}");
        var csv = CsvReading.Rows(await (await host.GetAsync("/officers.csv")).Content.ReadAsByteArrayAsync());

        Assert.Equal(both.Select(a => a.Name), page.QuerySelectorAll("main .muted > a[href^='/agencies/'] bdi").Select(a => a.TextContent));
        Assert.Equal(both.Select(a => a.Name), page.QuerySelectorAll("#service li a").Select(a => a.TextContent));
        Assert.Equal(both.Select(a => a.Name), list.QuerySelectorAll(".hits li .muted bdi").Select(a => a.TextContent));
        Assert.Contains("\"currentAgencies\":[{\"key\":\"aaaa-bbbb-0001\"", await host.TextAsync("/api/v1/officers?q=twice"), StringComparison.Ordinal);
        Assert.Contains("\"currentAgencies\":[{\"key\":\"aaaa-bbbb-0001\"", await host.TextAsync("/api/v1/officers/k7m2-q9xa-3f5t"), StringComparison.Ordinal);
        Assert.Equal("Harbor City Police Department; Millbrook Police Department", csv[1][7]);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)1")]
    public async Task Name_IsFirstNameSurnameAndSuffix()
    {
        host.Snapshot = Publication.Of(Publication.Officer(Key, "1170-5528", "William", "Smith") with { Suffix = "Jr." });

        var page = await host.PageAsync($"/officers/{Key}");

        Assert.Equal("William Smith Jr.", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("1170-5528", page.QuerySelector("h1")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/officers/{Key}", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/officers/", "")]
    [InlineData("/officers/", ".csv")]
    [InlineData("/api/v1/officers/", "")]
    public async Task MergedNumbersAddress_LeadsToThePersonAndIsAskedAboutEachTime(string before, string after)
    {
        host.Snapshot = Publication.Of("aaaa-aaaa-aaaa", Key, Publication.Officer(Key, "1170-5528", "William", "Smith"));

        using var answer = await host.GetAsync($"{before}aaaa-aaaa-aaaa{after}?x=1");

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal($"{before}{Key}{after}?x=1", answer.Headers.Location!.OriginalString);
        Assert.True(answer.Headers.CacheControl!.NoCache);
    }

    [Theory]
    [InlineData("/officers/", "")]
    [InlineData("/officers/", ".csv")]
    [InlineData("/api/v1/officers/", "")]
    public async Task MergedNumbersAddress_WhereThePersonIsNotShown_AnswersAsAnyUnknownAddress(string before, string after)
    {
        host.Snapshot = Publication.Of("aaaa-aaaa-aaaa", "bbbb-bbbb-bbbb", Publication.Officer(Key, "1170-5528", "William", "Smith"));

        using var merged = await host.GetAsync($"{before}aaaa-aaaa-aaaa{after}");
        using var unknown = await host.GetAsync($"{before}cccc-cccc-cccc{after}");

        Assert.Equal(HttpStatusCode.NotFound, merged.StatusCode);
        Assert.Equal(Traceless(await unknown.Content.ReadAsStringAsync()), Traceless(await merged.Content.ReadAsStringAsync()));
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)2")]
    public async Task Status_HasItsWordItsMeaningAndItsRule()
    {
        host.Snapshot = Publication.Of(Publication.Officer(Key, "1170-5528", "William", "Smith"));

        var section = (await host.PageAsync($"/officers/{Key}")).QuerySelector("#certification")!;

        Assert.Contains("may work as a police officer", section.TextContent, StringComparison.Ordinal);
        Assert.Contains("8.06(3)(a)2", section.QuerySelector("details")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Status list of Nov 18, 2026", section.QuerySelector("details")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)3")]
    public async Task CertificationDates_AreShownOrReadNothingToDisplay()
    {
        host.Snapshot = Publication.Of(Publication.Officer(Key, "1170-5528", "William", "Smith"));

        var cells = (await host.PageAsync($"/officers/{Key}")).QuerySelectorAll("#certification td").Select(c => c.TextContent.Trim());

        Assert.Equal(["Jul 1, 2021", "Jul 1, 2024", "Nothing to display"], cells);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)4")]
    public async Task Service_NamesEveryAgencyWithTheDaysThatAreKnown()
    {
        var harbor = new PublishedAgencyName(Publication.Harbor.Key, Publication.Harbor.Name);
        var millbrook = new PublishedAgencyName(Publication.Millbrook.Key, Publication.Millbrook.Name);
        host.Snapshot = Publication.Of(Publication.Officer(Key, "1170-5528", "William", "Smith") with
        {
            Service = new PublishedServiceHistory(
            [
                new PublishedSpell(harbor, new DateOnly(2019, 5, 1), null, true),
                new PublishedSpell(millbrook, null, null, true),
                new PublishedSpell(millbrook, new DateOnly(2010, 1, 1), new DateOnly(2019, 4, 30), false),
                new PublishedSpell(harbor, null, null, false),
            ], new Explanation(["8.06(3)(a)4"], "Employment history")),
        });

        var section = (await host.PageAsync($"/officers/{Key}")).QuerySelector("#service")!;

        Assert.Equal(
        [
            "Since May 1, 2019", "Present agency, as last reported to the Commission", "Jan 1, 2010 – Apr 30, 2019",
            "Formerly; the days were not reported",
        ], section.QuerySelectorAll("li .muted").Select(d => d.TextContent.Trim()));
        Assert.Contains("8.06(3)(a)4", section.QuerySelector("details")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            $"{Publication.Harbor.Name} (2019-05-01 to present)", await host.TextAsync($"/officers/{Key}.csv"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)10")]
    [Trait("Clause", "8.06(3)(a)10.a")]
    [Trait("Clause", "8.06(3)(a)10.b")]
    [Trait("Clause", "8.06(3)(a)10.c")]
    [Trait("Clause", "8.06(3)(a)10.d")]
    [Trait("Clause", "8.06(3)(a)10.e")]
    public async Task Complaint_IsOneBoxWithItsAllegations()
    {
        host.Snapshot = Publication.Of(
            Publication.Officer(Key, "1170-5528", "William", "Smith") with { Complaints = [Publication.Complaint("22100418")] });

        var box = Assert.Single((await host.PageAsync($"/officers/{Key}")).QuerySelectorAll("#discipline article"));

        var lines = box.QuerySelectorAll("tbody tr").Select(r => r.QuerySelectorAll("td").Select(c => c.TextContent.Trim()).ToArray());
        Assert.Equal(
            [["Use of force: Excessive", "Sustained", "Suspension without pay, 5 days"], ["Other misconduct", "Sustained", "Written reprimand"]],
            lines);
        var facts = box.QuerySelectorAll("dd").Select(d => d.TextContent.Trim());
        Assert.Equal(["May 3, 2022", "May 9, 2022", "Millbrook Police Department", "No", "Not recorded"], facts);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)11")]
    public async Task ChallengedEntry_CarriesItsNotation()
    {
        host.Snapshot = Publication.Of(
            Publication.Officer(Key, "1170-5528", "William", "Smith") with { Complaints = [Publication.Complaint("22100418")] });

        var page = await host.PageAsync($"/officers/{Key}");

        Assert.Contains("challenged in arbitration", page.QuerySelector("#discipline article .say")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "8.06(3)")]
    public async Task EmptySections_StandInOrderAndReadAlike()
    {
        host.Snapshot = Publication.Of(Publication.Officer(Key, "1170-5528", "William", "Smith"));

        var page = await host.PageAsync($"/officers/{Key}");

        Assert.Equal(
            ["certification", "decertification", "suspension", "retraining", "discipline", "decisions", "service", "commendations"],
            page.QuerySelectorAll(".two > div > section").Select(s => s.Id));
        Assert.Contains("Harbor City Police Department", page.QuerySelector("#service")!.TextContent, StringComparison.Ordinal);
        var empty = page.QuerySelectorAll(".two section .muted").Where(m => m.TextContent == "Nothing to display");
        Assert.Equal(7, empty.Count());
        Assert.Single(empty.Select(e => e.OuterHtml).Distinct());
    }

    [Fact]
    [Trait("Clause", "8.06(3)")]
    public async Task TwoOfficersWithoutEntries_HaveTheSameBytesInTheSection()
    {
        host.Snapshot = Publication.Of(
            Publication.Officer("zzzz-0000-0001", "2222-0001", "Bo", "Lee"), Publication.Officer("zzzz-0000-0002", "2222-0002", "Ana", "Souza"));

        Assert.Equal(
            (await host.PageAsync("/officers/zzzz-0000-0001")).QuerySelector("#discipline")!.OuterHtml,
            (await host.PageAsync("/officers/zzzz-0000-0002")).QuerySelector("#discipline")!.OuterHtml);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)1")]
    public async Task Namesakes_AreCountedAndComparable()
    {
        host.Snapshot = Publication.Of(
            Publication.Officer(Key, "1170-5528", "William", "Smith"),
            Publication.Officer("zzzz-0000-0001", "2222-0001", "WILLIAM", "Smith") with { Suffix = "III" },
            Publication.Officer("zzzz-0000-0002", "2222-0002", "Williams", "Smith"),
            Publication.Officer("zzzz-0000-0003", "2222-0003", "William", "Smithe"));

        var note = (await host.PageAsync($"/officers/{Key}")).QuerySelector(".note")!;
        var compared = await host.PageAsync(note.QuerySelector("a")!.GetAttribute("href")!);

        Assert.StartsWith("2 officers have this name.", note.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(
            ["Smith, William", "Smith, WILLIAM, III"],
            compared.QuerySelectorAll(".hits a").Take(2).Select(a => a.TextContent).Order(StringComparer.OrdinalIgnoreCase));
        Assert.Null((await host.PageAsync("/officers/zzzz-0000-0002")).QuerySelector(".note"));
    }

    [Fact]
    public async Task FormerName_IsShown()
    {
        host.Snapshot = Publication.Of(
            Publication.Officer(Key, "1170-5528", "Ana", "Souza") with { FormerNames = [new("Ana", "Lima", null)] });

        Assert.Contains("Formerly listed as Ana Lima", (await host.PageAsync($"/officers/{Key}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_IsThatOfTheJson()
    {
        host.Snapshot = Publication.Of(Publication.Officer(Key, "1170-5528", "William", "Smith"));

        var json = await host.Client.GetByteArrayAsync(new Uri($"/api/v1/officers/{Key}", UriKind.Relative));
        var cited = (await host.PageAsync($"/officers/{Key}")).QuerySelector(".cite .num")!.TextContent;

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(json)), cited.Replace(" ", "", StringComparison.Ordinal));
    }

    [Theory]
    [Trait("Clause", "8.06(3)")]
    [InlineData("/officers/zzzz-9999-9999")]
    [InlineData("/officers/%3Cscript%3E")]
    [InlineData("/agencies/zzzz-9999-9999")]
    public async Task NobodyUnderThatKey_IsTheSame404(string address)
    {
        host.Snapshot = Publication.Of(Publication.Officer(Key, "1170-5528", "William", "Smith"));

        using var answer = await host.GetAsync(address);
        using var known404 = await host.GetAsync("/officers/none");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(await known404.Content.ReadAsStringAsync(), await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task HostileName_IsText()
    {
        host.Snapshot = Publication.Of(Publication.Officer(Key, "1170-5528", "<script>x</script>", "O\"Brien'&"));

        var page = await host.PageAsync($"/officers/{Key}");

        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.Equal("<script>x</script> O\"Brien'&", page.QuerySelector("h1")!.TextContent);
    }

    // Problem details carry the number of the request.
    private static string Traceless(string body) => System.Text.RegularExpressions.Regex.Replace(body, "\"traceId\":\"[^\"]*\"", "");
}
