using System.Net;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Post.App.Administration;
using Post.App.Entry;
using Post.App.Identity;
using Post.App.OwnAccount;
using Post.App.SignIn;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.App.Tests;

[Trait("Clause", "8.07(4)")]
public sealed class SessionTests(DemoHost host) : IClassFixture<DemoHost>
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0";
    private const string NewerFirefox = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";

    [Fact]
    public async Task OwnSessionElsewhere_IsSeenAndEnded()
    {
        await host.AddAccountAsync("rita");
        using var office = host.Browse();
        using var home = host.Browse();
        await office.SignInAsync("rita");
        await home.SignInAsync("rita");

        var page = await office.OpenAsync("/staff/account");
        Assert.Equal(2, page.QuerySelectorAll("#sessions .chip.ok").Length);
        await office.SubmitAsync("/staff/account", "/staff/account/sessions/end");

        Assert.Equal(HttpStatusCode.OK, (await office.GetAsync("/staff")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await home.GetAsync("/staff")).StatusCode);
    }

    [Fact]
    public async Task SessionOfSomebodyElse_IsNotEndedAsOnesOwn()
    {
        var victim = await host.AddAccountAsync("sara");
        await host.Browse().SignInAsync("sara");
        var session = await host.ScalarAsync<Guid>("select id from identity.session where account_id = $1", victim);

        await host.Dispatch(new EndOwnSessionsCommand(session), People.With(Roles.Counsel, host.Clock));

        Assert.True(await host.ScalarAsync<bool>("select ended_at is null from identity.session where id = $1", session));
    }

    [Fact]
    public async Task CookieReplayedAfterSignOut_IsRefusedAndOnRecordOnce()
    {
        var account = await host.AddAccountAsync("tove");
        using var browser = host.Browse();
        using var thief = host.Browse();
        await browser.SignInAsync("tove");
        thief.Cookies.Add(host.Address, browser.Cookies.GetCookies(host.Address)["post"]!);
        await browser.SubmitAsync("/staff", "/sign-out");

        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/staff/officers")).StatusCode);

        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'session.refused' and outcome = 'Denied' and actor_id = $1 and ip_prefix is not null", account));
    }

    [Fact]
    public async Task CookieInAnotherProgram_EndsTheSessionForBoth()
    {
        var account = await host.AddAccountAsync("ugo");
        using var browser = host.Browse().By(Firefox);
        await browser.SignInAsync("ugo");
        using var thief = host.Browse().By("curl/8.5.0");
        thief.Cookies.Add(host.Address, browser.Cookies.GetCookies(host.Address)["post"]!);

        var tried = await thief.GetAsync("/staff");

        Assert.Equal(HttpStatusCode.Redirect, tried.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/staff")).StatusCode);
        Assert.Equal("Copied", await host.ScalarAsync<string>("select end_reason from identity.session where account_id = $1", account));
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from audit.event where action = 'session.copied' and actor_id = $1", account));
    }

    [Fact]
    public async Task BrowserThatUpdatedItself_GoesOn()
    {
        await host.AddAccountAsync("vera");
        using var browser = host.Browse().By(Firefox);
        await browser.SignInAsync("vera");
        using var restarted = host.Browse().By(NewerFirefox);
        restarted.Cookies.Add(host.Address, browser.Cookies.GetCookies(host.Address)["post"]!);

        Assert.Equal(HttpStatusCode.OK, (await restarted.GetAsync("/staff")).StatusCode);
    }

    [Fact]
    public async Task SignOutWithoutToken_IsRefused()
    {
        await host.AddAccountAsync("willa");
        using var browser = host.Browse();
        await browser.SignInAsync("willa");

        var forged = await browser.PostAsync("/sign-out", []);

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/staff")).StatusCode);
    }

    // On this node at once; another asks the database again within half a minute.
    [Fact]
    [Trait("Clause", "8.02(5)(d)")]
    public async Task RoleTakenAway_NextClickIsRefusedOnEveryNode()
    {
        var account = await host.AddAccountAsync("xeno");
        await using var other = await host.AnotherNodeAsync();
        using var here = host.Browse();
        using var there = new Browser(other.Address);
        await here.SignInAsync("xeno");
        there.Cookies.Add(other.Address, here.Cookies.GetCookies(host.Address)["post"]!);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/staff")).StatusCode);
        using var admin = await host.Browse().SignedInAsAsync(Roles.SysAdmin);
        await admin.SubmitAsync("/sign-in/step-up", "/sign-in/step-up/demo");

        var changed = await admin.SubmitAsync($"/staff/accounts/{account}", $"/staff/accounts/{account}/roles", ("role", Roles.StdStaff), ("reason", "moved to the other division"));

        Assert.EndsWith("told=done", changed.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await here.GetAsync("/staff")).StatusCode);
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/staff")).StatusCode);
        Assert.Equal("EndedByAdministrator", await host.ScalarAsync<string>("select end_reason from identity.session where account_id = $1", account));
    }

    [Fact]
    public async Task Administrator_ProvesAgainBeforeChangingAnything()
    {
        var account = await host.AddAccountAsync("yara");
        await host.AddAccountAsync("admin-stale", Roles.SysAdmin);
        using var admin = host.Browse();
        await admin.SignInAsync("admin-stale");

        var tried = await admin.SubmitAsync($"/staff/accounts/{account}", $"/staff/accounts/{account}/roles", ("role", Roles.SysAdmin), ("reason", "x"));

        Assert.StartsWith("/sign-in/step-up", tried.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(Roles.CertStaff, await host.ScalarAsync<string>("select role from identity.role_grant where account_id = $1 and ended_at is null", account));
    }

    [Fact]
    public async Task Administrator_DoesNotRaiseOrOpenTheOwnAccount()
    {
        var own = People.With(Roles.SysAdmin, host.Clock) with { SteppedUpAt = host.Clock.GetUtcNow() };

        Assert.IsType<NotOnesOwn>((await host.Dispatch(new ChangeRolesCommand(own.Id!.Value, [Roles.SysAdmin, Roles.StdStaff]), own)).Refusal);
        Assert.IsType<NotOnesOwn>((await host.Dispatch(new EnableAccountCommand(own.Id!.Value, "why not"), own)).Refusal);
        Assert.IsType<NotOnesOwn>((await host.Dispatch(new DisableAccountCommand(own.Id!.Value, "why not"), own)).Refusal);
        Assert.IsType<NotOnesOwn>((await host.Dispatch(new RemoveFactorsCommand(own.Id!.Value, "why not"), own)).Refusal);
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'account.roles.changed' and outcome = 'Denied' and deny_rule = 'not-ones-own'"));
    }

    [Fact]
    public async Task DisabledAccount_OpensNothingUntilItIsOpenedAgain()
    {
        var account = await host.AddAccountAsync("zeno");
        using var browser = host.Browse();
        await browser.SignInAsync("zeno");
        await host.Operate(new DisableAccountCommand(account, "left the Commission"));
        host.Services.GetRequiredService<SessionGuard>().ForgetAccount(account);

        var open = await browser.GetAsync("/staff");
        var tried = await browser.SignInAsync("zeno");
        await host.Operate(new EnableAccountCommand(account, "came back"));
        var later = await browser.SignInAsync("zeno");

        Assert.Equal(HttpStatusCode.Redirect, open.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, tried.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, later.StatusCode);
    }

    [Fact]
    public async Task LostFactors_AreTakenOffByAnAdministrator()
    {
        var account = await host.AddAccountAsync("anna");
        using var browser = host.Browse();
        await browser.SignInAsync("anna");
        await AuthenticatorApp.SetUpAsync(browser, host.Clock);

        var removed = await host.Operate(new RemoveFactorsCommand(account, "phone lost, seen in person"));

        Assert.Null(removed.Refusal);
        Assert.Equal(HttpStatusCode.Redirect, (await host.Browse().SignInAsync("anna")).StatusCode);
        Assert.Equal("phone lost, seen in person", await host.ScalarAsync<string>("""
            select convert_from(p.body, 'UTF8')::jsonb -> 'CustomFields' ->> 'Reason' from audit.event e join audit.payload p on p.event_id = e.id
            where e.action = 'account.factors.removed' order by e.at_db desc limit 1
            """));
    }

    [Fact]
    public async Task PageOfAnEndedSession_IsTakenOffTheScreenThoughNobodyTouchesIt()
    {
        var signedIn = (await host.Dispatch(new SignInAsCommand(Roles.AuditLead), Caller.Anonymous)).Value;
        var sent = 0;
        var circuits = host.Services.GetRequiredService<OpenCircuits>();
        circuits.Add("watched", PostPrincipal.From(signedIn), () => sent++);
        var watch = host.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<SessionWatch>().Single();

        await watch.LookAsync(CancellationToken.None);
        Assert.Equal(0, sent);
        await host.Dispatch(new SignOutCommand(), signedIn.Caller);
        await watch.LookAsync(CancellationToken.None);
        await watch.LookAsync(CancellationToken.None);

        Assert.Equal(1, sent);
    }

    [Fact]
    public async Task Circuit_IsOnRecordFromItsOpeningToItsEnd()
    {
        var signedIn = (await host.Dispatch(new SignInAsCommand(Roles.Commissioner), Caller.Anonymous)).Value;
        await using var scope = host.Services.CreateAsyncScope();
        var state = (IHostEnvironmentAuthenticationStateProvider)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        state.SetAuthenticationState(Task.FromResult(new AuthenticationState(PostPrincipal.From(signedIn))));
        var circuit = scope.ServiceProvider.GetServices<CircuitHandler>().OfType<CircuitEntry>().Single();

        await circuit.OpenedAsync("circuit-on-record");
        var reached = 0;
        var inbound = circuit.CreateInboundActivityHandler(_ => Task.FromResult(reached++));
        await inbound(null!);
        var open = await circuit.MayGoOnAsync();
        await host.Dispatch(new SignOutCommand(), signedIn.Caller);
        host.Services.GetRequiredService<SessionGuard>().Forget(signedIn.Caller.SessionId!.Value);
        var after = await circuit.MayGoOnAsync();
        // Whatever the browser sends now, be it forged, reaches no handler of the page.
        await inbound(null!);
        await circuit.ClosedAsync();

        Assert.True(open);
        Assert.False(after);
        Assert.Equal(1, reached);
        foreach (var action in new[] { "circuit.opened", "circuit.closed", "session.refused" })
        {
            Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from audit.event where action = $1 and circuit_id = 'circuit-on-record'", action));
        }
    }

    [Fact]
    public async Task SessionThatAsksTooFast_IsRefusedAndOnRecordOnce()
    {
        var settings = host.Services.GetRequiredService<HostSettings>() with { RequestsPerSession = 3 };
        var pace = new SessionPace(settings, host.Clock);
        var signedIn = (await host.Dispatch(new SignInAsCommand(Roles.Counsel), Caller.Anonymous)).Value;
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<EntryPoint>().Speak(() => ValueTask.FromResult(signedIn.Caller));
        var paced = ActivatorUtilities.CreateInstance<PacedDispatcher>(scope.ServiceProvider, pace);

        var answers = new List<Refusal?>();
        for (var i = 0; i < 6; i++) answers.Add((await paced.Send(new ShowOwnAccountQuery())).Refusal);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(3, answers.Count(a => a is null));
        Assert.Equal(3, answers.Count(a => a is TooFast));
        Assert.Null((await paced.Send(new ShowOwnAccountQuery())).Refusal);
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from audit.event where action = 'session.too-fast' and session_id = $1", signedIn.Caller.SessionId!.Value));
    }
}
