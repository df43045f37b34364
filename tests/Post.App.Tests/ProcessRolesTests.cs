using System.Net;
using Post.Kernel.Access;

namespace Post.App.Tests;

/// <summary>The host as a node of the public site alone.</summary>
public sealed class PublicHost : AppHost
{
    protected override string ProcessRoles => "Public";
}

/// <summary>The host as a node of the staff side alone.</summary>
public sealed class StaffHost : AppHost
{
    protected override string ProcessRoles => "Staff";
}

public sealed class PublicProcessTests(PublicHost host) : IClassFixture<PublicHost>
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/staff")]
    [InlineData("/staff/officers")]
    public async Task StaffSide_IsNotThere(string path)
    {
        using var browser = host.Browse();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
    }
}

public sealed class StaffProcessTests(StaffHost host) : IClassFixture<StaffHost>
{
    [Fact]
    public async Task PublicSite_IsNotThere()
    {
        using var browser = host.Browse();

        Assert.Equal("/staff", (await browser.GetAsync("/")).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/officers")).StatusCode);
    }
}

public sealed class PublicSiteTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task SignedInReader_IsNobodyOnThePublicSite()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.CertStaff);
        var seen = await host.ScalarAsync<long>("select count(*) from identity.session where last_seen_at > started_at");
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var page = await browser.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(seen, await host.ScalarAsync<long>("select count(*) from identity.session where last_seen_at > started_at"));
    }
}
