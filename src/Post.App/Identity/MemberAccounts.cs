using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Post.App.OwnAccount;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.Identity;

/// <summary>The address opens something else here; whose it is, is not told.</summary>
internal sealed record AddressNotForAgencies()
    : Refusal("That address cannot be used for an agency's member. Give another address of the person's own.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>Accounts of those who act for agencies: made by invitation, with the roles that follow from the record.</summary>
internal sealed class MemberAccounts(
    UserManager<Account> accounts, IdentityDb db, Invitations invitations, IConfiguration configuration, ChangeContext change, TimeProvider clock)
    : IMemberAccounts
{
    public async Task<Result<PortalInvitation>> OpenAsync(string email, string name, MemberCapacity capacity, CancellationToken ct)
    {
        var normal = accounts.NormalizeName(email);
        var account = await db.Users.Include(a => a.Grants).SingleOrDefaultAsync(a => a.NormalizedUserName == normal, ct);
        if (account is not null && account is not { Kind: ActorKind.Agency, DisabledAt: null }) return new AddressNotForAgencies();
        if (account is null)
        {
            account = Accounts.New(email, name, ActorKind.Agency, clock);
            var made = await accounts.CreateAsync(account);
            if (!made.Succeeded) return new AccountNotMade(string.Join(" ", made.Errors.Select(e => e.Description)));
        }

        var role = ActingRoles.Of(capacity);
        if (!account.RolesInForce.Contains(role)) Accounts.Grant(account, [role], change, clock);
        await db.SaveChangesAsync(ct);
        if (account.PasswordHash is not null) return new PortalInvitation(account.Id, null, null, null);
        var (invitation, code) = await invitations.MakeAsync(account.Id, ct);
        return new PortalInvitation(account.Id, invitation.LinkFrom(configuration), code, invitation.LastDay);
    }

    public async Task CloseAsync(Guid account, MemberCapacity capacity, bool heldElsewhere, CancellationToken ct)
    {
        var closed = await db.Users.Include(a => a.Grants).SingleAsync(a => a.Id == account, ct);
        var role = ActingRoles.Of(capacity);
        foreach (var grant in heldElsewhere ? [] : closed.Grants.Where(g => g.EndedAt is null && g.Role == role))
        {
            grant.EndedAt = clock.GetUtcNow();
            change.Changed("role", role, null);
        }

        await db.SaveChangesAsync(ct);
        if (closed.RolesInForce.Count == 0) await invitations.VoidAsync(account, ct);
        // What was opened before goes with it: a session carries the capacity with which it began.
        await accounts.UpdateSecurityStampAsync(closed);
        await db.Sessions.Where(s => s.AccountId == account).EndAsync(null, SessionEnd.EndedByAdministrator, clock.GetUtcNow(), ct);
    }
}
