using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Features.AgenciesApi;
using Post.PublicDatabase.Features.OfficersApi;

namespace Post.PublicDatabase.Tests.Site;

public sealed class OfficersApiTests(PublicSiteHost host) : IClassFixture<PublicSiteHost>
{
    // What the description promises and what is sent must be the same fields.
    private static readonly JsonSerializerOptions s_exact = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    [Fact]
    [Trait("Clause", "8.06(2)")]
    public async Task Search_AnswersItemsWithTheirFields()
    {
        host.Snapshot = Publication.Of(Publication.Officer("k7m2-q9xa-3f5t", "1170-5528", "José", "O’Brien") with { Suffix = "Jr." });

        var list = await ReadAsync<OfficerListAnswer>("/api/v1/officers?q=jose+obrien");

        var item = Assert.Single(list.Items);
        Assert.Equal(
            new OfficerItem("k7m2-q9xa-3f5t", "1170-5528", "José", "O’Brien", "Jr.", "Certified", "Certified",
                Publication.Harbor.Name, Publication.Harbor.Key, item.CurrentAgencies, "Essex", ""),
            item);
        Assert.Equal([new PublishedAgencyName(Publication.Harbor.Key, Publication.Harbor.Name)], item.CurrentAgencies);
        Assert.Null(list.Next);
        Assert.Equal((1, false), (list.Total, list.MoreThanTotal));
        Assert.Equal(Publication.DataThrough, list.DataThrough);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Paging_VisitsEveryHitOnce(int limit)
    {
        host.Snapshot = Publication.Of(Publication.Smiths(101));
        var seen = new List<string>();
        string? after = null;

        do
        {
            var page = await ReadAsync<OfficerListAnswer>($"/api/v1/officers?q=smith&limit={limit}&after={after}");
            Assert.InRange(page.Items.Count, 1, limit);
            seen.AddRange(page.Items.Select(i => i.Key));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(101, seen.Count);
        Assert.Equal(101, seen.Distinct().Count());
    }

    [Fact]
    public async Task Document_IsThePublishedOneWithAdvisories()
    {
        var officer = Publication.Officer("k7m2-q9xa-3f5t", "1170-5528", "William", "Smith") with { Complaints = [Publication.Complaint("22100418")] };
        host.Snapshot = Publication.Of(officer);

        var text = await host.TextAsync("/api/v1/officers/k7m2-q9xa-3f5t");
        var answer = JsonSerializer.Deserialize<OfficerAnswer>(text, s_exact)!;

        Assert.Equal(2, answer.Advisories.Count);
        Assert.Equal("22100418", answer.Complaints.Single().Number);
        Assert.Equal("Use of force", answer.Complaints.Single().Allegations[0].Category);
        Assert.EndsWith(System.Text.Encoding.UTF8.GetString(OfficerDocument.Write(officer))[1..], text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agencies_AreListedAndRead()
    {
        host.Snapshot = Publication.Of(Publication.Smiths(1));

        var first = await ReadAsync<AgencyListAnswer>("/api/v1/agencies?limit=1");
        var second = await ReadAsync<AgencyListAnswer>($"/api/v1/agencies?limit=1&after={first.Next}");
        var one = await ReadAsync<AgencyAnswer>($"/api/v1/agencies/{Publication.Harbor.Key}");

        Assert.Equal([Publication.Harbor.Name, Publication.Millbrook.Name], [first.Items.Single().Name, second.Items.Single().Name]);
        Assert.Null(second.Next);
        Assert.Equal(["Harbor City PD"], one.OtherSpellings);
        Assert.Equal(2, one.Advisories.Count);
    }

    [Theory]
    [InlineData("/api/v1/officers?limit=0", 400)]
    [InlineData("/api/v1/officers?limit=101", 400)]
    [InlineData("/api/v1/officers?limit=ten", 400)]
    [InlineData("/api/v1/officers?limit=", 400)]
    [InlineData("/api/v1/officers?after=nonsense", 400)]
    [InlineData("/api/v1/agencies?after=***", 400)]
    [InlineData("/api/v1/agencies?limit=-1", 400)]
    [InlineData("/api/v1/officers/zzzz-9999-9999", 404)]
    [InlineData("/api/v1/agencies/zzzz", 404)]
    [InlineData("/api/v1/nothing-here", 404)]
    public async Task BadQuestion_IsAProblemWithWords(string address, int status)
    {
        host.Snapshot = Publication.Of(Publication.Smiths(3));

        using var answer = await host.GetAsync(address);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.True(problem.GetProperty("detail").GetString()!.Length > 20);
    }

    [Fact]
    public async Task TextTooLong_IsAProblemThatSaysTheLimit()
    {
        host.Snapshot = Publication.Of(Publication.Smiths(3));

        using var answer = await host.GetAsync($"/api/v1/officers?q={new string('x', 201)}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("200 characters", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%3Cscript%3E")]
    [InlineData("%25")]
    [InlineData("%22%7D%5D")]
    [InlineData("%F0%9F%91%AE")]
    [InlineData("%00")]
    [InlineData("%ED%A0%80")]
    public async Task HostileText_IsTextAndHarmless(string q)
    {
        host.Snapshot = Publication.Of(Publication.Smiths(3));

        var list = await ReadAsync<OfficerListAnswer>($"/api/v1/officers?q={q}");

        Assert.Equal(2, list.Advisories.Count);
    }

    [Fact]
    public async Task Description_HasThePublicOperationsOnly()
    {
        var description = JsonDocument.Parse(await host.TextAsync("/openapi/v1.json")).RootElement;

        var paths = description.GetProperty("paths").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal);
        Assert.Equal(
            ["/api/v1/agencies", "/api/v1/agencies/{key}", "/api/v1/officers", "/api/v1/officers/{key}"], paths);
        var list = description.GetProperty("paths").GetProperty("/api/v1/officers").GetProperty("get");
        Assert.Equal(
            ["after", "agency", "county", "limit", "q", "status"],
            list.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(list.GetProperty("parameters").EnumerateArray(), p => Assert.NotEmpty(p.GetProperty("description").GetString()!));
        var schemas = description.GetProperty("components").GetProperty("schemas");
        Assert.True(schemas.GetProperty("OfficerItem").GetProperty("properties").TryGetProperty("currentAgency", out _));
        Assert.True(schemas.GetProperty("PublishedAllegation").GetProperty("properties").TryGetProperty("disposition", out _));
    }

    private async Task<T> ReadAsync<T>(string address) =>
        JsonSerializer.Deserialize<T>(await host.TextAsync(address), s_exact)!;
}
