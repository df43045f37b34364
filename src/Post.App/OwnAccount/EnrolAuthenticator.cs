using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.App.Identity;
using Post.App.SignIn;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.OwnAccount;

/// <summary>Makes the secret that an authenticator app is to hold; nothing is asked for before a first code confirms it.</summary>
[Requires(AccessPermissions.KeepOwnAccount)]
[Audited("account.app.begun", DataClass.None)]
internal sealed record BeginAuthenticatorCommand(string? Password) : ICommand<AuthenticatorSecret>;

/// <summary>Shown this once.</summary>
public sealed record AuthenticatorSecret(string Secret, string UserName)
{
    public string InGroups => TimeCode.InGroups(Secret);

    /// <summary>What a phone opens its app with.</summary>
    public string Link => $"otpauth://totp/POST%20Commission:{Uri.EscapeDataString(UserName)}?secret={Secret}&issuer=POST%20Commission";
}

/// <summary>An app is in use; it is taken off first, so that nobody loses it half way.</summary>
internal sealed record AppInUse() : Refusal("Your account has an authenticator app already. Take it off first, then set up another.");

internal sealed class BeginAuthenticatorHandler(IdentityDb db, SecondFactor second, OwnProof proof, CurrentCaller caller)
    : IRequestHandler<BeginAuthenticatorCommand, Result<AuthenticatorSecret>>
{
    public async Task<Result<AuthenticatorSecret>> Handle(BeginAuthenticatorCommand command, CancellationToken ct)
    {
        var id = caller.Value.Id!.Value;
        if (await second.IsEnrolledAsync(id, ct)) return new AppInUse();
        if (await proof.MissingAsync(command.Password, ct) is { } missing) return missing;
        var secret = await second.BeginAsync(id, ct);
        var name = await db.Users.Where(a => a.Id == id).Select(a => a.UserName).SingleAsync(ct);
        return new AuthenticatorSecret(TimeCode.Spell(secret), name!);
    }
}

/// <summary>Confirms by a first code that the app holds the secret; from then on it is asked for.</summary>
[Requires(AccessPermissions.KeepOwnAccount)]
[Audited("account.app.confirmed", DataClass.None)]
internal sealed record ConfirmAuthenticatorCommand(string Code) : ICommand<RecoveryCodesShown>;

/// <summary>Shown this once; only digests are kept.</summary>
public sealed record RecoveryCodesShown(IReadOnlyList<string> Codes);

internal sealed class ConfirmAuthenticatorValidator : AbstractValidator<ConfirmAuthenticatorCommand>
{
    public ConfirmAuthenticatorValidator() => RuleFor(c => c.Code).NotEmpty().MaximumLength(FinishSignInValidator.ProofMaxLength);
}

internal sealed class ConfirmAuthenticatorHandler(IdentityDb db, SecondFactor second, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<ConfirmAuthenticatorCommand, Result<RecoveryCodesShown>>
{
    public async Task<Result<RecoveryCodesShown>> Handle(ConfirmAuthenticatorCommand command, CancellationToken ct)
    {
        var id = caller.Value.Id!.Value;
        if (!await second.TakeCodeAsync(id, command.Code, confirmed: false, ct)) return new ProofRefused();
        var now = clock.GetUtcNow();
        await db.Authenticators.Where(a => a.AccountId == id).ExecuteUpdateAsync(a => a.SetProperty(x => x.ConfirmedAt, now), ct);
        await db.StepUpAsync(caller.Value, now, ct);
        return new RecoveryCodesShown(await second.RenewRecoveryCodesAsync(id, ct));
    }
}

/// <summary>Takes the app off one's own account, and with it the recovery codes.</summary>
[Requires(AccessPermissions.KeepOwnAccount)]
[Audited("account.app.removed", DataClass.None)]
internal sealed record RemoveAuthenticatorCommand : ICommand<Done>;

internal sealed class RemoveAuthenticatorHandler(SecondFactor second, OwnProof proof, CurrentCaller caller, ChangeContext change)
    : IRequestHandler<RemoveAuthenticatorCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RemoveAuthenticatorCommand command, CancellationToken ct)
    {
        if (await proof.MissingAsync(null, ct) is { } missing) return missing;
        await second.RemoveAsync(caller.Value.Id!.Value, ct);
        change.Changed("authenticator app", "in use", null);
        return Done.Instance;
    }
}

/// <summary>Makes new recovery codes; what is left of the old ones opens nothing any more.</summary>
[Requires(AccessPermissions.KeepOwnAccount)]
[Audited("account.recovery-codes.renewed", DataClass.None)]
internal sealed record RenewRecoveryCodesCommand : ICommand<RecoveryCodesShown>;

/// <summary>Recovery codes stand for an app; without one there is nothing to recover.</summary>
internal sealed record NoAppInUse() : Refusal("Set up an authenticator app first.");

internal sealed class RenewRecoveryCodesHandler(SecondFactor second, OwnProof proof, CurrentCaller caller)
    : IRequestHandler<RenewRecoveryCodesCommand, Result<RecoveryCodesShown>>
{
    public async Task<Result<RecoveryCodesShown>> Handle(RenewRecoveryCodesCommand command, CancellationToken ct)
    {
        var id = caller.Value.Id!.Value;
        if (!await second.IsEnrolledAsync(id, ct)) return new NoAppInUse();
        if (await proof.MissingAsync(null, ct) is { } missing) return missing;
        return new RecoveryCodesShown(await second.RenewRecoveryCodesAsync(id, ct));
    }
}
