using Microsoft.EntityFrameworkCore;
using Post.App.OwnAccount;
using Post.Kernel.Access;

namespace Post.App.Identity;

/// <summary>Where an account is, and lately was, signed in.</summary>
internal sealed class SessionList(IdentityDb db, HostSettings settings, CurrentCaller caller, TimeProvider clock)
{
    private const int Shown = 20;

    public async Task<IReadOnlyList<SessionRow>> OfAsync(Guid account, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = await db.Sessions.AsNoTracking().Where(s => s.AccountId == account).OrderByDescending(s => s.StartedAt).Take(Shown).ToListAsync(ct);
        return
        [
            .. rows.Select(s => new SessionRow(s.Id, s.StartedAt, s.LastSeenAt, s.Method)
            {
                Network = s.IpPrefix,
                Client = s.Client,
                Holds = s.EndedAt is null && s.LastSeenAt > now - settings.IdleLimit && s.StartedAt > now - settings.SessionLength,
                IsPresent = s.Id == caller.Value.SessionId,
                EndReason = s.EndReason?.ToString(),
                FailedBefore = s.FailedBefore,
            }),
        ];
    }
}
