using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.Identity;

/// <summary>
/// One account for each role, so that a demonstration can be looked at with everybody's eyes. They have no password: they
/// can be used only through the sign-in-as page, which exists in the Demo environment alone.
/// </summary>
public static class DemoAccounts
{
    private static readonly HashSet<string> s_agencies =
        [Roles.AgencyHead, Roles.AgencyLiaison, Roles.AgencyClerk, Roles.AuditeeMember];

    /// <exception cref="InvalidOperationException">The accounts could not be made; nothing was changed.</exception>
    public static async Task EnsureAsync(IServiceProvider services, CancellationToken ct = default)
    {
        var operatorAccount = ServiceAccounts.Operator(Environment.UserName, services.GetRequiredService<TimeProvider>());
        var done = await services.GetRequiredService<ServiceDispatchers>().As(operatorAccount).Send(new EnsureDemoAccountsCommand(), ct);
        if (done.Refusal is { } refusal) throw new InvalidOperationException(refusal.Text);
    }

    internal static string UserNameOf(string role) => $"demo-{role.ToLowerInvariant()}";

    internal static string LabelOf(string role) => $"{RoleWords.Of(role)} (demo)";

    internal static ActorKind KindOf(string role) => role switch
    {
        Roles.Chair or Roles.Commissioner => ActorKind.Commissioner,
        Roles.ExternalAuditor => ActorKind.Contractor,
        Roles.OfficerUser => ActorKind.Officer,
        _ => s_agencies.Contains(role) ? ActorKind.Agency : ActorKind.Staff,
    };
}

/// <summary>Makes the demo accounts that are missing.</summary>
[Requires(AccessPermissions.ManageAccounts)]
[Audited("account.demo.ensured", DataClass.None)]
internal sealed record EnsureDemoAccountsCommand : ICommand<Done>;

internal sealed class EnsureDemoAccountsHandler(UserManager<Account> accounts, IdentityDb db, ChangeContext change, TimeProvider clock)
    : IRequestHandler<EnsureDemoAccountsCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(EnsureDemoAccountsCommand request, CancellationToken ct)
    {
        var names = Roles.OfPeople.Select(DemoAccounts.UserNameOf).ToArray();
        var known = await db.Users.Where(a => names.Contains(a.UserName)).Select(a => a.UserName).ToListAsync(ct);
        var missing = Roles.OfPeople.Where(r => !known.Contains(DemoAccounts.UserNameOf(r))).ToList();
        foreach (var role in missing)
        {
            var account = Accounts.New(DemoAccounts.UserNameOf(role), DemoAccounts.LabelOf(role), DemoAccounts.KindOf(role), clock);
            var made = await accounts.CreateAsync(account);
            if (!made.Succeeded) return new AccountNotMade(string.Join(" ", made.Errors.Select(e => e.Description)));
            Accounts.Grant(account, [role], change, clock);
        }

        await db.SaveChangesAsync(ct);
        change.Summarise($"{missing.Count} demo accounts made");
        return Done.Instance;
    }
}
