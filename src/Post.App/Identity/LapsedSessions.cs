using System.Collections.Concurrent;
using System.Security.Claims;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.Identity;

/// <summary>A session was brought that holds no more: after sign-out, after a change of the account, too old, idle.</summary>
[Requires(AccessPermissions.SignOut)]
[Audited("session.refused", DataClass.None)]
internal sealed record RefuseSessionCommand(string Why) : ICommand<Done>;

/// <summary>The session has ended; whoever brings it is nobody.</summary>
internal sealed record SessionNotCurrent() : Refusal("This session has ended. Sign in again.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed class RefuseSessionHandler(ChangeContext change) : IRequestHandler<RefuseSessionCommand, Result<Done>>
{
    public Task<Result<Done>> Handle(RefuseSessionCommand command, CancellationToken ct)
    {
        change.Summarise(command.Why);
        return Task.FromResult<Result<Done>>(new SessionNotCurrent());
    }
}

/// <summary>A session's cookie came from another program than the sign-in: it is a copy, and ends for both.</summary>
[Requires(AccessPermissions.SignOut)]
[Audited("session.copied", DataClass.None)]
internal sealed record EndCopiedSessionCommand(string? SignedInFrom, string? CameFrom) : ICommand<Done>;

internal sealed class EndCopiedSessionHandler(IdentityDb db, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<EndCopiedSessionCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(EndCopiedSessionCommand command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        change.Changed("program", command.SignedInFrom, command.CameFrom);
        await db.Sessions.Where(s => s.Id == caller.Value.SessionId && s.EndedAt == null).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.EndedAt, now).SetProperty(x => x.EndReason, SessionEnd.Copied), ct);
        return Done.Instance;
    }
}

/// <summary>
/// Puts on record that a session was refused, once a minute for each session and network: a browser asks for many things at
/// once, and a log that anybody can fill with a dead cookie would hide what it is for.
/// </summary>
internal sealed class LapsedSessions(ServiceDispatchers doors, SessionGuard guard, TimeProvider clock, ILogger<LapsedSessions> log)
{
    private const int KeptAtMost = 10_000;
    private static readonly TimeSpan s_once = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(Guid, string?), DateTimeOffset> _told = new();

    public async Task RecordAsync(ClaimsPrincipal user, Caller caller)
    {
        if (IsTold(caller)) return;
        await SendAsync(caller, new RefuseSessionCommand(await guard.WhyNotAsync(user)));
    }

    public async Task EndCopiedAsync(Caller caller, string? signedInFrom)
    {
        guard.Forget(caller.SessionId!.Value);
        if (IsTold(caller)) return;
        await SendAsync(caller, new EndCopiedSessionCommand(signedInFrom, caller.Client));
        guard.Forget(caller.SessionId!.Value);
    }

    private bool IsTold(Caller caller)
    {
        var now = clock.GetUtcNow();
        if (_told.Count >= KeptAtMost) _told.Clear();
        var key = (caller.SessionId!.Value, caller.IpPrefix);
        if (_told.TryGetValue(key, out var at) && now - at < s_once) return true;
        _told[key] = now;
        return false;
    }

    // The session is refused whether or not that could be written down; the failure is the operator's to see.
    private async Task SendAsync(Caller caller, IRequest<Result<Done>> request)
    {
        var noted = await doors.As(caller).Send(request);
        if (noted.Refusal is not (null or SessionNotCurrent)) log.LogWarning("A refused session could not be put on record: {Code}", noted.Refusal.Code);
    }
}
