using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.App.Identity;
using Post.Audit;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.App.Administration;

/// <summary>The accounts by name, a page at a time, after the one that is named.</summary>
[Requires(AccessPermissions.ManageAccounts)]
[Audited("accounts.listed", DataClass.None)]
internal sealed record ListAccountsQuery(string? Query, Guid? After) : IQuery<ListAccountsResult>, IAsksFor;

public sealed record ListAccountsResult(IReadOnlyList<AccountRow> Rows, Guid? Next) : ICountsRows
{
    public int RowCount => Rows.Count;
}

public sealed record AccountRow(Guid Id, string Name, string? UserName, ActorKind Kind, IReadOnlyList<string> Roles)
{
    public bool Disabled { get; init; }
    public bool HasFactor { get; init; }

    /// <summary>Nobody answers for it any more, where somebody must.</summary>
    public bool Lapsed { get; init; }
    public DateTimeOffset? LastSignIn { get; init; }
    public DateTimeOffset? LockedUntil { get; init; }
}

internal sealed class ListAccountsHandler(IdentityDb db, TimeProvider clock) : IRequestHandler<ListAccountsQuery, Result<ListAccountsResult>>
{
    private const int PageLength = 50;

    public async Task<Result<ListAccountsResult>> Handle(ListAccountsQuery query, CancellationToken ct)
    {
        var accounts = db.Users.AsNoTracking();
        if (query.Query?.Trim() is { Length: > 0 } asked)
        {
            var like = "%" + asked.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
                .Replace("_", "\\_", StringComparison.Ordinal) + "%";
            accounts = accounts.Where(a => EF.Functions.ILike(a.DisplayName, like) || EF.Functions.ILike(a.UserName!, like));
        }

        if (query.After is { } after)
        {
            var name = await db.Users.Where(a => a.Id == after).Select(a => a.DisplayName).SingleOrDefaultAsync(ct);
            if (name is null) return new NotFound("The place in the list");
            accounts = accounts.Where(a => EF.Functions.GreaterThan(ValueTuple.Create(a.DisplayName, a.Id), ValueTuple.Create(name, after)));
        }

        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var rows = await accounts.OrderBy(a => a.DisplayName).ThenBy(a => a.Id).Take(PageLength + 1)
            .Select(a => new
            {
                Account = a,
                Roles = a.Grants.Where(g => g.EndedAt == null).Select(g => g.Role).ToList(),
                Factor = db.Authenticators.Any(x => x.AccountId == a.Id && x.ConfirmedAt != null) || db.UserPasskeys.Any(p => p.UserId == a.Id),
                Sponsored = db.Sponsorships.Any(p => p.AccountId == a.Id && p.SupersededAt == null && p.EndsOn >= today
                    && db.Users.Any(s => s.Id == p.SponsorId && s.DisabledAt == null)),
                Last = db.Sessions.Where(s => s.AccountId == a.Id).Max(s => (DateTimeOffset?)s.StartedAt),
            })
            .ToListAsync(ct);
        return new ListAccountsResult(
            [
                .. rows.Take(PageLength).Select(r => new AccountRow(r.Account.Id, r.Account.DisplayName, r.Account.UserName, r.Account.Kind, r.Roles)
                {
                    Disabled = r.Account.DisabledAt is not null,
                    HasFactor = r.Factor,
                    Lapsed = Sponsorships.NeedsOne(r.Account.Kind) && !r.Sponsored,
                    LastSignIn = r.Last,
                    LockedUntil = r.Account.LockoutEnd > now ? r.Account.LockoutEnd : null,
                }),
            ],
            rows.Count > PageLength ? rows[PageLength - 1].Account.Id : null);
    }
}
