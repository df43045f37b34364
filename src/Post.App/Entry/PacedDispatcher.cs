using System.Collections.Concurrent;
using MediatR;
using Post.App.Access;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.Entry;

/// <summary>The door of pages and endpoints: no session asks for more than a person can, be it by a script in its browser.</summary>
internal sealed class PacedDispatcher(Dispatcher inner, ICallerSource callers, SessionPace pace, ServiceDispatchers doors) : IDispatcher
{
    public async Task<Result<T>> Send<T>(IRequest<Result<T>> request, CancellationToken ct = default)
    {
        var caller = await callers.CurrentAsync();
        if (caller.SessionId is not { } session) return await inner.Send(request, ct);
        switch (pace.Take(session))
        {
            case Pace.Within:
                return await inner.Send(request, ct);
            case Pace.JustOver:
                // Once a minute: one event a refused request would help whoever wants to fill the log.
                await doors.As(caller).Send(new NotePaceCommand(pace.AMinute), ct);
                return Result<T>.Refuse(new TooFast());
            default:
                return Result<T>.Refuse(new TooFast());
        }
    }
}

/// <summary>The session asked for too much within a minute.</summary>
internal sealed record TooFast() : Refusal("Too many requests from your session. Wait a minute, then go on.")
{
    public override RefusalKind Kind => RefusalKind.Unavailable;
}

internal enum Pace
{
    Within,
    JustOver,
    Over,
}

/// <summary>Counts what each session asks for within a minute, on this node.</summary>
internal sealed class SessionPace(HostSettings settings, TimeProvider clock)
{
    private const int KeptAtMost = 10_000;

    private readonly ConcurrentDictionary<Guid, Minute> _minutes = new();

    public int AMinute => settings.RequestsPerSession;

    public Pace Take(Guid session)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (_minutes.Count >= KeptAtMost) _minutes.Clear();
        var minute = _minutes.AddOrUpdate(session, _ => new Minute(now, 1), (_, m) => m.Number == now ? m with { Count = m.Count + 1 } : new Minute(now, 1));
        return (minute.Count - AMinute) switch
        {
            <= 0 => Pace.Within,
            1 => Pace.JustOver,
            _ => Pace.Over,
        };
    }

    private sealed record Minute(long Number, int Count);
}

/// <summary>A session asked for more than a person can within a minute; it was refused until the minute ended.</summary>
[Requires(AccessPermissions.SignOut)]
[Audited("session.too-fast", DataClass.None)]
internal sealed record NotePaceCommand(int AMinute) : ICommand<Done>;

internal sealed class NotePaceHandler(ChangeContext change) : IRequestHandler<NotePaceCommand, Result<Done>>
{
    public Task<Result<Done>> Handle(NotePaceCommand command, CancellationToken ct)
    {
        change.Summarise($"more than {command.AMinute} requests in a minute");
        return Task.FromResult<Result<Done>>(new TooFast());
    }
}
