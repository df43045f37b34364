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

/// <summary>Somebody says who they are and proves it by password.</summary>
[Requires(AccessPermissions.SignIn)]
[Audited("session.opened", DataClass.None)]
internal sealed record SignInCommand(string UserName, string Password) : ICommand<SignedIn>;

internal sealed class SignInValidator : AbstractValidator<SignInCommand>
{
    // Hashing costs the server by the byte: nobody's password is longer.
    public const int PasswordMaxLength = 256;

    public SignInValidator()
    {
        RuleFor(c => c.UserName).NotEmpty().MaximumLength(256).WithName("User name");
        RuleFor(c => c.Password).NotEmpty().MaximumLength(PasswordMaxLength);
    }
}

/// <summary>One answer for an unknown name, a wrong password and a locked account: it tells a stranger nothing.</summary>
internal sealed record SignInRefused() : Refusal(
    "That user name and password do not fit together. After several tries an account stays locked for some minutes; " +
    "if you cannot get in, ask your administrator.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>The password fits and the account has a second factor: no session before that one fits too.</summary>
internal sealed record SecondFactorNeeded(Guid AccountId, string Stamp) : Refusal("The password fits. Now the second proof.");

internal sealed class SignInHandler(
    IdentityDb db,
    UserManager<Account> accounts,
    IPasswordHasher<Account> hasher,
    FailedSignIns failures,
    SecondFactor second,
    NewSession sessions,
    CurrentCaller caller,
    ChangeContext change,
    TimeProvider clock) : IRequestHandler<SignInCommand, Result<SignedIn>>
{
    // Checked when there is no account, so that the answer takes as long as for one that exists.
    private static readonly Lazy<string> s_nobodysHash = new(() => new PasswordHasher<Account>().HashPassword(null!, Guid.NewGuid().ToString()));

    public async Task<Result<SignedIn>> Handle(SignInCommand command, CancellationToken ct)
    {
        var name = accounts.NormalizeName(command.UserName);
        var account = await db.Users.Include(a => a.Grants).SingleOrDefaultAsync(a => a.NormalizedUserName == name, ct);
        var fits = hasher.VerifyHashedPassword(account!, account?.PasswordHash ?? s_nobodysHash.Value, command.Password);
        if (account?.PasswordHash is null) return Refused(account is null ? "no such account" : $"account {account.Id} has no password");
        if (account.DisabledAt is not null) return Refused($"account {account.Id} is disabled");
        if (account.LockoutEnd > clock.GetUtcNow()) return Refused($"account {account.Id} is locked");
        if (fits is PasswordVerificationResult.Failed)
        {
            await failures.CountAsync(account.Id, clock.GetUtcNow());
            return Refused($"wrong password for account {account.Id}");
        }

        if (await second.IsEnrolledAsync(account.Id, ct)) return HalfIn(account);
        if (fits is PasswordVerificationResult.SuccessRehashNeeded) account.PasswordHash = hasher.HashPassword(account, command.Password);
        return await sessions.OpenAsync(account, Methods.Password, twice: false, ct);
    }

    private SecondFactorNeeded HalfIn(Account account)
    {
        caller.Identify(Methods.Unopened(account, Methods.Password, caller.Value));
        return new SecondFactorNeeded(account.Id, account.SecurityStamp!);
    }

    // The words go into the log alone, never the name that was typed: people type their password there.
    private SignInRefused Refused(string why)
    {
        change.Summarise(why);
        return new SignInRefused();
    }
}
