using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.App.Identity;

/// <summary>How long a fresh proof is good for what asks for one.</summary>
internal sealed record StepUpRule(TimeSpan GoodFor)
{
    public static StepUpRule From(IConfiguration configuration) => new(TimeSpan.FromMinutes(configuration.GetValue("Post:StepUpMinutes", 10)));

    /// <summary>An operator at the command line has no session to prove anything in; the machine's own sign-in stands for it.</summary>
    public bool Holds(Caller caller, DateTimeOffset now) =>
        caller.Kind is ActorKind.Operator or ActorKind.Job || (caller.SteppedUpAt is { } at && now - at < GoodFor);
}

/// <summary>The act asks that the person prove again who it is, and the last proof is too old.</summary>
internal sealed record FreshProofNeeded() : Refusal("Prove again who you are before this: it asks for a proof of the last minutes.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>The password given for the own account does not fit.</summary>
internal sealed record PasswordDoesNotFit() : Refusal("That password does not fit. After several tries an account stays locked for some time.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>
/// Whether the person at the desk is the owner of the account, before what opens it is changed: by a proof of the last minutes
/// where there is a second factor, by the password where there is none. Else an unlocked screen would be enough to enrol one's own.
/// </summary>
internal sealed class OwnProof(
    IdentityDb db, IPasswordHasher<Account> hasher, FailedSignIns failures, CurrentCaller caller, StepUpRule rule, TimeProvider clock)
{
    public async Task<bool> HasFactorAsync(Guid account, CancellationToken ct) =>
        await db.Authenticators.AnyAsync(a => a.AccountId == account && a.ConfirmedAt != null, ct)
        || await db.UserPasskeys.AnyAsync(p => p.UserId == account, ct);

    public async Task<Refusal?> MissingAsync(string? password, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (rule.Holds(caller.Value, now)) return null;
        var account = await db.Users.SingleAsync(a => a.Id == caller.Value.Id, ct);
        if (await HasFactorAsync(account.Id, ct)) return new FreshProofNeeded();
        // A demonstration's account has neither; it exists in no other environment.
        if (account.PasswordHash is null) return caller.Value.Authentication == Methods.Demo ? null : new FreshProofNeeded();
        if (account.LockoutEnd > now) return new PasswordDoesNotFit();
        if (hasher.VerifyHashedPassword(account, account.PasswordHash, password ?? "") is not PasswordVerificationResult.Failed) return null;
        await failures.CountAsync(account.Id, now);
        return new PasswordDoesNotFit();
    }
}
