using System.Net;

namespace Post.App.Tests;

/// <summary>The host with a public site that gives each network little.</summary>
public sealed class ThriftyHost : AppHost
{
    protected override IEnumerable<string> Settings => ["--Post:PublicRequests=20", "--Post:SignInTries=5"];
}

[Trait("Clause", "8.06(2)")]
public sealed class RateLimitTests(ThriftyHost host) : IClassFixture<ThriftyHost>
{
    [Theory]
    [InlineData("/about-the-data", "203.0.113.5", "text/html")]
    [InlineData("/api/v1/officers?q=smith", "198.51.100.5", "application/problem+json")]
    public async Task NetworkThatAsksForTooMuch_IsToldWhenToComeBack(string path, string network, string form)
    {
        HttpResponseMessage? refused = null;
        for (var i = 0; i < 40 && refused is null; i++)
        {
            var answer = await AskAsync(path, network);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests) refused = answer;
        }

        Assert.NotNull(refused);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(form, refused.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Too many requests", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await AskAsync(path, "192.0.2.77")).StatusCode);
    }

    [Fact]
    public async Task AddressesOfOneNetwork_ShareTheLimit()
    {
        var answers = new List<HttpStatusCode>();
        for (var i = 1; i <= 60; i++) answers.Add((await AskAsync("/about-the-data", $"203.0.114.{i}")).StatusCode);

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Fact]
    public async Task MachineItself_IsFree()
    {
        using var browser = host.Browse();
        for (var i = 0; i < 60; i++) Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/about-the-data")).StatusCode);
    }

    [Fact]
    public async Task HealthAndDoors_AreNotCountedAsReading()
    {
        for (var i = 0; i < 60; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await AskAsync("/healthz/live", "203.0.115.1")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await AskAsync("/sign-in", "203.0.115.1")).StatusCode);
        }
    }

    [Fact]
    public async Task SignInTries_AreLimitedByNetworkAndSayPlainlyWhy()
    {
        using var browser = host.Browse();
        HttpResponseMessage answer = new();
        for (var i = 0; i < 7; i++) answer = await browser.PostAsync("/sign-in/passkey/begin", []);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal("Too many tries", (await Browser.ReadAsync(answer)).QuerySelector("h1")!.TextContent);
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string from)
    {
        using var browser = host.Browse();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("X-Forwarded-For", from);
        return await browser.SendAsync(request);
    }
}
