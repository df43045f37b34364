using System.Net;
using Post.Audit;

namespace Post.App.Tests;

[Trait("Clause", "8.07(4)")]
public sealed class SecondFactorTests(AppHost host) : IClassFixture<AppHost>
{
    [Fact]
    public async Task Enrolled_PasswordAloneOpensNothing()
    {
        var account = await host.AddAccountAsync("abel");
        await SetUpAsync("abel");
        using var browser = host.Browse();

        var half = await browser.SignInAsync("abel");

        Assert.Equal("Second proof", (await Browser.ReadAsync(half)).QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain(browser.Cookies.GetCookies(host.Address), c => c.Name == "post");
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'session.opened' and outcome = 'Refused' and deny_rule = 'second-factor-needed' and actor_id = $1", account));
    }

    [Fact]
    public async Task RightCode_OpensASessionThatIsProvenTwice()
    {
        var account = await host.AddAccountAsync("bela");
        var app = await SetUpAsync("bela");
        using var browser = host.Browse();

        var entered = await FinishAsync(browser, await browser.SignInAsync("bela"), app.Code);

        Assert.Equal("/staff", entered.Headers.Location!.OriginalString);
        Assert.Equal("password and code", await host.ScalarAsync<string>(
            "select method from identity.session where account_id = $1 and stepped_up_at = started_at order by started_at desc limit 1", account));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'session.opened.second-factor' and outcome = 'Ok' and actor_id = $1 and session_id is not null", account));
    }

    [Fact]
    public async Task UsedCode_IsNotTakenAgain()
    {
        await host.AddAccountAsync("cara");
        var app = await SetUpAsync("cara");
        var code = app.Code;
        using var browser = host.Browse();
        using var overTheShoulder = host.Browse();

        var first = await FinishAsync(browser, await browser.SignInAsync("cara"), code);
        var second = await FinishAsync(overTheShoulder, await overTheShoulder.SignInAsync("cara"), code);

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
    }

    [Fact]
    public async Task RecoveryCode_OpensOnceAndIsNotKeptInWords()
    {
        await host.AddAccountAsync("dora");
        var app = await SetUpAsync("dora");
        var code = app.RecoveryCodes[3];
        using var browser = host.Browse();
        using var again = host.Browse();

        var first = await FinishAsync(browser, await browser.SignInAsync("dora"), code.ToLowerInvariant());
        var second = await FinishAsync(again, await again.SignInAsync("dora"), code);

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        var plain = code.Replace("-", "", StringComparison.Ordinal);
        Assert.Equal(0, await host.ScalarAsync<long>(
            "select count(*) from identity.recovery_code where position(convert_to($1, 'UTF8') in code_hash) > 0 or length(code_hash) <> 32", plain));
    }

    [Fact]
    public async Task NewRecoveryCodes_MakeTheOldOnesVoid()
    {
        await host.AddAccountAsync("edda");
        using var desk = host.Browse();
        await desk.SignInAsync("edda");
        var app = await AuthenticatorApp.SetUpAsync(desk, host.Clock);
        await desk.SubmitAsync("/staff/account", "/staff/account/recovery-codes");
        using var browser = host.Browse();

        var tried = await FinishAsync(browser, await browser.SignInAsync("edda"), app.RecoveryCodes[0]);

        Assert.Equal(HttpStatusCode.BadRequest, tried.StatusCode);
    }

    [Fact]
    public async Task WrongCodes_LockTheAccount()
    {
        await host.AddAccountAsync("fips");
        var app = await SetUpAsync("fips");
        using var browser = host.Browse();
        var half = await browser.SignInAsync("fips");
        for (var tries = 0; tries < 5; tries++) half = await FinishAsync(browser, half, "000000");

        var right = await FinishAsync(browser, half, app.Code);

        Assert.Equal(HttpStatusCode.BadRequest, right.StatusCode);
        Assert.True(await host.ScalarAsync<bool>("select lockout_end > $1 from identity.account where user_name = 'fips'", host.Clock.GetUtcNow().UtcDateTime));
        Assert.True(await host.CountEventsAsync("session.opened.second-factor", AuditOutcome.Denied) >= 6);
    }

    [Fact]
    public async Task HalfSignIn_IsGoodForMinutesAndForOneSession()
    {
        await host.AddAccountAsync("gila");
        var app = await SetUpAsync("gila");
        using var browser = host.Browse();
        var half = await browser.SignInAsync("gila");
        var fields = await FieldsAsync(half);
        using var copy = host.Browse();
        copy.Cookies.Add(host.Address, browser.Cookies.GetCookies(host.Address)["post-form"]!);
        await SendAsync(browser, fields, app.Code);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var again = await SendAsync(copy, fields, app.Code);
        var late = await copy.SignInAsync("gila");
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        var tooLate = await FinishAsync(copy, late, app.Code);

        Assert.Equal("Sign in", (await Browser.ReadAsync(again)).QuerySelector("h1")!.TextContent);
        Assert.Equal("Sign in", (await Browser.ReadAsync(tooLate)).QuerySelector("h1")!.TextContent);
    }

    // Somebody at an unlocked screen must not enrol a phone of his own and be the owner from then on.
    [Fact]
    public async Task WithoutThePassword_NoAppIsSetUp()
    {
        var account = await host.AddAccountAsync("hugo");
        using var browser = host.Browse();
        await browser.SignInAsync("hugo");

        var begun = await browser.SubmitAsync("/staff/account", "/staff/account/app/begin", ("password", "a guess at the phrase"));

        Assert.Equal("/staff/account?told=password-does-not-fit", begun.Headers.Location!.OriginalString);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from identity.authenticator where account_id = $1", account));
        Assert.Equal(1, await host.ScalarAsync<int>("select access_failed_count from identity.account where id = $1", account));
    }

    [Fact]
    public async Task AppInUse_IsTakenOffByAFreshProofOnly()
    {
        var account = await host.AddAccountAsync("ivo");
        using var browser = host.Browse();
        await browser.SignInAsync("ivo");
        var app = await AuthenticatorApp.SetUpAsync(browser, host.Clock);
        host.Clock.Advance(TimeSpan.FromMinutes(11));

        var stale = await browser.SubmitAsync("/staff/account", "/staff/account/app/remove");
        var proven = await browser.SubmitAsync(stale.Headers.Location!.OriginalString, "/sign-in/step-up", ("proof", app.Code));
        await browser.SubmitAsync("/staff/account", "/staff/account/app/remove");

        Assert.Equal("/sign-in/step-up?returnUrl=%2Fstaff%2Faccount", stale.Headers.Location!.OriginalString);
        Assert.Equal("/staff/account", proven.Headers.Location!.OriginalString);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from identity.authenticator where account_id = $1 and confirmed_at is not null", account));
        Assert.Equal(HttpStatusCode.Redirect, (await host.Browse().SignInAsync("ivo")).StatusCode);
    }

    [Fact]
    public async Task Secret_LiesInTheTableUnderTheSessionKeys()
    {
        var account = await host.AddAccountAsync("jana");
        await SetUpAsync("jana");

        Assert.StartsWith("CfDJ8", await host.ScalarAsync<string>("select secret from identity.authenticator where account_id = $1", account), StringComparison.Ordinal);
    }

    private async Task<AuthenticatorApp> SetUpAsync(string userName)
    {
        using var browser = host.Browse();
        await browser.SignInAsync(userName);
        return await AuthenticatorApp.SetUpAsync(browser, host.Clock);
    }

    internal static async Task<HttpResponseMessage> FinishAsync(Browser browser, HttpResponseMessage half, string proof) =>
        await SendAsync(browser, await FieldsAsync(half), proof);

    private static async Task<Dictionary<string, string>> FieldsAsync(HttpResponseMessage half)
    {
        var form = (await Browser.ReadAsync(half)).Forms.Single(f => f.GetAttribute("action") == "/sign-in/code");
        return form.QuerySelectorAll("input[type=hidden]").OfType<AngleSharp.Html.Dom.IHtmlInputElement>().ToDictionary(i => i.Name!, i => i.Value);
    }

    private static Task<HttpResponseMessage> SendAsync(Browser browser, Dictionary<string, string> fields, string proof) =>
        browser.PostAsync("/sign-in/code", new Dictionary<string, string>(fields) { ["proof"] = proof });
}
