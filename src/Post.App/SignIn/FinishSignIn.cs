using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.App.Identity;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.SignIn;

/// <summary>The second half of a sign-in: a code of the app or a recovery code, after the password fitted.</summary>
[Requires(AccessPermissions.SignIn)]
[Audited("session.opened.second-factor", DataClass.None)]
internal sealed record FinishSignInCommand(string Ticket, string Proof) : ICommand<SignedIn>;

internal sealed class FinishSignInValidator : AbstractValidator<FinishSignInCommand>
{
    public const int ProofMaxLength = 64;

    public FinishSignInValidator() => RuleFor(c => c.Proof).NotEmpty().MaximumLength(ProofMaxLength).WithName("Code");
}

/// <summary>The code is wrong, was used, or the account is locked: one answer.</summary>
internal sealed record ProofRefused() : Refusal(
    "That code does not fit, or was used before. Wait for the next one. After several tries an account stays locked for some time.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>Too long ago, used already, or the account changed meanwhile.</summary>
internal sealed record SignInAgain() : Refusal("That took too long, or was used already. Sign in from the start.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed class FinishSignInHandler(
    IdentityDb db, SecondFactor second, Tickets tickets, FailedSignIns failures, NewSession sessions, CurrentCaller caller,
    ChangeContext change, TimeProvider clock) : IRequestHandler<FinishSignInCommand, Result<SignedIn>>
{
    public async Task<Result<SignedIn>> Handle(FinishSignInCommand command, CancellationToken ct)
    {
        if (tickets.Read(Tickets.HalfSignedIn, command.Ticket) is not { } ticket) return new SignInAgain();
        var half = HalfSignedIn.Of(ticket);
        var account = await db.Users.Include(a => a.Grants).SingleOrDefaultAsync(a => a.Id == half.AccountId, ct);
        if (account is null || account.DisabledAt is not null || account.SecurityStamp != half.Stamp) return new SignInAgain();
        if (await db.SpentTickets.AnyAsync(t => t.Id == ticket.Id, ct)) return Refused(account, new SignInAgain(), "the ticket was used");
        if (account.LockoutEnd > clock.GetUtcNow()) return Refused(account, new ProofRefused(), "the account is locked");
        if (await second.TakeAsync(account.Id, command.Proof, ct) is not { } method)
        {
            await failures.CountAsync(account.Id, clock.GetUtcNow());
            return Refused(account, new ProofRefused(), "wrong or used code");
        }

        db.SpentTickets.Add(new SpentTicket { Id = ticket.Id, SpentAt = clock.GetUtcNow() });
        return await sessions.OpenAsync(account, Methods.With(method), twice: true, ct);
    }

    private Refusal Refused(Account account, Refusal refusal, string why)
    {
        caller.Identify(Methods.Unopened(account, Methods.Password, caller.Value));
        change.Summarise(why);
        return refusal;
    }
}

/// <summary>Whose password fitted, and the stamp of the account at that moment.</summary>
internal sealed record HalfSignedIn(Guid AccountId, string Stamp)
{
    public static HalfSignedIn Of(Ticket ticket)
    {
        var parts = ticket.Content.Split(' ', 2);
        return new HalfSignedIn(Guid.Parse(parts[0]), parts[1]);
    }

    public override string ToString() => $"{AccountId} {Stamp}";
}
