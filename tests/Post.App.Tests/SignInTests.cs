using System.Net;
using Post.App.Identity;
using Post.Audit;
using Post.Kernel.Access;

namespace Post.App.Tests;

public sealed class SignInTests(AppHost host) : IClassFixture<AppHost>
{
    [Fact]
    public async Task RightPassword_OpensTheStaffSideAndIsOnRecordUnderTheAccount()
    {
        var account = await host.AddAccountAsync("ines");
        using var browser = host.Browse();

        var entered = await browser.SignInAsync("INES");

        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        Assert.Equal("/staff", entered.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/staff")).StatusCode);
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'session.opened' and outcome = 'Ok' and actor_id = $1 and session_id is not null", account));
    }

    [Fact]
    public async Task Cookie_IsOutOfReachOfScriptsAndOtherSites()
    {
        await host.AddAccountAsync("jonas");
        using var browser = host.Browse();

        var entered = await browser.SignInAsync("jonas");

        var cookie = entered.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("post=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task ReturnAddress_IsFollowedOnlyWhereItIsOurs()
    {
        await host.AddAccountAsync("kofi");
        using var browser = host.Browse();

        var ours = await browser.SignInAsync("kofi", page: "/sign-in?returnUrl=%2Fstaff%2Fofficers%3Fname%3DSmith");
        var theirs = await browser.SignInAsync("kofi", page: "/sign-in?returnUrl=%2F%2Fevil.example%2Fstaff");

        Assert.Equal("/staff/officers?name=Smith", ours.Headers.Location!.OriginalString);
        Assert.Equal("/staff", theirs.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task WrongPasswordAndUnknownName_HaveOneAnswerAndAreOnRecord()
    {
        await host.AddAccountAsync("lena");
        using var browser = host.Browse();
        var before = await host.CountEventsAsync("session.opened", AuditOutcome.Denied);

        var wrong = await browser.SignInAsync("lena", "not the phrase at all");
        var unknown = await browser.SignInAsync("nobody-by-that-name", "not the phrase at all");

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Equal(await AlertAsync(wrong), await AlertAsync(unknown));
        Assert.Equal(before + 2, await host.CountEventsAsync("session.opened", AuditOutcome.Denied));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/staff")).StatusCode);
    }

    [Fact]
    public async Task TypedNameOfNobody_IsNotKept()
    {
        using var browser = host.Browse();

        await browser.SignInAsync("my-secret-password-typed-here", "x");

        Assert.Equal(0, await host.ScalarAsync<long>(
            "select count(*) from audit.payload where position(convert_to('my-secret-password', 'UTF8') in body) > 0"));
    }

    [Fact]
    public async Task SeveralWrongPasswords_LockTheAccountForAWhile()
    {
        await host.AddAccountAsync("mara");
        using var browser = host.Browse();
        for (var i = 0; i < 5; i++) await browser.SignInAsync("mara", "wrong again and again");

        var locked = await browser.SignInAsync("mara");
        host.Clock.Advance(TimeSpan.FromMinutes(16));
        var later = await browser.SignInAsync("mara");

        Assert.Equal(HttpStatusCode.BadRequest, locked.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, later.StatusCode);
    }

    [Fact]
    public async Task FormWithoutToken_IsRefused()
    {
        await host.AddAccountAsync("noor");
        using var browser = host.Browse();

        var answer = await browser.PostAsync("/sign-in", new Dictionary<string, string> { ["userName"] = "noor", ["password"] = AppHost.Password });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(browser.Cookies.GetCookies(host.Address), c => c.Name == "post");
    }

    [Fact]
    public async Task SigningOut_EndsTheSessionForEveryCopyOfItsCookie()
    {
        var account = await host.AddAccountAsync("otto");
        using var browser = host.Browse();
        using var thief = host.Browse();
        await browser.SignInAsync("otto");
        thief.Cookies.Add(host.Address, browser.Cookies.GetCookies(host.Address)["post"]!);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/staff")).StatusCode);

        var left = await browser.SubmitAsync("/staff", "/sign-out");

        Assert.Equal("/sign-in?ended=1", left.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/staff")).StatusCode);
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'session.closed' and actor_id = $1", account));
    }

    [Fact]
    public async Task IdleSession_Ends()
    {
        await host.AddAccountAsync("pia");
        using var browser = host.Browse();
        await browser.SignInAsync("pia");

        host.Clock.Advance(TimeSpan.FromMinutes(10));
        var inUse = await browser.GetAsync("/staff");
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        var stillInUse = await browser.GetAsync("/staff");
        host.Clock.Advance(TimeSpan.FromMinutes(16));
        var idle = await browser.GetAsync("/staff");

        Assert.Equal(HttpStatusCode.OK, inUse.StatusCode);
        Assert.Equal(HttpStatusCode.OK, stillInUse.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, idle.StatusCode);
    }

    [Fact]
    public async Task OldSession_EndsThoughInUse()
    {
        await host.AddAccountAsync("quinn");
        using var browser = host.Browse();
        await browser.SignInAsync("quinn");
        for (var minutes = 0; minutes < 8 * 60; minutes += 10)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/staff")).StatusCode);
            host.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/staff")).StatusCode);
    }

    [Fact]
    public async Task ChangedRoles_EndTheSessionWithinHalfAMinute()
    {
        var account = await host.AddAccountAsync("rosa");
        using var browser = host.Browse();
        await browser.SignInAsync("rosa");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/staff")).StatusCode);

        await host.Operate(new ChangeRolesCommand(account, [Roles.StdStaff]));
        host.Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/staff")).StatusCode);
        Assert.Equal("StdStaff", await host.ScalarAsync<string>(
            "select role from identity.role_grant where account_id = $1 and ended_at is null", account));
    }

    [Fact]
    public async Task SignInWhileSignedIn_EndsTheEarlierSessionFirst()
    {
        var first = await host.AddAccountAsync("sven");
        var second = await host.AddAccountAsync("tara");
        using var browser = host.Browse();
        await browser.SignInAsync("sven");

        var entered = await browser.SignInAsync("tara");

        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from audit.event where action = 'session.closed' and actor_id = $1", first));
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from audit.event where action = 'session.opened' and actor_id = $1", second));
    }

    [Fact]
    public async Task ShortPassword_MakesNoAccount()
    {
        var made = await host.Operate(new AddAccountCommand("uma", "Uma (test)", ActorKind.Staff, [Roles.CertStaff], "short"));

        Assert.IsType<AccountNotMade>(made.Refusal);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from identity.account where user_name = 'uma'"));
    }

    private static async Task<string> AlertAsync(HttpResponseMessage response) =>
        (await Browser.ReadAsync(response)).QuerySelector("[role=alert]")!.TextContent;
}
