using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

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

internal sealed class EnsureDemoAccountsHandler(
    UserManager<Account> accounts, IdentityDb db, Sponsorships sponsorships, IAgencyMembers members, IDemoOfficer officer, ChangeContext change,
    TimeProvider clock)
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
        if (await SponsorAsync(ct) is { } unfit) return unfit;
        await AppointAsync(ct);
        await TieAsync(ct);
        change.Summarise($"{missing.Count} demo accounts made");
        return Done.Instance;
    }

    // One agency of the demonstration has all three, once there are agencies.
    private async Task AppointAsync(CancellationToken ct)
    {
        var roles = Enum.GetValues<MemberCapacity>().ToDictionary(c => DemoAccounts.UserNameOf(ActingRoles.Of(c)));
        var found = await db.Users.Where(a => roles.Keys.Contains(a.UserName!)).ToListAsync(ct);
        await members.AppointForDemoAsync([.. found.Select(a => new DemoMember(a.Id, a.DisplayName, roles[a.UserName!]))], ct);
    }

    // Nobody is an officer before there are officers.
    private async Task TieAsync(CancellationToken ct)
    {
        var account = await db.Users.SingleAsync(a => a.UserName == DemoAccounts.UserNameOf(Roles.OfficerUser), ct);
        if (account.PersonId is not null || await officer.FindAsync(ct) is not { } person) return;
        account.PersonId = person;
        change.Changed("officer of the demonstration", null, person.ToString());
        await db.SaveChangesAsync(ct);
    }

    // A demonstration that is shown again after a year is still one: each start answers for its outsiders anew.
    private async Task<Refusal?> SponsorAsync(CancellationToken ct)
    {
        var names = Roles.OfPeople.Select(DemoAccounts.UserNameOf).ToArray();
        var director = await db.Users.SingleAsync(a => a.UserName == DemoAccounts.UserNameOf(Roles.ExecutiveDirector), ct);
        var last = clock.Today().AddDays(await sponsorships.DaysAtMostAsync(ct));
        foreach (var outsider in (await db.Users.Where(a => names.Contains(a.UserName)).ToListAsync(ct)).Where(a => Sponsorships.NeedsOne(a.Kind)))
        {
            if (await sponsorships.InForce(outsider.Id).AnyAsync(s => s.EndsOn == last, ct)) continue;
            var refusal = await sponsorships.RecordAsync(outsider, new SponsorToRecord(director.Id, last, "Part of the demonstration"), ct);
            if (refusal is not null) return refusal;
        }

        return null;
    }
}
