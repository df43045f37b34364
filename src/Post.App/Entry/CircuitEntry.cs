using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Npgsql;
using Post.App.Identity;
using Post.Kernel.Access;

namespace Post.App.Entry;

/// <summary>
/// The entry point of a circuit: the caller comes from the circuit's authentication state, and its session is looked at
/// again with each request, because a circuit outlives sign-out and the loss of a role (threat 16).
/// </summary>
internal sealed class CircuitEntry(
    EntryPoint entry,
    AuthenticationStateProvider authentication,
    SessionGuard sessions,
    CircuitCount count,
    ILogger<CircuitEntry> log) : CircuitHandler
{
    private Guid? _session;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) => OpenedAsync(circuit.Id);

    internal async Task OpenedAsync(string circuit)
    {
        entry.Speak(() => CurrentAsync(circuit));
        var state = await authentication.GetAuthenticationStateAsync();
        if (!PostPrincipal.IsSignedIn(state.User)) return;
        var session = PostPrincipal.SessionOf(state.User);
        count.Open(session);
        _session = session;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_session is { } session) count.Close(session);
        return Task.CompletedTask;
    }

    private async ValueTask<Caller> CurrentAsync(string circuit)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        if (!PostPrincipal.IsSignedIn(state.User)) return Caller.Anonymous with { CircuitId = circuit };
        var caller = PostPrincipal.ToCaller(state.User) with { CircuitId = circuit };
        // Named still, so that the log tells who tried; without a role, so that everything is refused.
        return await IsCurrentAsync(state.User) ? caller : caller with { Roles = [], Purpose = null };
    }

    // A session that cannot be looked at counts as ended: the request then ends in a refusal and not in a broken page.
    private async Task<bool> IsCurrentAsync(ClaimsPrincipal user)
    {
        try
        {
            return await sessions.IsCurrentAsync(user);
        }
        catch (NpgsqlException failure)
        {
            log.LogWarning(failure, "A circuit's session could not be looked at");
            return false;
        }
    }
}

/// <summary>How many circuits each session holds here: one person must not take all the server's memory (threat 7).</summary>
internal sealed class CircuitCount(HostSettings settings)
{
    private readonly ConcurrentDictionary<Guid, int> _open = new();

    public void Open(Guid session)
    {
        if (_open.AddOrUpdate(session, 1, (_, n) => n + 1) <= settings.CircuitsPerSession) return;
        Close(session);
        throw new InvalidOperationException("This session has too many pages open.");
    }

    public void Close(Guid session)
    {
        if (_open.AddOrUpdate(session, 0, (_, n) => n - 1) <= 0) _open.TryRemove(new KeyValuePair<Guid, int>(session, 0));
    }
}
