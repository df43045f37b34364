using System.Net;
using Post.App.Administration;

namespace Post.App.Tests;

/// <summary>What happens to people when the keys move, are shared or are lost (docs/operations.md).</summary>
[Trait("Clause", "8.07(4)")]
public sealed class KeyDrillTests(AppHost host) : IClassFixture<AppHost>
{
    [Fact]
    public async Task SecondNodeWithTheSameKeys_KnowsTheSession()
    {
        await host.AddAccountAsync("berta");
        using var here = host.Browse();
        await here.SignInAsync("berta");
        await using var other = await host.AnotherNodeAsync();
        using var there = new Browser(other.Address);
        there.Cookies.Add(other.Address, here.Cookies.GetCookies(host.Address)["post"]!);

        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/staff")).StatusCode);
    }

    [Fact]
    public async Task KeysLost_SessionsEndCodesFitNoMoreAndRecoveryCodesOpen()
    {
        var account = await host.AddAccountAsync("carl");
        using var before = host.Browse();
        await before.SignInAsync("carl");
        var app = await AuthenticatorApp.SetUpAsync(before, host.Clock);
        await using var after = await host.AnotherNodeAsync(sameKeys: false);
        using var browser = new Browser(after.Address);
        browser.Cookies.Add(after.Address, before.Cookies.GetCookies(host.Address)["post"]!);

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/staff")).StatusCode);
        var half = await browser.SignInAsync("carl");
        half = await SecondFactorTests.FinishAsync(browser, half, app.Code);
        Assert.Equal(HttpStatusCode.BadRequest, half.StatusCode);
        var recovered = await SecondFactorTests.FinishAsync(browser, half, app.RecoveryCodes[0]);
        Assert.Equal("/staff", recovered.Headers.Location!.OriginalString);

        await host.Operate(new RemoveFactorsCommand(account, "keys were lost"));
        Assert.Equal("/staff", (await browser.SignInAsync("carl")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task KeysOfAnotherInstallation_OpenNothing()
    {
        await host.AddAccountAsync("dana");
        await using var other = await host.AnotherNodeAsync(sameKeys: false);
        using var there = new Browser(other.Address);
        await there.SignInAsync("dana");
        using var here = host.Browse();
        here.Cookies.Add(host.Address, there.Cookies.GetCookies(other.Address)["post"]!);

        Assert.Equal(HttpStatusCode.Redirect, (await here.GetAsync("/staff")).StatusCode);
    }
}
