using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Post.App.Identity;

/// <summary>Makes and checks what proves a person beside the password: codes of an app, recovery codes.</summary>
internal sealed class SecondFactor(IdentityDb db, IDataProtectionProvider keys, TimeProvider clock)
{
    public const int RecoveryCodes = 10;

    // 80 bits each: nobody tries them out, so a plain digest keeps them.
    private const int RecoveryBytes = 10;

    private readonly IDataProtector _keys = keys.CreateProtector("Post.App.Identity.Authenticator");

    public Task<bool> IsEnrolledAsync(Guid account, CancellationToken ct) =>
        db.Authenticators.AnyAsync(a => a.AccountId == account && a.ConfirmedAt != null, ct);

    /// <summary>A new secret that waits for its first code; whoever has one in use takes that off first.</summary>
    public async Task<byte[]> BeginAsync(Guid account, CancellationToken ct)
    {
        var secret = RandomNumberGenerator.GetBytes(TimeCode.SecretBytes);
        var waiting = _keys.Protect(Convert.ToBase64String(secret));
        var present = await db.Authenticators.SingleOrDefaultAsync(a => a.AccountId == account, ct);
        if (present is null)
        {
            db.Authenticators.Add(new Authenticator { AccountId = account, Secret = waiting, MadeAt = clock.GetUtcNow(), LastStep = 0 });
        }
        else
        {
            (present.Secret, present.MadeAt, present.ConfirmedAt, present.LastStep) = (waiting, clock.GetUtcNow(), null, 0);
        }

        await db.SaveChangesAsync(ct);
        return secret;
    }

    /// <summary>Takes what was typed: six digits are a code of the app, anything else a recovery code.</summary>
    /// <returns>How it proved, in the words of the log; null when it fits nothing.</returns>
    public async Task<string?> TakeAsync(Guid account, string proof, CancellationToken ct)
    {
        if (proof.Count(char.IsAsciiLetterOrDigit) == TimeCode.Digits)
        {
            return await TakeCodeAsync(account, proof, confirmed: true, ct) ? Methods.TimeCode : null;
        }

        return await TakeRecoveryCodeAsync(account, proof, ct) ? Methods.RecoveryCode : null;
    }

    /// <summary>Takes a code that fits and was not taken before.</summary>
    public async Task<bool> TakeCodeAsync(Guid account, string code, bool confirmed, CancellationToken ct)
    {
        var authenticator = await db.Authenticators.AsNoTracking().SingleOrDefaultAsync(a => a.AccountId == account, ct);
        if (authenticator is null || authenticator.ConfirmedAt is null == confirmed) return false;
        if (SecretOf(authenticator) is not { } secret || TimeCode.StepOf(secret, code, clock.GetUtcNow()) is not { } step) return false;
        // One statement: of two that bring the same code at the same time one comes too late.
        return await db.Authenticators.Where(a => a.AccountId == account && a.LastStep < step)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.LastStep, step), ct) == 1;
    }

    public async Task<bool> TakeRecoveryCodeAsync(Guid account, string code, CancellationToken ct)
    {
        var digest = DigestOf(account, code);
        var now = clock.GetUtcNow();
        return await db.RecoveryCodes
            .Where(c => c.AccountId == account && c.CodeHash == digest && c.UsedAt == null && c.VoidAt == null)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.UsedAt, now), ct) == 1;
    }

    public Task<int> RecoveryCodesLeftAsync(Guid account, CancellationToken ct) =>
        db.RecoveryCodes.CountAsync(c => c.AccountId == account && c.UsedAt == null && c.VoidAt == null, ct);

    /// <summary>A new set, shown this once; what is left of the old one opens nothing any more.</summary>
    public async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(Guid account, CancellationToken ct)
    {
        await VoidRecoveryCodesAsync(account, ct);
        var now = clock.GetUtcNow();
        var codes = Enumerable.Range(0, RecoveryCodes)
            .Select(_ => TimeCode.Spell(RandomNumberGenerator.GetBytes(RecoveryBytes)))
            .ToList();
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account,
            CodeHash = DigestOf(account, code),
            MadeAt = now,
        }));
        await db.SaveChangesAsync(ct);
        return [.. codes.Select(c => string.Join('-', c.Chunk(4).Select(part => new string(part))))];
    }

    /// <summary>Takes the app and the recovery codes away; passkeys are their owner's own matter.</summary>
    public async Task RemoveAsync(Guid account, CancellationToken ct)
    {
        await db.Authenticators.Where(a => a.AccountId == account).ExecuteUpdateAsync(
            a => a.SetProperty(x => x.ConfirmedAt, (DateTimeOffset?)null).SetProperty(x => x.Secret, ""), ct);
        await VoidRecoveryCodesAsync(account, ct);
    }

    private Task<int> VoidRecoveryCodesAsync(Guid account, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.RecoveryCodes.Where(c => c.AccountId == account && c.UsedAt == null && c.VoidAt == null)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.VoidAt, now), ct);
    }

    // Keys that were lost make every secret unreadable: then recovery codes open, and an administrator takes the factor off.
    private byte[]? SecretOf(Authenticator authenticator)
    {
        if (authenticator.Secret.Length == 0) return null;
        try
        {
            return Convert.FromBase64String(_keys.Unprotect(authenticator.Secret));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] DigestOf(Guid account, string code)
    {
        var letters = string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return SHA256.HashData([.. account.ToByteArray(), .. Encoding.UTF8.GetBytes(letters)]);
    }
}
