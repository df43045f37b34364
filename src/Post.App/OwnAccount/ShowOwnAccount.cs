using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.App.Identity;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.App.OwnAccount;

/// <summary>What opens one's own account, and where one is signed in.</summary>
[Requires(AccessPermissions.KeepOwnAccount)]
[Audited("account.own.shown", DataClass.None)]
internal sealed record ShowOwnAccountQuery : IQuery<OwnAccountView>;

public sealed record OwnAccountView(string Name, string? UserName)
{
    /// <summary>Entered without a proof, in a demonstration.</summary>
    public bool IsDemo { get; init; }
    public bool HasPassword { get; init; }
    public bool HasApp { get; init; }
    public DateTimeOffset? AppSince { get; init; }
    public int RecoveryCodesLeft { get; init; }
    public bool PasskeysOffered { get; init; }
    public IReadOnlyList<PasskeyRow> Passkeys { get; init; } = [];
    public IReadOnlyList<SessionRow> Sessions { get; init; } = [];
    public double ProofMinutes { get; init; }

    /// <summary>Whether the last proof is fresh enough to change what opens the account.</summary>
    public bool IsProven { get; init; }

    public bool HasFactor => HasApp || Passkeys.Count > 0;
}

public sealed record PasskeyRow(string Id, string Name, DateTimeOffset MadeAt, bool Synced);

public sealed record SessionRow(Guid Id, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, string Method)
{
    public string? Network { get; init; }
    public string? Client { get; init; }
    public bool Holds { get; init; }
    public bool IsPresent { get; init; }
    public string? EndReason { get; init; }
    public int FailedBefore { get; init; }
}

internal sealed class ShowOwnAccountHandler(
    IdentityDb db, SecondFactor second, SessionList sessions, HostSettings settings, StepUpRule rule, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<ShowOwnAccountQuery, Result<OwnAccountView>>
{
    public async Task<Result<OwnAccountView>> Handle(ShowOwnAccountQuery query, CancellationToken ct)
    {
        var id = caller.Value.Id!.Value;
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct);
        if (account is null) return new NotFound("Your account");
        var app = await db.Authenticators.AsNoTracking().SingleOrDefaultAsync(a => a.AccountId == id && a.ConfirmedAt != null, ct);
        var passkeys = await db.UserPasskeys.AsNoTracking().Where(p => p.UserId == id).ToListAsync(ct);
        return new OwnAccountView(account.DisplayName, account.UserName)
        {
            IsDemo = caller.Value.Authentication == Methods.Demo,
            HasPassword = account.PasswordHash is not null,
            HasApp = app is not null,
            AppSince = app?.ConfirmedAt,
            RecoveryCodesLeft = await second.RecoveryCodesLeftAsync(id, ct),
            PasskeysOffered = settings.Domain is not null,
            Passkeys =
            [
                .. passkeys.OrderBy(p => p.Data.CreatedAt).Select(p => new PasskeyRow(
                    Convert.ToHexString(p.CredentialId), p.Data.Name ?? "Passkey", p.Data.CreatedAt, p.Data.IsBackedUp)),
            ],
            Sessions = await sessions.OfAsync(id, ct),
            ProofMinutes = rule.GoodFor.TotalMinutes,
            IsProven = rule.Holds(caller.Value, clock.GetUtcNow()),
        };
    }
}
