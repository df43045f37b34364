using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.App.Identity;
using Post.App.SignIn;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.OwnAccount;

/// <summary>What a browser's script is told when it shall make or bring a passkey.</summary>
internal sealed record PasskeyQuestion(string Ticket, string Options);

/// <summary>This installation names no host for passkeys.</summary>
internal sealed record NoPasskeysHere() : Refusal("Passkeys are not set up here: the setting Post:Domain names no host.");

/// <summary>Asks for a passkey of one's own account, for a fresh proof.</summary>
[Requires(AccessPermissions.KeepOwnAccount)]
[Audited("account.passkey.asked", DataClass.None)]
internal sealed record AskForOwnPasskeyQuery : IQuery<PasskeyQuestion>;

internal sealed class AskForOwnPasskeyHandler(IdentityDb db, Passkeys passkeys, Tickets tickets, CurrentCaller caller)
    : IRequestHandler<AskForOwnPasskeyQuery, Result<PasskeyQuestion>>
{
    public async Task<Result<PasskeyQuestion>> Handle(AskForOwnPasskeyQuery query, CancellationToken ct)
    {
        if (!passkeys.Offered) return new NoPasskeysHere();
        var (options, state) = await passkeys.AskAsync(await db.Users.SingleAsync(a => a.Id == caller.Value.Id, ct));
        return new PasskeyQuestion(tickets.Give(Tickets.PasskeyToStepUp, state), options);
    }
}

/// <summary>Begins a new passkey for one's own account, after the proof that the owner is at the desk.</summary>
[Requires(AccessPermissions.KeepOwnAccount)]
[Audited("account.passkey.begun", DataClass.None)]
internal sealed record BeginPasskeyCommand(string? Password) : ICommand<PasskeyQuestion>;

internal sealed class BeginPasskeyHandler(IdentityDb db, Passkeys passkeys, Tickets tickets, OwnProof proof, CurrentCaller caller)
    : IRequestHandler<BeginPasskeyCommand, Result<PasskeyQuestion>>
{
    public async Task<Result<PasskeyQuestion>> Handle(BeginPasskeyCommand command, CancellationToken ct)
    {
        if (!passkeys.Offered) return new NoPasskeysHere();
        if (await proof.MissingAsync(command.Password, ct) is { } missing) return missing;
        var account = await db.Users.SingleAsync(a => a.Id == caller.Value.Id, ct);
        var (options, state) = await passkeys.OfferAsync(account);
        return new PasskeyQuestion(tickets.Give(Tickets.PasskeyToAdd, $"{account.Id} {state}"), options);
    }
}

/// <summary>Keeps a new passkey under a name.</summary>
[Requires(AccessPermissions.KeepOwnAccount)]
[Audited("account.passkey.added", DataClass.None)]
internal sealed record AddPasskeyCommand(string Ticket, string Credential, string Name) : ICommand<Done>;

internal sealed class AddPasskeyValidator : AbstractValidator<AddPasskeyCommand>
{
    public const int NameMaxLength = 60;

    public AddPasskeyValidator() => RuleFor(c => c.Name).NotEmpty().MaximumLength(NameMaxLength).WithName("Name of the passkey");
}

/// <summary>The browser's answer is not a passkey that may be kept here.</summary>
internal sealed record PasskeyNotKept() : Refusal("That passkey cannot be kept: it took too long, was made for another page, or lies in a kind of device that is not allowed.");

internal sealed class AddPasskeyHandler(
    IdentityDb db, UserManager<Account> accounts, Passkeys passkeys, Tickets tickets, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<AddPasskeyCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(AddPasskeyCommand command, CancellationToken ct)
    {
        if (tickets.Read(Tickets.PasskeyToAdd, command.Ticket) is not { } ticket) return Refused("no challenge of ours, or an old one");
        var parts = ticket.Content.Split(' ', 2);
        if (parts[0] != caller.Value.Id.ToString()) return Refused("a challenge for another account");
        if (await db.SpentTickets.AnyAsync(t => t.Id == ticket.Id, ct)) return Refused("the challenge was used");
        var taken = await passkeys.TakeAsync(command.Credential, parts[1]);
        if (!taken.Succeeded) return Refused(taken.Failure.Message);
        if (await db.UserPasskeys.AnyAsync(p => p.CredentialId == taken.Passkey.CredentialId, ct)) return Refused("known already");

        taken.Passkey.Name = command.Name.Trim();
        db.SpentTickets.Add(new SpentTicket { Id = ticket.Id, SpentAt = clock.GetUtcNow() });
        await accounts.AddOrUpdatePasskeyAsync(await db.Users.SingleAsync(a => a.Id == caller.Value.Id, ct), taken.Passkey);
        change.Changed("passkey", null, $"{taken.Passkey.Name}, {Passkeys.KindOf(taken.Passkey.AttestationObject)}");
        return await db.StepUpAsync(caller.Value, clock.GetUtcNow(), ct);
    }

    private PasskeyNotKept Refused(string why)
    {
        change.Summarise(why);
        return new PasskeyNotKept();
    }
}

/// <summary>Takes a passkey off one's own account.</summary>
[Requires(AccessPermissions.KeepOwnAccount)]
[Audited("account.passkey.removed", DataClass.None)]
internal sealed record RemovePasskeyCommand(string Id) : ICommand<Done>;

internal sealed class RemovePasskeyHandler(IdentityDb db, OwnProof proof, CurrentCaller caller, ChangeContext change)
    : IRequestHandler<RemovePasskeyCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RemovePasskeyCommand command, CancellationToken ct)
    {
        if (await proof.MissingAsync(null, ct) is { } missing) return missing;
        var all = await db.UserPasskeys.Where(p => p.UserId == caller.Value.Id).ToListAsync(ct);
        if (all.Find(p => Convert.ToHexString(p.CredentialId) == command.Id) is not { } passkey) return new NotFound("The passkey");
        db.UserPasskeys.Remove(passkey);
        await db.SaveChangesAsync(ct);
        change.Changed("passkey", passkey.Data.Name, null);
        return Done.Instance;
    }
}
