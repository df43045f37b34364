using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.App.Identity;
using Post.App.OwnAccount;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.SignIn;

/// <summary>Asks the browser for a passkey of anybody who has one here.</summary>
[Requires(AccessPermissions.SignIn)]
[Audited("session.passkey.asked", DataClass.None)]
internal sealed record AskForPasskeyQuery : IQuery<PasskeyQuestion>;

internal sealed class AskForPasskeyHandler(Passkeys passkeys, Tickets tickets) : IRequestHandler<AskForPasskeyQuery, Result<PasskeyQuestion>>
{
    public async Task<Result<PasskeyQuestion>> Handle(AskForPasskeyQuery query, CancellationToken ct)
    {
        if (!passkeys.Offered) return new NoPasskeysHere();
        var (options, state) = await passkeys.AskAsync(null);
        return new PasskeyQuestion(tickets.Give(Tickets.PasskeyToSignIn, state), options);
    }
}

/// <summary>Somebody proves who they are by a passkey: the device holds one factor and asks for the other.</summary>
[Requires(AccessPermissions.SignIn)]
[Audited("session.opened.passkey", DataClass.None)]
internal sealed record PasskeySignInCommand(string Ticket, string Credential) : ICommand<SignedIn>;

/// <summary>Not a passkey of anybody here, or not for this try.</summary>
internal sealed record PasskeyRefused() : Refusal("That passkey does not open an account here. Try again, or sign in with your password.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed class PasskeySignInHandler(
    IdentityDb db, UserManager<Account> accounts, Passkeys passkeys, Tickets tickets, NewSession sessions, ChangeContext change, TimeProvider clock)
    : IRequestHandler<PasskeySignInCommand, Result<SignedIn>>
{
    public async Task<Result<SignedIn>> Handle(PasskeySignInCommand command, CancellationToken ct)
    {
        if (tickets.Read(Tickets.PasskeyToSignIn, command.Ticket) is not { } ticket) return Refused("no challenge of ours, or an old one");
        if (await db.SpentTickets.AnyAsync(t => t.Id == ticket.Id, ct)) return Refused("the challenge was used");
        var check = await passkeys.CheckAsync(command.Credential, ticket.Content);
        if (!check.Succeeded) return Refused(check.Failure.Message);
        // A lock keeps strangers from guessing passwords; it must not keep the owner of a passkey out.
        var account = await db.Users.Include(a => a.Grants).SingleAsync(a => a.Id == check.User.Id, ct);
        if (account.DisabledAt is not null) return Refused($"account {account.Id} is disabled");

        db.SpentTickets.Add(new SpentTicket { Id = ticket.Id, SpentAt = clock.GetUtcNow() });
        await accounts.AddOrUpdatePasskeyAsync(account, check.Passkey);
        return await sessions.OpenAsync(account, Methods.Passkey, twice: true, ct);
    }

    private PasskeyRefused Refused(string why)
    {
        change.Summarise(why);
        return new PasskeyRefused();
    }
}
