using System.Net;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Post.App.Security;
using Post.Kernel.Access;

namespace Post.App.Tests;

public sealed class ReadableAddressTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Theory]
    [InlineData("/staff/deadlines?day=abc", "a day such as 2026-07-04")]
    [InlineData("/staff/deadlines?time=25:00", "a time such as 16:30")]
    [InlineData("/staff/deadlines?sent=maybe", "true or false")]
    [InlineData("/staff/deadlines?sent=", "true or false")]
    [InlineData("/staff/holidays?year=99999999999", "a whole number")]
    [InlineData("/staff/imports?before=1%27%3B--", "the id of a record")]
    [InlineData("/staff/deadlines?day=2026-07-04&day=2026-07-05", "a day such as 2026-07-04")]
    public async Task WrongKind_IsRefusedInWordsAndNotAFault(string address, string kind)
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.ExecutiveDirector);

        var answer = await browser.GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(kind, (await Browser.ReadAsync(answer)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/staff/deadlines?day=")]
    [InlineData("/staff/deadlines?day=&time=")]
    [InlineData("/staff/deadlines?day=2026-07-04&nobody=knows")]
    [InlineData("/staff/holidays?year=1")]
    [InlineData("/staff/holidays?year=-2147483648")]
    [InlineData("/staff/holidays?year=9999")]
    public async Task EmptyOddOrUnknownParts_OpenThePage(string address)
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.ExecutiveDirector);

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task Stranger_IsSentToSignInAndToldNothing()
    {
        using var browser = host.Browse();

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/staff/deadlines?day=abc")).StatusCode);
    }

    [Fact]
    public void EveryPage_AsksOnlyForKindsThatAreKnownHere()
    {
        var pages = host.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(e => e.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type).OfType<Type>().Distinct().ToList();

        Assert.True(pages.Count > 20);
        Assert.True(pages.Sum(p => ReadableAddress.PartsOf(p).Count) > 20);
    }
}
