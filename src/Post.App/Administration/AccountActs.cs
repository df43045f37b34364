using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.App.Identity;
using Post.App.OwnAccount;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.Administration;

/// <summary>Nobody raises, locks out or unlocks himself: a second administrator does, and the log names two people.</summary>
internal sealed record NotOnesOwn() : Refusal("That is your own account. Another administrator changes what it may do and what opens it.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>What stands before each act on another's account: a fresh proof, and that it is another's.</summary>
internal sealed class AccountDesk(UserManager<Account> accounts, IdentityDb db, CurrentCaller caller, StepUpRule rule, ChangeContext change, TimeProvider clock)
{
    public async Task<Result<Account>> TakeAsync(Guid id, string? reason, CancellationToken ct)
    {
        if (id == caller.Value.Id) return new NotOnesOwn();
        if (!rule.Holds(caller.Value, clock.GetUtcNow())) return new FreshProofNeeded();
        var account = await db.Users.Include(a => a.Grants).SingleOrDefaultAsync(a => a.Id == id, ct);
        if (account is null) return new NotFound("The account");
        change.Summarise($"account {id}");
        if (!string.IsNullOrWhiteSpace(reason)) change.Because(reason.Trim());
        return account;
    }

    /// <summary>Everything that was opened before the change ends with it.</summary>
    public async Task<Result<Done>> ChangedAsync(Account account, CancellationToken ct)
    {
        await accounts.UpdateSecurityStampAsync(account);
        await db.Sessions.Where(s => s.AccountId == account.Id).EndAsync(null, SessionEnd.EndedByAdministrator, clock.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}

internal static class ActRules
{
    public const int ReasonMaxLength = 500;

    public static void MustSayWhy<T>(this IRuleBuilder<T, string?> reason) =>
        reason.NotEmpty().WithMessage("Say why.").MaximumLength(ReasonMaxLength).WithName("Reason");
}

/// <summary>Closes an account: it opens nothing from now on, and what is open ends.</summary>
[Requires(AccessPermissions.ManageAccounts)]
[Audited("account.disabled", DataClass.None)]
internal sealed record DisableAccountCommand(Guid Id, string? Reason) : ICommand<Done>;

internal sealed class DisableAccountValidator : AbstractValidator<DisableAccountCommand>
{
    public DisableAccountValidator() => RuleFor(c => c.Reason).MustSayWhy();
}

internal sealed class DisableAccountHandler(AccountDesk desk, ChangeContext change, TimeProvider clock)
    : IRequestHandler<DisableAccountCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(DisableAccountCommand command, CancellationToken ct)
    {
        var taken = await desk.TakeAsync(command.Id, command.Reason, ct);
        if (taken.Refusal is { } refusal) return refusal;
        taken.Value.DisabledAt ??= clock.GetUtcNow();
        change.Changed("disabled", "no", "yes");
        return await desk.ChangedAsync(taken.Value, ct);
    }
}

/// <summary>Opens a closed account again, and lifts its lock.</summary>
[Requires(AccessPermissions.ManageAccounts)]
[Audited("account.enabled", DataClass.None)]
internal sealed record EnableAccountCommand(Guid Id, string? Reason) : ICommand<Done>;

internal sealed class EnableAccountValidator : AbstractValidator<EnableAccountCommand>
{
    public EnableAccountValidator() => RuleFor(c => c.Reason).MustSayWhy();
}

internal sealed class EnableAccountHandler(AccountDesk desk, ChangeContext change) : IRequestHandler<EnableAccountCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(EnableAccountCommand command, CancellationToken ct)
    {
        var taken = await desk.TakeAsync(command.Id, command.Reason, ct);
        if (taken.Refusal is { } refusal) return refusal;
        change.Changed("disabled", taken.Value.DisabledAt is null ? "no" : "yes", "no");
        (taken.Value.DisabledAt, taken.Value.LockoutEnd) = (null, null);
        return await desk.ChangedAsync(taken.Value, ct);
    }
}

/// <summary>Takes app, recovery codes and passkeys off an account whose owner lost them.</summary>
[Requires(AccessPermissions.ManageAccounts)]
[Audited("account.factors.removed", DataClass.None)]
internal sealed record RemoveFactorsCommand(Guid Id, string? Reason) : ICommand<Done>;

internal sealed class RemoveFactorsValidator : AbstractValidator<RemoveFactorsCommand>
{
    public RemoveFactorsValidator() => RuleFor(c => c.Reason).MustSayWhy();
}

internal sealed class RemoveFactorsHandler(AccountDesk desk, SecondFactor second, IdentityDb db, ChangeContext change)
    : IRequestHandler<RemoveFactorsCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RemoveFactorsCommand command, CancellationToken ct)
    {
        var taken = await desk.TakeAsync(command.Id, command.Reason, ct);
        if (taken.Refusal is { } refusal) return refusal;
        await second.RemoveAsync(command.Id, ct);
        var passkeys = await db.UserPasskeys.Where(p => p.UserId == command.Id).ToListAsync(ct);
        db.UserPasskeys.RemoveRange(passkeys);
        change.Changed("second factors", $"app, recovery codes, {passkeys.Count} passkeys", null);
        return await desk.ChangedAsync(taken.Value, ct);
    }
}

/// <summary>Ends an account's sessions: the one that is named, or all. One's own too: that raises nobody.</summary>
[Requires(AccessPermissions.ManageAccounts)]
[Audited("session.ended.by-administrator", DataClass.None)]
internal sealed record EndAccountSessionsCommand(Guid Id, Guid? Session) : ICommand<Done>;

internal sealed class EndAccountSessionsHandler(IdentityDb db, ChangeContext change, TimeProvider clock)
    : IRequestHandler<EndAccountSessionsCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(EndAccountSessionsCommand command, CancellationToken ct)
    {
        var ended = await db.Sessions.Where(s => s.AccountId == command.Id)
            .EndAsync(command.Session, SessionEnd.EndedByAdministrator, clock.GetUtcNow(), ct);
        change.Summarise($"account {command.Id}: {ended} sessions ended");
        return Done.Instance;
    }
}
