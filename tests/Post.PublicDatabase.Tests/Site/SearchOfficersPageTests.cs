using System.Net;

namespace Post.PublicDatabase.Tests.Site;

public sealed class SearchOfficersPageTests(PublicSiteHost host) : IClassFixture<PublicSiteHost>
{
    [Fact]
    [Trait("Clause", "8.06(2)")]
    public async Task NameAsked_ListsTheOfficerWithStatusAndAgency()
    {
        host.Snapshot = Publication.Of(Publication.Officer("k7m2-q9xa-3f5t", "1170-5528", "William", "Smyth"));

        var page = await host.PageAsync("/officers?q=smyth");

        var hit = page.QuerySelector(".hits li")!;
        Assert.Equal("Smyth, William", hit.QuerySelector("a")!.TextContent);
        Assert.Equal("/officers/k7m2-q9xa-3f5t", hit.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("Harbor City Police Department", hit.TextContent, StringComparison.Ordinal);
        Assert.Contains("Certified", hit.QuerySelector(".chip")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("1 officer matches “smyth”", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task NicknameAsked_SaysWhyItMatched()
    {
        host.Snapshot = Publication.Of(Publication.Officer("k7m2-q9xa-3f5t", "1170-5528", "William", "Smyth"));

        var page = await host.PageAsync("/officers?q=bill+smyth");

        Assert.Contains("Bill = William", page.QuerySelector(".hits .side")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Clause", "8.06(2)")]
    [InlineData("/officers?status=Decertified")]
    [InlineData("/officers?agency=aaaa-bbbb-0002")]
    [InlineData("/officers?agency=Millbrook%20Police%20Department")]
    [InlineData("/officers?county=Bristol")]
    public async Task Filter_LeavesTheOfficersItNames(string address)
    {
        var other = Publication.Officer("zzzz-0000-0002", "2222-0002", "Ana", "Souza") with
        {
            Status = new("Decertified", "Decertified", "", new([], "")),
            CurrentAgency = new(Publication.Millbrook.Key, Publication.Millbrook.Name),
            County = "Bristol",
        };
        host.Snapshot = Publication.Of(Publication.Officer("zzzz-0000-0001", "2222-0001", "Bo", "Lee"), other);

        var page = await host.PageAsync(address);

        Assert.Equal("Souza, Ana", Assert.Single(page.QuerySelectorAll(".hits li a")).TextContent);
        Assert.Equal("1 officer with these filters", page.QuerySelector("h1")!.TextContent);
        Assert.True(page.QuerySelector("details.filters")!.HasAttribute("open"));
    }

    [Fact]
    public async Task Filters_BelongToTheSearchForm_AndKeepWhatIsChosen()
    {
        host.Snapshot = Publication.Of(Publication.Officer("zzzz-0000-0001", "2222-0001", "Bo", "Lee"));

        var page = await host.PageAsync("/officers?q=lee&status=Certified&status=Suspended");

        var chosen = page.QuerySelectorAll("input[name=status][checked]");
        Assert.Equal(["Certified", "Suspended"], chosen.Select(c => c.GetAttribute("value")).Order());
        Assert.All(page.QuerySelectorAll("aside input, aside select, aside button"), c => Assert.Equal("find", c.GetAttribute("form")));
        Assert.Equal("get", page.QuerySelector("form#find")!.GetAttribute("method"));
        Assert.Equal("lee", page.QuerySelector("#q")!.GetAttribute("value"));
    }

    [Fact]
    public async Task ManyHits_NextLeadsThroughAllOnce()
    {
        host.Snapshot = Publication.Of(Publication.Smiths(45));
        var seen = new List<string>();

        for (var address = "/officers?q=smith"; address is not null;)
        {
            var page = await host.PageAsync(address);
            seen.AddRange(page.QuerySelectorAll(".hits li a").Select(a => a.GetAttribute("href")!));
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(45, seen.Count);
        Assert.Equal(45, seen.Distinct().Count());
    }

    [Fact]
    public async Task NobodyMatches_HelpsInsteadOfEndingThere()
    {
        host.Snapshot = Publication.Of(Publication.Officer("zzzz-0000-0001", "2222-0001", "Bo", "Lee"));

        var page = await host.PageAsync("/officers?q=xylophonist");

        Assert.Equal("Nobody listed here matches “xylophonist”", page.QuerySelector("h1")!.TextContent);
        Assert.Contains(page.QuerySelectorAll("main a"), a => a.GetAttribute("href") == "/about-the-data#left-out");
    }

    [Fact]
    public async Task NothingPublished_StillAnswers()
    {
        host.Snapshot = Publication.Of();

        var page = await host.PageAsync("/officers");

        Assert.Equal("Officers", page.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain(page.QuerySelectorAll(".num"), n => n.TextContent.Trim() == "0");
    }

    [Fact]
    public async Task PublicationCannotBeRead_Is503WithWords()
    {
        host.Snapshot = null;

        using var answer = await host.GetAsync("/officers?q=smith");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("30", answer.Headers.RetryAfter!.ToString());
        Assert.Contains("Try again in a minute", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Clause", "8.06(2)")]
    [InlineData("%3Cscript%3Ealert(1)%3C%2Fscript%3E")]
    [InlineData("%25")]
    [InlineData("%27%20or%201%3D1%20--")]
    [InlineData("%22%3E%3Cimg%20src%3Dx%3E")]
    [InlineData("%F0%9F%91%AE%F0%9F%8F%BD")]
    [InlineData("%E2%80%AE%D7%A9%D7%9E%D7%95%D7%90%D7%9C")]
    [InlineData("smith%00")]
    [InlineData("%ED%A0%80")]
    [InlineData("%FF%FE")]
    [InlineData("_______")]
    public async Task HostileText_IsTextAndHarmless(string q)
    {
        host.Snapshot = Publication.Of(Publication.Smiths(3));

        using var answer = await host.GetAsync($"/officers?q={q}");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\0', html);
    }

    [Fact]
    public async Task LongText_IsCutAndSaidSo()
    {
        host.Snapshot = Publication.Of(Publication.Smiths(3));

        var page = await host.PageAsync($"/officers?q={new string('x', 5_000)}");

        Assert.Contains("only its first 200 characters", page.QuerySelector(".note")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(200, page.QuerySelector("#q")!.GetAttribute("value")!.Length);
    }

    [Fact]
    public async Task TokenOfAnotherQuestion_ShowsTheFirstPageAndSaysSo()
    {
        host.Snapshot = Publication.Of(Publication.Smiths(45));
        var next = (await host.PageAsync("/officers?q=smith")).QuerySelector("a[rel=next]")!.GetAttribute("href")!;

        var page = await host.PageAsync(next.Replace("q=smith", "q=smiht", StringComparison.Ordinal));

        Assert.Contains("first page", page.QuerySelector(".note")!.TextContent, StringComparison.Ordinal);
    }
}
