using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Post.App.Tests;

/// <summary>The host with no proxy named.</summary>
public sealed class UnproxiedHost : AppHost
{
    protected override string Proxies => "";
}

public sealed class ProxyHeadersTests(AppHost host) : IClassFixture<AppHost>
{
    [Fact]
    [Trait("Clause", "8.07(5)")]
    public async Task NamedProxy_TheLogNamesTheSendersNetwork() =>
        Assert.Equal("203.0.113.0/24", await NetworkOf(host, "203.0.113.77"));

    [Fact]
    public async Task ChainOfHeaders_OnlyWhatTheProxyItselfSawIsBelieved() =>
        Assert.Equal("198.51.100.0/24", await NetworkOf(host, "203.0.113.77, 198.51.100.9"));

    [Theory]
    [InlineData("10.0.0.0/8, fd00::/8, 192.0.2.1", 3)]
    [InlineData("", 0)]
    public void ProxiesNamed_AreRead(string text, int count) => Assert.Equal(count, Settings(text).Proxies.Count);

    [Theory]
    [InlineData("proxy.example")]
    [InlineData("10.0.0.0/33")]
    public void ProxiesMisnamed_TheHostDoesNotStart(string text)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Settings(text));

        Assert.Contains("Post:Proxies", refused.Message, StringComparison.Ordinal);
    }

    internal static async Task<string> NetworkOf(AppHost host, string forwardedFor)
    {
        using var browser = host.Browse();
        var page = await browser.OpenAsync("/sign-in");
        var values = page.Forms.First(f => f.GetAttribute("action") == "/sign-in").QuerySelectorAll("input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        values["userName"] = $"nobody-{Guid.NewGuid():N}";
        values["password"] = "wrong";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/sign-in", UriKind.Relative)) { Content = new FormUrlEncodedContent(values) };
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        var before = await host.ScalarAsync<long>("select count(*) from audit.event where action = 'session.opened' and outcome <> 'Ok'");
        await browser.SendAsync(request);
        var refused = await host.ScalarAsync<long>("select count(*) from audit.event where action = 'session.opened' and outcome <> 'Ok'");
        Assert.Equal(before + 1, refused);
        return await host.ScalarAsync<string>(
            "select ip_prefix from audit.event where action = 'session.opened' and outcome <> 'Ok' order by at_db desc limit 1");
    }

    private static HostSettings Settings(string proxies) => HostSettings.From(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Post:Proxies", proxies)]).Build(),
        new Microsoft.Extensions.Hosting.Internal.HostingEnvironment { EnvironmentName = Environments.Production });
}

public sealed class NoProxyNamedTests(UnproxiedHost host) : IClassFixture<UnproxiedHost>
{
    [Fact]
    public async Task ForgedHeader_IsNotBelieved() =>
        Assert.Equal("127.0.0.0/24", await ProxyHeadersTests.NetworkOf(host, "203.0.113.77"));
}
