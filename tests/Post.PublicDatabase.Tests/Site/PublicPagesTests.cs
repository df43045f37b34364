using System.Net;
using System.Reflection;
using AngleSharp.Dom;
using Post.Kernel.Requests;
using Post.PublicDatabase.Site;
using Post.Testing;

namespace Post.PublicDatabase.Tests.Site;

public sealed class PublicPagesTests(PublicSiteHost host) : IClassFixture<PublicSiteHost>
{
    private const string Officer = "/officers/smth-0000-0000";

    public static TheoryData<string> Pages => new()
    {
        "/", "/officers", "/officers?q=smith&status=Certified", Officer, "/agencies", $"/agencies/{Publication.Harbor.Key}", "/about-the-data",
    };

    public static TheoryData<string> Answers => new()
    {
        "/", "/officers?q=smith", Officer, "/agencies", "/about-the-data", "/officers.csv?q=smith", Officer + ".csv",
        "/api/v1/officers?q=smith", "/api/v1/officers/smth-0000-0000", "/api/v1/agencies",
    };

    [Theory]
    [MemberData(nameof(Pages))]
    [Trait("Clause", "8.06(3)(b)")]
    public async Task EveryPageWithData_HasBothAdvisories(string address)
    {
        var page = await OpenAsync(address);

        var advisory = Assert.Single(page.QuerySelectorAll("main .advisory"));
        Assert.All(Advisories.Texts, text => Assert.Contains(text, advisory.TextContent, StringComparison.Ordinal));
        Assert.Empty(advisory.QuerySelectorAll("button, summary, input"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    [Trait("Clause", "8.02(5)(a)")]
    public async Task EveryPage_SaysThatNoRelationshipArises(string address) =>
        Assert.Contains("no attorney-client, agency or confidential relationship",
            (await OpenAsync(address)).QuerySelector("footer")!.TextContent, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Pages))]
    [Trait("Clause", "8.06(2)")]
    public async Task EveryPage_IsOneReadableDocumentWithoutScript(string address)
    {
        var page = await OpenAsync(address);

        Assert.Empty(page.QuerySelectorAll("script, [style], style, iframe, img"));
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.NotEmpty(page.Title!);
        Assert.NotEmpty(page.QuerySelector("meta[name=description]")!.GetAttribute("content")!);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Single(page.QuerySelectorAll("main#main"));
        Assert.Equal("#main", page.QuerySelector("body > a")!.GetAttribute("href"));
        Assert.All(page.QuerySelectorAll("input:not([type=hidden]), select"), field => Assert.True(
            field.Closest("label") is not null || page.QuerySelector($"label[for={field.Id}]") is not null));
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task EveryLink_LeadsSomewhere(string address)
    {
        var page = await OpenAsync(address);
        var links = page.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!).Where(h => !h.StartsWith('#')).Distinct();

        foreach (var link in links)
        {
            using var answer = await host.GetAsync(link);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{link} on {address} answers {answer.StatusCode}");
            if (link.Split('#') is [_, var part])
            {
                Assert.NotNull((await host.PageAsync(link)).GetElementById(part));
            }
        }

        Assert.All(
            page.QuerySelectorAll("a[href^='#']"), a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")![1..])));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task SameBytesAgain_AreNotSent(string address)
    {
        host.Snapshot = Publication.Of(Publication.Smiths(3));

        using var first = await host.GetAsync(address);
        using var again = await host.GetAsync(address, first.Headers.ETag!.ToString());
        using var other = await host.GetAsync(address, "\"something-else\"");

        Assert.False(first.Headers.ETag.IsWeak);
        Assert.Equal("no-cache", first.Headers.CacheControl!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task SameContentUnderAnotherVersion_HasTheSameBytesAndTag(string address)
    {
        if (address == "/about-the-data") return;
        host.Snapshot = Publication.Of(Publication.Smiths(3));
        using var first = await host.GetAsync(address);
        host.Snapshot = Publication.Of(Publication.Smiths(3));
        using var second = await host.GetAsync(address);

        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await second.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/officers?q=smith")]
    [InlineData("/officers.csv")]
    [InlineData("/api/v1/officers?q=smith")]
    public async Task ContentChanged_ChangesTheTag(string address)
    {
        host.Snapshot = Publication.Of(Publication.Smiths(3));
        using var before = await host.GetAsync(address);
        host.Snapshot = Publication.Of(Publication.Smiths(2));
        using var after = await host.GetAsync(address, before.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
    }

    [Fact]
    public async Task HeadRequest_HasTheHeadersAlone()
    {
        host.Snapshot = Publication.Of(Publication.Smiths(3));

        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri("/officers.csv", UriKind.Relative));
        using var answer = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("3", answer.Headers.GetValues("X-Row-Count").Single());
        Assert.True(answer.Content.Headers.ContentLength > 0);
    }

    [Fact]
    public async Task UnknownAddress_IsAPageThatHelps()
    {
        using var answer = await host.GetAsync("/statistics/that/never/were");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Search again from here", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(answer.Headers.ETag);
    }

    [Fact]
    public async Task FirstPage_WeighsUnder100Kilobytes()
    {
        host.Snapshot = Publication.Of(Publication.Smiths(100));
        var pages = await Task.WhenAll(host.TextAsync("/"), host.TextAsync("/officers?q=smith"));
        var assets = new[]
        {
            "Post.Kernel/wwwroot/theme.css", "Post.Kernel/wwwroot/fonts/public-sans-latin.woff2",
            "Modules/PublicDatabase/wwwroot/public.css", "Modules/PublicDatabase/wwwroot/icon.svg",
        }.Sum(file => new FileInfo(Checkout.PathOf("src", file)).Length);

        Assert.All(pages, page => Assert.InRange(assets + System.Text.Encoding.UTF8.GetByteCount(page), 1, 100_000));
    }

    [Fact]
    [Trait("Clause", "8.06(3)(b)")]
    public void EmptyAdvisory_IsRefused()
    {
        Advisories.ThrowIfEmpty();

        Assert.All(Advisories.Codes, code => Assert.Throws<InvalidOperationException>(
            () => Advisories.ThrowIfEmpty(asked => asked == code ? " " : "words")));
    }

    [Fact]
    [Trait("Clause", "8.06(2)")]
    public void RequestsOfTheSite_AreOpenToAnybodyAndReadOnly()
    {
        var requests = new RequestCatalogue([typeof(PublicSite).Assembly]).All.Where(r => r.Public is not null).ToList();

        Assert.True(requests.Count >= 10);
        Assert.All(requests, r => Assert.False(r.IsCommand));
        Assert.All(requests, r => Assert.Null(r.Type.GetCustomAttribute<AuditedAttribute>()));
    }

    private async Task<IDocument> OpenAsync(string address)
    {
        host.Snapshot = Publication.Of([.. Publication.Smiths(25).Skip(1),
            Publication.Smiths(1)[0] with { Complaints = [Publication.Complaint("22100418"), Publication.Complaint("22100419")] }]);
        return await host.PageAsync(address);
    }
}
