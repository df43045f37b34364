using Post.Kernel.Access;

namespace Post.App.Identity;

/// <summary>Opens a session for an account that has proved itself, and makes it the actor of the request's event.</summary>
internal sealed class NewSession(IdentityDb db, CurrentCaller current, TimeProvider clock)
{
    public async Task<SignedIn> OpenAsync(Account account, string method, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var from = current.Value;
        var session = new Session
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            StartedAt = now,
            LastSeenAt = now,
            Method = method,
            IpPrefix = from.IpPrefix,
            Client = from.Client,
        };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(ct);

        var caller = new Caller(account.Id, account.Kind, account.DisplayName, account.RolesInForce)
        {
            Organisation = account.AgencyId?.ToString(),
            Authentication = method,
            SessionId = session.Id,
            IpPrefix = from.IpPrefix,
            Client = from.Client,
        };
        current.Identify(caller);
        return new SignedIn(caller, account.SecurityStamp!);
    }
}
