using System.Net;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Post.App.Entry;
using Post.App.Identity;
using Post.App.SignIn;
using Post.Kernel.Access;
using Post.Testing;

namespace Post.App.Tests;

[Trait("Clause", "8.07(4)")]
public sealed class StepUpTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task Code_ProvesAgainAndLeadsBack()
    {
        var account = await host.AddAccountAsync("kira");
        using var browser = host.Browse();
        await browser.SignInAsync("kira");
        var app = await AuthenticatorApp.SetUpAsync(browser, host.Clock);
        await host.ExecuteAsync("update identity.session set stepped_up_at = null where account_id = $1", account);

        var proven = await browser.SubmitAsync("/sign-in/step-up?returnUrl=%2Fstaff%2Fofficers", "/sign-in/step-up", ("proof", app.Code));

        Assert.Equal("/staff/officers", proven.Headers.Location!.OriginalString);
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from identity.session where account_id = $1 and stepped_up_at is not null", account));
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from audit.event where action = 'session.stepped-up' and outcome = 'Ok' and actor_id = $1", account));
    }

    [Fact]
    public async Task ReturnAddressOfAnotherSite_IsNotFollowed()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.Counsel);

        var proven = await browser.SubmitAsync("/sign-in/step-up?returnUrl=%2F%2Fevil.example%2Fstaff", "/sign-in/step-up/demo");

        Assert.Equal("/staff", proven.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task NoSecondFactor_ThePageSaysSoAndLeadsToIt()
    {
        await host.AddAccountAsync("lars");
        using var browser = host.Browse();
        await browser.SignInAsync("lars");

        var page = await browser.OpenAsync("/sign-in/step-up");

        Assert.NotNull(page.QuerySelector("a[href='/staff/account#second-factor']"));
        Assert.Empty(page.QuerySelectorAll("form"));
    }

    [Fact]
    public async Task DemoAccount_ConfirmsByAClickThatSaysWhatItIs()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.Chair);

        var page = await browser.OpenAsync("/sign-in/step-up");
        await browser.SubmitAsync("/sign-in/step-up", "/sign-in/step-up/demo");

        Assert.Contains("(demo)", page.QuerySelector("form[action='/sign-in/step-up/demo'] button")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await host.ScalarAsync<long>("""
            select count(*) from identity.session s join identity.account a on a.id = s.account_id
            where a.user_name = 'demo-chair' and s.stepped_up_at is not null
            """));
    }

    [Fact]
    public async Task PasswordSessionInADemonstration_IsNotProvenByAClick()
    {
        await host.AddAccountAsync("mona");
        using var browser = host.Browse();
        await browser.SignInAsync("mona");

        var page = await browser.OpenAsync("/sign-in/step-up");
        Assert.Empty(page.QuerySelectorAll("form[action='/sign-in/step-up/demo']"));
        var caller = People.With(Roles.CertStaff, host.Clock) with { Authentication = "password" };
        Assert.IsType<NoDemonstration>((await host.Dispatch(new StepUpInDemoCommand(), caller)).Refusal);
    }

    // A circuit lives for hours: the proof must be seen in it without another sign-in, and end in it by itself.
    [Fact]
    public async Task Circuit_SeesTheProofAndItsAge()
    {
        var signedIn = (await host.Dispatch(new SignInAsCommand(Roles.StdStaff), Caller.Anonymous)).Value;
        await using var scope = host.Services.CreateAsyncScope();
        var state = (IHostEnvironmentAuthenticationStateProvider)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        state.SetAuthenticationState(Task.FromResult(new AuthenticationState(PostPrincipal.From(signedIn))));
        var circuit = scope.ServiceProvider.GetServices<CircuitHandler>().OfType<CircuitEntry>().Single();
        await circuit.OpenedAsync("circuit-step-up");
        var callers = scope.ServiceProvider.GetRequiredService<ICallerSource>();
        Assert.Null((await callers.CurrentAsync()).SteppedUpAt);

        await host.Dispatch(new StepUpInDemoCommand(), signedIn.Caller);
        host.Services.GetRequiredService<SessionGuard>().Forget(signedIn.Caller.SessionId!.Value);

        var proven = (await callers.CurrentAsync()).SteppedUpAt;
        Assert.NotNull(proven);
        Assert.InRange(host.Clock.GetUtcNow() - proven.Value, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        await circuit.ClosedAsync();
    }
}

public sealed class StepUpInProductionTests(ProductionHost host) : IClassFixture<ProductionHost>
{
    [Fact]
    public async Task ClickWithoutProof_DoesNotExist()
    {
        await host.AddAccountAsync("nils");
        using var browser = host.Browse().ByHttps();
        await browser.SignInAsync("nils");

        var posted = await browser.PostAsync("/sign-in/step-up/demo", []);
        var caller = People.With(Roles.CertStaff, host.Clock) with { Authentication = "demo" };

        Assert.Contains(posted.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed });
        Assert.IsType<NoDemonstration>((await host.Dispatch(new StepUpInDemoCommand(), caller)).Refusal);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from identity.session where stepped_up_at is not null"));
    }
}
