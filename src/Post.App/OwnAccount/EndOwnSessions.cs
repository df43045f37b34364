using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.App.Identity;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.OwnAccount;

/// <summary>Ends sessions of one's own account: one that is named, or all but the present one.</summary>
[Requires(AccessPermissions.KeepOwnAccount)]
[Audited("session.ended.own", DataClass.None)]
internal sealed record EndOwnSessionsCommand(Guid? Session) : ICommand<Done>;

internal sealed class EndOwnSessionsHandler(IdentityDb db, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<EndOwnSessionsCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(EndOwnSessionsCommand command, CancellationToken ct)
    {
        var own = db.Sessions.Where(s => s.AccountId == caller.Value.Id && s.Id != caller.Value.SessionId);
        var ended = await own.EndAsync(command.Session, SessionEnd.EndedByOwner, clock.GetUtcNow(), ct);
        change.Summarise($"{ended} sessions ended");
        return Done.Instance;
    }
}

internal static class EndedSessions
{
    public static Task<int> EndAsync(this IQueryable<Session> sessions, Guid? one, SessionEnd reason, DateTimeOffset now, CancellationToken ct) =>
        sessions.Where(s => s.EndedAt == null && (one == null || s.Id == one)).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.EndedAt, now).SetProperty(x => x.EndReason, reason), ct);
}
