using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Post.App.Entry;
using Post.App.Identity;
using Post.App.Purposes;
using Post.App.SignIn;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.App.Tests;

public sealed class CallerSourceTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task NobodySpoke_NothingIsSent()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var dispatcher = scope.ServiceProvider.GetRequiredService<IDispatcher>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => dispatcher.Send(new SignOutCommand()));
    }

    [Fact]
    public void TwoEntryPoints_AreRefused()
    {
        var entry = new EntryPoint();
        entry.Speak(() => ValueTask.FromResult(Caller.Anonymous));

        Assert.Throws<InvalidOperationException>(() => entry.Speak(() => ValueTask.FromResult(Caller.Anonymous)));
    }

    [Fact]
    public async Task Request_IsRecordedWithTheNetworkAndTheProgramOnly()
    {
        using var browser = await host.Browse().By("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0")
            .SignedInAsAsync(Roles.Counsel);

        await browser.GetAsync("/staff");

        Assert.Equal("127.0.0.0/24 Firefox 131 on Linux Counsel", await host.ScalarAsync<string>(
            "select ip_prefix || ' ' || client || ' ' || roles[1] from audit.event where action = 'work.shown' order by at_db desc limit 1"));
    }

    [Fact]
    public async Task Circuit_SpeaksForTheUserOfItsOwnState()
    {
        var signedIn = await SignInAsync(Roles.StdStaff);
        await using var circuit = await CircuitAsync(PostPrincipal.From(signedIn));

        await circuit.Dispatcher.Send(new ChoosePurposeCommand("complaint-intake", null));

        Assert.Equal($"{signedIn.Caller.Id} circuit-1", await host.ScalarAsync<string>(
            "select actor_id || ' ' || circuit_id from audit.event where action = 'purpose.chosen' and outcome = 'Ok' and circuit_id is not null"));
    }

    [Fact]
    public async Task CircuitOfAnEndedSession_IsRefusedUnderTheNameOfWhoTried()
    {
        var signedIn = await SignInAsync(Roles.CertStaff);
        await using var circuit = await CircuitAsync(PostPrincipal.From(signedIn));
        await host.Dispatch(new SignOutCommand(), signedIn.Caller);
        host.Clock.Advance(TimeSpan.FromSeconds(31));

        var chosen = await circuit.Dispatcher.Send(new ChoosePurposeCommand("certification", null));

        Assert.IsType<NotAllowed>(chosen.Refusal);
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'purpose.chosen' and outcome = 'Denied' and actor_id = $1 and roles = '{}'",
            signedIn.Caller.Id!.Value));
    }

    [Fact]
    public async Task PurposeInTheCookie_SurvivesTheWayThereAndBack()
    {
        var signedIn = await SignInAsync(Roles.Chair);
        var chosen = new ChosenPurpose("hearing", "2026-14", "asked by counsel", DateTimeOffset.FromUnixTimeMilliseconds(1_780_000_000_123));

        var caller = PostPrincipal.ToCaller(PostPrincipal.WithPurpose(PostPrincipal.From(signedIn), chosen));

        Assert.Equal(chosen, caller.Purpose);
        Assert.Equal(signedIn.Caller.Id, caller.Id);
        Assert.Equal(ActorKind.Commissioner, caller.Kind);
        Assert.Equal([Roles.Chair], caller.Roles);
        Assert.Equal("demo", caller.Authentication);
    }

    [Fact]
    public void TooManyCircuitsOfOneSession_AreRefused()
    {
        var settings = host.Services.GetRequiredService<HostSettings>() with { CircuitsPerSession = 2 };
        var count = new CircuitCount(settings);
        var session = Guid.NewGuid();
        count.Open(session);
        count.Open(session);

        Assert.Throws<InvalidOperationException>(() => count.Open(session));
        count.Open(Guid.NewGuid());
        count.Close(session);
        count.Open(session);
    }

    [Fact]
    public async Task PagesLookedAtOneAfterTheOther_AreNotTooMany()
    {
        var user = PostPrincipal.From(await SignInAsync(Roles.Counsel));
        var allowed = host.Services.GetRequiredService<HostSettings>().CircuitsPerSession;
        for (var page = 0; page <= allowed; page++) (await CircuitAsync(user)).Entry.LoseConnection();

        var returned = await CircuitAsync(user);
        returned.Entry.LoseConnection();
        returned.Entry.LoseConnection();
        returned.Entry.RegainConnection();
        for (var page = 1; page < allowed; page++) await CircuitAsync(user);

        await Assert.ThrowsAsync<InvalidOperationException>(() => CircuitAsync(user));
    }

    private async Task<SignedIn> SignInAsync(string role) =>
        (await host.Dispatch(new SignInAsCommand(role), Caller.Anonymous)).Value;

    // A circuit is a scope of its own with an authentication state of its own; no request is anywhere near.
    private async Task<CircuitScope> CircuitAsync(ClaimsPrincipal user)
    {
        var scope = host.Services.CreateAsyncScope();
        var state = (IHostEnvironmentAuthenticationStateProvider)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        state.SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));
        var entry = scope.ServiceProvider.GetServices<Microsoft.AspNetCore.Components.Server.Circuits.CircuitHandler>().OfType<CircuitEntry>().Single();
        await entry.OpenedAsync("circuit-1");
        return new CircuitScope(scope, entry);
    }

    private sealed record CircuitScope(AsyncServiceScope Scope, CircuitEntry Entry) : IAsyncDisposable
    {
        public IDispatcher Dispatcher => Scope.ServiceProvider.GetRequiredService<IDispatcher>();

        public ValueTask DisposeAsync() => Scope.DisposeAsync();
    }
}
