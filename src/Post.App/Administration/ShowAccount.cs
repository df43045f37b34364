using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.App.Identity;
using Post.App.OwnAccount;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.App.Administration;

/// <summary>One account: its roles over time, what opens it, where it is signed in.</summary>
[Requires(AccessPermissions.ManageAccounts)]
[Audited("account.shown", DataClass.None)]
internal sealed record ShowAccountQuery(Guid Id) : IQuery<AccountView>;

public sealed record AccountView(Guid Id, string Name, string? UserName, ActorKind Kind)
{
    public DateTimeOffset? DisabledAt { get; init; }
    public DateTimeOffset? LockedUntil { get; init; }
    public bool HasApp { get; init; }

    /// <summary>Who answers for it; null where nobody has to, or nobody does.</summary>
    public SponsorView? Sponsor { get; init; }

    /// <summary>Whether somebody must answer for it, and whether that holds today.</summary>
    public bool NeedsSponsor { get; init; }
    public bool Lapsed { get; init; }

    /// <summary>Who could, for the form.</summary>
    public IReadOnlyList<SponsorChoice> Sponsors { get; init; } = [];
    public DateOnly SponsoredUntilAtMost { get; init; }
    public int PasskeyCount { get; init; }
    public IReadOnlyList<GrantRow> Grants { get; init; } = [];
    public IReadOnlyList<SessionRow> Sessions { get; init; } = [];

    /// <summary>The administrator's own account: another one looks after it.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Whether the administrator's last proof is fresh enough to change anything here.</summary>
    public bool IsProven { get; init; }
}

public sealed record SponsorView(string Name, DateOnly EndsOn, string Reason, DateTimeOffset RecordedAt, string RecordedBy);

public sealed record SponsorChoice(Guid Id, string Name);

public sealed record GrantRow(string Role, DateTimeOffset GrantedAt, DateTimeOffset? EndedAt);

internal sealed class ShowAccountHandler(
    IdentityDb db, SessionList sessions, Sponsorships sponsorships, StepUpRule rule, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<ShowAccountQuery, Result<AccountView>>
{
    public async Task<Result<AccountView>> Handle(ShowAccountQuery query, CancellationToken ct)
    {
        var account = await db.Users.AsNoTracking().Include(a => a.Grants).SingleOrDefaultAsync(a => a.Id == query.Id, ct);
        if (account is null) return new NotFound("The account");
        var now = clock.GetUtcNow();
        var view = new AccountView(account.Id, account.DisplayName, account.UserName, account.Kind)
        {
            DisabledAt = account.DisabledAt,
            LockedUntil = account.LockoutEnd > now ? account.LockoutEnd : null,
            HasApp = await db.Authenticators.AnyAsync(a => a.AccountId == account.Id && a.ConfirmedAt != null, ct),
            PasskeyCount = await db.UserPasskeys.CountAsync(p => p.UserId == account.Id, ct),
            Grants = [.. account.Grants.OrderByDescending(g => g.GrantedAt).Select(g => new GrantRow(g.Role, g.GrantedAt, g.EndedAt))],
            Sessions = await sessions.OfAsync(account.Id, ct),
            IsOwn = account.Id == caller.Value.Id,
            IsProven = rule.Holds(caller.Value, now),
        };
        return Sponsorships.NeedsOne(account.Kind) ? await WithSponsorAsync(view, ct) : view;
    }

    private async Task<AccountView> WithSponsorAsync(AccountView view, CancellationToken ct)
    {
        var inForce = await sponsorships.InForce(view.Id).AsNoTracking().SingleOrDefaultAsync(ct);
        var open = await db.Users.AsNoTracking().Where(a => a.DisabledAt == null && (a.Kind == ActorKind.Staff || a.Kind == ActorKind.Commissioner))
            .OrderBy(a => a.DisplayName).Select(a => new SponsorChoice(a.Id, a.DisplayName)).ToListAsync(ct);
        var sponsor = inForce is null ? null : await db.Users.AsNoTracking().SingleAsync(a => a.Id == inForce.SponsorId, ct);
        return view with
        {
            NeedsSponsor = true,
            Lapsed = !await sponsorships.HoldsAsync(view.Id, ct),
            Sponsor = inForce is null ? null : new SponsorView(sponsor!.DisplayName, inForce.EndsOn, inForce.Reason, inForce.RecordedAt, inForce.RecordedByName),
            Sponsors = open,
            SponsoredUntilAtMost = clock.Today().AddDays(await sponsorships.DaysAtMostAsync(ct)),
        };
    }
}
