using System.Collections.Concurrent;
using System.Security.Claims;
using Npgsql;
using Post.App.Identity;

namespace Post.App.Entry;

/// <summary>The circuits of this node, and how each is sent to the door.</summary>
internal sealed class OpenCircuits
{
    private readonly ConcurrentDictionary<string, OpenCircuit> _open = new();

    public IReadOnlyCollection<OpenCircuit> All => [.. _open.Values];

    public void Add(string circuit, ClaimsPrincipal user, Action sendToTheDoor) => _open[circuit] = new OpenCircuit(circuit, user, sendToTheDoor);

    public void Remove(string circuit) => _open.TryRemove(circuit, out _);
}

internal sealed record OpenCircuit(string Id, ClaimsPrincipal User, Action SendToTheDoor);

/// <summary>
/// Takes a page off the screen when its session has ended, also when nobody touches it: an unattended desk, a role taken
/// away, a session ended from elsewhere. What it looks at counts as nobody's activity.
/// </summary>
internal sealed class SessionWatch(OpenCircuits circuits, SessionGuard sessions, TimeProvider clock, ILogger<SessionWatch> log) : BackgroundService
{
    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_between, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                log.LogWarning(failure, "The sessions of open pages could not be looked at");
            }
        }
    }

    /// <summary>Returns how many pages were sent to the door.</summary>
    internal async Task<int> LookAsync(CancellationToken ct)
    {
        var open = circuits.All;
        if (open.Count == 0) return 0;
        var holding = await sessions.WhichHoldAsync([.. open.Select(c => c.User)], ct);
        var ended = open.Where(c => !holding.Contains(PostPrincipal.SessionOf(c.User))).ToList();
        foreach (var circuit in ended)
        {
            circuits.Remove(circuit.Id);
            sessions.Forget(PostPrincipal.SessionOf(circuit.User));
            circuit.SendToTheDoor();
        }

        return ended.Count;
    }
}
