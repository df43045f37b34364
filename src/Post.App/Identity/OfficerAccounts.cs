using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.Identity;

/// <summary>The address opens something else here; whose it is, is not told.</summary>
internal sealed record AddressNotForOfficers()
    : Refusal("That address cannot be used for this officer. Give another address of the officer's own.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>One person, one account: a second one would be a second way in.</summary>
internal sealed record OfficerSignsInAlready()
    : Refusal("This officer signs in already, under another address. An administrator closes that account first.");

/// <summary>Accounts of officers: made by invitation, each tied to one person of the record and open to nothing else.</summary>
internal sealed class OfficerAccounts(
    UserManager<Account> accounts, IdentityDb db, Invitations invitations, IConfiguration configuration, ChangeContext change, TimeProvider clock)
    : IOfficerAccounts
{
    public async Task<OfficerAccount?> FindAsync(OfficerMembers person, CancellationToken ct) =>
        await OfAsync(person, ct) is { } account ? new OfficerAccount(account.Id, account.UserName!, account.PasswordHash is not null) : null;

    public async Task<Result<PortalInvitation>> OpenAsync(OfficerToInvite officer, CancellationToken ct)
    {
        var normal = accounts.NormalizeName(officer.Email);
        var holder = await db.Users.Include(a => a.Grants).SingleOrDefaultAsync(a => a.NormalizedUserName == normal, ct);
        var own = await OfAsync(officer.Person, ct);
        if (holder is not null && holder.Id != own?.Id) return new AddressNotForOfficers();
        if (own is { PasswordHash: not null }) return holder is null ? new OfficerSignsInAlready() : new PortalInvitation(own.Id, null, null, null);

        var account = await (own is null ? NewAsync(officer) : MovedAsync(own, officer));
        if (account.Refusal is { } refusal) return refusal;
        if (!account.Value.RolesInForce.Contains(Roles.OfficerUser)) Accounts.Grant(account.Value, [Roles.OfficerUser], change, clock);
        await db.SaveChangesAsync(ct);
        var (invitation, code) = await invitations.MakeAsync(account.Value.Id, ct);
        return new PortalInvitation(account.Value.Id, invitation.LinkFrom(configuration), code, invitation.LastDay);
    }

    // Two numbers that proved to be one person may each have had an account: the one that is used counts.
    private Task<Account?> OfAsync(OfficerMembers person, CancellationToken ct) => db.Users.Include(a => a.Grants)
        .Where(a => a.Kind == ActorKind.Officer && a.DisabledAt == null && person.MemberIds.Contains(a.PersonId!.Value))
        .OrderByDescending(a => a.PasswordHash != null).ThenBy(a => a.Id).FirstOrDefaultAsync(ct);

    private async Task<Result<Account>> NewAsync(OfficerToInvite officer)
    {
        var account = Accounts.New(officer.Email, officer.Name, ActorKind.Officer, clock);
        account.PersonId = officer.Person.PersonId;
        var made = await accounts.CreateAsync(account);
        return made.Succeeded ? account : NotMade(made);
    }

    private async Task<Result<Account>> MovedAsync(Account account, OfficerToInvite officer)
    {
        if (string.Equals(account.UserName, officer.Email, StringComparison.OrdinalIgnoreCase)) return account;
        change.Changed("address of the account", account.UserName, officer.Email);
        var moved = await accounts.SetUserNameAsync(account, officer.Email);
        return moved.Succeeded ? account : NotMade(moved);
    }

    private static AccountNotMade NotMade(IdentityResult result) => new(string.Join(" ", result.Errors.Select(e => e.Description)));
}
