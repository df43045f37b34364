using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.Identity;

/// <summary>Opens a session for an account that has proved itself and is answered for, and makes it the actor of the request's event.</summary>
internal sealed class NewSession(
    IdentityDb db, Sponsorships sponsorships, IAgencyMembers members, CurrentCaller current, ChangeContext change, TimeProvider clock)
{
    /// <param name="account">With its grants.</param>
    /// <param name="method">How it proved itself, in the words of the log.</param>
    /// <param name="twice">Whether by two factors: then what asks for a fresh proof is open from the start.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Result<SignedIn>> OpenAsync(Account account, string method, bool twice, CancellationToken ct)
    {
        if (!await sponsorships.HoldsAsync(account.Id, ct)) return Lapsed(account, method);
        var now = clock.GetUtcNow();
        var from = current.Value;
        var before = await db.Sessions.Where(s => s.AccountId == account.Id).MaxAsync(s => (DateTimeOffset?)s.StartedAt, ct);
        var session = new Session
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            StartedAt = now,
            LastSeenAt = now,
            Method = method,
            IpPrefix = from.IpPrefix,
            Client = from.Client,
            SteppedUpAt = twice ? now : null,
            FailedBefore = account.AccessFailedCount,
        };
        db.Sessions.Add(session);
        (account.AccessFailedCount, account.LockoutEnd) = (0, null);
        await db.SaveChangesAsync(ct);

        var acts = account.Kind is ActorKind.Agency ? await members.OfAccountAsync(account.Id, ct) : [];
        // Who acts for one agency comes in there; who acts for several says for which.
        var chosen = acts.Count == 1 ? acts[0] : null;
        var caller = new Caller(account.Id, account.Kind, account.DisplayName, ActingRoles.At(account.RolesInForce, chosen))
        {
            Organisation = (chosen?.AgencyId ?? account.AgencyId)?.ToString(),
            Authentication = method,
            SessionId = session.Id,
            IpPrefix = from.IpPrefix,
            Client = from.Client,
            SteppedUpAt = session.SteppedUpAt,
        };
        current.Identify(caller);
        return new SignedIn(caller, account.SecurityStamp!) { Before = before, FailedBefore = session.FailedBefore, ActsFor = chosen, HasSeveral = acts.Count > 1 };
    }

    // Whoever proved to hold the account stands in the log by name, and gets no session.
    private AccountLapsed Lapsed(Account account, string method)
    {
        current.Identify(Methods.Unopened(account, method, current.Value));
        change.Summarise($"account {account.Id} has nobody who answers for it");
        return new AccountLapsed();
    }
}
