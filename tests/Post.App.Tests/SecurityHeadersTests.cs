using System.Net;
using Post.Kernel.Access;

namespace Post.App.Tests;

public sealed class SecurityHeadersTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/healthz/live")]
    [InlineData("/no-such-page")]
    public async Task EveryAnswer_ForbidsSniffingFramingAndInlineScript(string path)
    {
        using var browser = host.Browse();

        var answer = await browser.GetAsync(path);

        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.NotEmpty(Header(answer, "Referrer-Policy"));
        Assert.Contains("camera=()", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
        var policy = Header(answer, "Content-Security-Policy");
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Matches("script-src '(self|none)'(;|$)", policy);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task StaffPages_AreNeverStored()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.CertStaff);

        Assert.Equal("no-store", Header(await browser.GetAsync("/staff"), "Cache-Control"));
    }

    [Fact]
    public async Task StaffPage_HasOnePolicyAndNoInlineScript()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.CertStaff);

        var answer = await browser.GetAsync("/staff");
        var page = await Browser.ReadAsync(answer);

        Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.All(page.Scripts, script => Assert.NotEmpty(script.Source!));
        Assert.Empty(page.QuerySelectorAll("[onclick],[onload],[onsubmit]"));
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task CircuitAskedForByAnotherSite_IsRefused(string origin, HttpStatusCode expected)
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.CertStaff);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", origin);

        var answer = await browser.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        Assert.True(await host.CountEventsAsync("circuit.refused", Audit.AuditOutcome.Denied) >= 1);
    }

    [Fact]
    public async Task CircuitAskedForByOurOwnPage_IsNegotiated()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.CertStaff);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));

        Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task CircuitWithoutSignIn_IsNotNegotiated()
    {
        using var browser = host.Browse();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");

        Assert.NotEqual(HttpStatusCode.OK, (await browser.SendAsync(request)).StatusCode);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
