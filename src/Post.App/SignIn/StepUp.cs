using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.App.Identity;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.SignIn;

/// <summary>The person at the desk proves again who it is, by a code of the app or a recovery code.</summary>
[Requires(AccessPermissions.KeepOwnAccount)]
[Audited("session.stepped-up", DataClass.None)]
internal sealed record StepUpCommand(string Proof) : ICommand<Done>;

internal sealed class StepUpValidator : AbstractValidator<StepUpCommand>
{
    public StepUpValidator() => RuleFor(c => c.Proof).NotEmpty().MaximumLength(FinishSignInValidator.ProofMaxLength).WithName("Code");
}

internal sealed class StepUpHandler(
    IdentityDb db, SecondFactor second, FailedSignIns failures, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<StepUpCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(StepUpCommand command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var account = await db.Users.SingleAsync(a => a.Id == caller.Value.Id, ct);
        if (account.LockoutEnd > now) return new ProofRefused();
        if (await second.TakeAsync(account.Id, command.Proof, ct) is not { } method)
        {
            await failures.CountAsync(account.Id, now);
            return new ProofRefused();
        }

        change.Summarise(method);
        return await db.StepUpAsync(caller.Value, now, ct);
    }
}

/// <summary>The same by a passkey of the account.</summary>
[Requires(AccessPermissions.KeepOwnAccount)]
[Audited("session.stepped-up.passkey", DataClass.None)]
internal sealed record StepUpByPasskeyCommand(string Ticket, string Credential) : ICommand<Done>;

internal sealed class StepUpByPasskeyHandler(
    IdentityDb db, UserManager<Account> accounts, Passkeys passkeys, Tickets tickets, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<StepUpByPasskeyCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(StepUpByPasskeyCommand command, CancellationToken ct)
    {
        if (tickets.Read(Tickets.PasskeyToStepUp, command.Ticket) is not { } ticket) return Refused("no challenge of ours, or an old one");
        if (await db.SpentTickets.AnyAsync(t => t.Id == ticket.Id, ct)) return Refused("the challenge was used");
        var check = await passkeys.CheckAsync(command.Credential, ticket.Content);
        if (!check.Succeeded) return Refused(check.Failure.Message);
        if (check.User.Id != caller.Value.Id) return Refused("a passkey of another account");
        db.SpentTickets.Add(new SpentTicket { Id = ticket.Id, SpentAt = clock.GetUtcNow() });
        await accounts.AddOrUpdatePasskeyAsync(check.User, check.Passkey);
        return await db.StepUpAsync(caller.Value, clock.GetUtcNow(), ct);
    }

    private PasskeyRefused Refused(string why)
    {
        change.Summarise(why);
        return new PasskeyRefused();
    }
}

/// <summary>What stands for a proof where the account was entered without one: only in a demonstration, only for its accounts.</summary>
[Requires(AccessPermissions.KeepOwnAccount)]
[Audited("session.stepped-up.demo", DataClass.None)]
internal sealed record StepUpInDemoCommand : ICommand<Done>;

/// <summary>This is no demonstration, or the session was not entered as one.</summary>
internal sealed record NoDemonstration() : Refusal("Only an account of a demonstration can confirm without a proof.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed class StepUpInDemoHandler(IdentityDb db, IHostEnvironment environment, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<StepUpInDemoCommand, Result<Done>>
{
    // The form is not mapped elsewhere; a command sent by another way must find the same wall.
    public async Task<Result<Done>> Handle(StepUpInDemoCommand command, CancellationToken ct) =>
        environment.IsDemo() && caller.Value.Authentication == Methods.Demo
            ? await db.StepUpAsync(caller.Value, clock.GetUtcNow(), ct)
            : new NoDemonstration();
}

internal static class SessionProofs
{
    public static async Task<Result<Done>> StepUpAsync(this IdentityDb db, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var stepped = await db.Sessions.Where(s => s.Id == caller.SessionId && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.SteppedUpAt, now), ct);
        return stepped == 1 ? Done.Instance : new NotFound("Your session");
    }
}
