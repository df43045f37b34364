using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Npgsql;
using Post.App.Identity;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.App.Entry;

/// <summary>
/// The entry point of a circuit: the caller comes from the circuit's authentication state, and its session is looked at
/// again with each event and each request, because a circuit outlives sign-out and the loss of a role (threat 16).
/// </summary>
internal sealed class CircuitEntry(
    EntryPoint entry,
    AuthenticationStateProvider authentication,
    SessionGuard sessions,
    LapsedSessions lapsed,
    ServiceDispatchers doors,
    CircuitCount count,
    OpenCircuits open,
    NavigationManager navigation,
    ILogger<CircuitEntry> log) : CircuitHandler
{
    private string _circuit = "";
    private ClaimsPrincipal? _user;
    private bool _connected;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) => OpenedAsync(circuit.Id);

    internal async Task OpenedAsync(string circuit)
    {
        _circuit = circuit;
        entry.Speak(CurrentAsync);
        var state = await authentication.GetAuthenticationStateAsync();
        if (!PostPrincipal.IsSignedIn(state.User)) return;
        count.Open(PostPrincipal.SessionOf(state.User));
        _user = state.User;
        _connected = true;
        open.Add(circuit, _user, SendToTheDoor);
        await NoteAsync(new OpenCircuitCommand());
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken) => ClosedAsync();

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        LoseConnection();
        return Task.CompletedTask;
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        RegainConnection();
        return Task.CompletedTask;
    }

    // A circuit whose browser has gone is kept a while for its return; it is no page that somebody holds open.
    internal void LoseConnection()
    {
        if (!_connected || _user is null) return;
        _connected = false;
        count.Close(PostPrincipal.SessionOf(_user));
    }

    internal void RegainConnection()
    {
        if (_connected || _user is null) return;
        _connected = true;
        count.Return(PostPrincipal.SessionOf(_user));
    }

    internal async Task ClosedAsync()
    {
        if (_user is not { } user) return;
        LoseConnection();
        _user = null;
        open.Remove(_circuit);
        await NoteAsync(new CloseCircuitCommand(), user);
    }

    /// <summary>An event of a page whose session has ended reaches nothing of it; the browser is sent to sign in.</summary>
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        async activity =>
        {
            if (await MayGoOnAsync()) await next(activity);
            else SendToTheDoor();
        };

    internal async Task<bool> MayGoOnAsync() => _user is null || await StateOfAsync(_user) is not null;

    private async ValueTask<Caller> CurrentAsync()
    {
        var state = await authentication.GetAuthenticationStateAsync();
        if (!PostPrincipal.IsSignedIn(state.User)) return Caller.Anonymous with { CircuitId = _circuit };
        var caller = PostPrincipal.ToCaller(state.User) with { CircuitId = _circuit };
        // Named still, so that the log tells who tried; without a role, so that everything is refused.
        return await StateOfAsync(state.User) is { } session
            ? caller with { SteppedUpAt = session.SteppedUpAt }
            : caller with { Roles = [], Purpose = null };
    }

    // A session that cannot be looked at counts as ended: the request then ends in a refusal and not in a broken page.
    private async Task<SessionState?> StateOfAsync(ClaimsPrincipal user)
    {
        try
        {
            var state = await sessions.FindAsync(user);
            if (state is null) await lapsed.RecordAsync(user, PostPrincipal.ToCaller(user) with { CircuitId = _circuit });
            return state;
        }
        catch (NpgsqlException failure)
        {
            log.LogWarning(failure, "A circuit's session could not be looked at");
            return null;
        }
    }

    private void SendToTheDoor()
    {
        try
        {
            var here = new Uri(navigation.Uri).PathAndQuery;
            navigation.NavigateTo($"/sign-in?ended=lapsed&returnUrl={Uri.EscapeDataString(here)}", forceLoad: true);
        }
        catch (InvalidOperationException gone)
        {
            log.LogDebug(gone, "The page of an ended session was gone already");
        }
    }

    // What a circuit shows passes the gate by itself; that one was opened is worth a line in the log, not a dead page.
    private async Task NoteAsync(ICommand<Done> happened, ClaimsPrincipal? user = null)
    {
        var caller = PostPrincipal.ToCaller(user ?? _user!) with { CircuitId = _circuit };
        var noted = await doors.As(caller).Send(happened);
        if (noted.Refusal is { } refusal) log.LogWarning("{Act} of a circuit is not on record: {Code}", happened.GetType().Name, refusal.Code);
    }
}
