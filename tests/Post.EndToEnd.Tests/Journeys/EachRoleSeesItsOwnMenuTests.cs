using Post.AccessReview;
using Post.App.Access;
using Post.Certification;
using Post.Commission;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using Post.Standards;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class EachRoleSeesItsOwnMenuTests(RunningSite site)
{
    private static readonly (string Title, string Permission)[] s_menu =
    [
        ("My work", KernelPermissions.ReadQueues),
        ("Deadlines", KernelPermissions.ReadDeadlines),
        ("Matters", AccessReviewPermissions.ReadMatters),
        ("My duties and ties", AccessReviewPermissions.Acknowledge),
        ("Desk", CertificationPermissions.ReadApplications),
        ("Officers", CertificationPermissions.ReadOfficers),
        ("Applications", CertificationPermissions.ReadApplications),
        ("Recertification", CertificationPermissions.ReadApplications),
        ("Reports of agencies", CertificationPermissions.ReadReports),
        ("Statements of officers", CertificationPermissions.ReadReports),
        ("Hires to look up", CertificationPermissions.ReadReports),
        ("Agencies", CertificationPermissions.ReadAgencies),
        ("Agency spellings", CertificationPermissions.MapSpellings),
        ("Without a liaison", CertificationPermissions.KeepMembers),
        ("Instructions to liaisons", CertificationPermissions.ReadMembers),
        ("Records of agencies", CertificationPermissions.ReadReports),
        ("Without an address", CertificationPermissions.InviteOfficers),
        ("Questions from files", CertificationPermissions.Review),
        ("Possible duplicates", CertificationPermissions.JoinPersons),
        ("Held rows", StandardsPermissions.ReadDiscipline),
        ("Meetings and votes", CommissionPermissions.ReadVotes),
        ("Designations", CommissionPermissions.ReadDesignations),
        ("Guidelines", CommissionPermissions.ReadRules),
        ("Systems and contracts", CommissionPermissions.ReadSystems),
        ("Regulations", CommissionPermissions.ReadRules),
        ("Deadline rules", CommissionPermissions.ReadRules),
        ("Holidays", CommissionPermissions.ReadRules),
        ("Alerts", AccessReviewPermissions.Review),
        ("Search the log", AccessReviewPermissions.ReadLog),
        ("Files asked for", AccessReviewPermissions.DecideExports),
        ("Report and sign-off", AccessReviewPermissions.ReadReport),
        ("Looks held back", AccessReviewPermissions.ReleaseHeld),
        ("Words taken out", AccessReviewPermissions.ReadRedactions),
        ("Looks across a tie", AccessReviewPermissions.DecideTiedLooks),
        ("Notices", KernelPermissions.ReadNotices),
        ("Addresses", KernelPermissions.SendNotices),
        ("Accounts", AccessPermissions.ManageAccounts),
        ("Imports", KernelPermissions.ReadImports),
        ("Mailbox", KernelPermissions.SettleDeliveries),
        ("Document store", KernelPermissions.Operate),
        ("Jobs", KernelPermissions.Operate),
    ];

    public static TheoryData<string> OfTheCommission => [.. Roles.OfPeople.Where(RolePermissions.Staff.Contains)];

    public static TheoryData<string> OfOthers => [.. Roles.OfPeople.Where(r => !RolePermissions.Staff.Contains(r) && !RolePermissions.OfAgencies.Contains(r) && !RolePermissions.OfOfficers.Contains(r))];

    [Theory]
    [MemberData(nameof(OfTheCommission))]
    public Task Staff_SeesWhatTheRoleMayUseAndNothingDead(string role) => site.Browser.VisitAsync(site.Address, async visit =>
    {
        await visit.SignInAsAsync(role);

        var links = visit.Page.Locator(".side-links a");
        var titles = await links.AllTextContentsAsync();
        Assert.Equal(MenuOf(role), titles);
        foreach (var address in await links.EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))"))
        {
            await visit.OpenAsync(address);
            await Expect(visit.Page.Locator("main h1")).ToHaveCountAsync(1);
            await Expect(visit.Page.Locator(".side-links a[aria-current]")).ToHaveCountAsync(1);
            await Expect(visit.Page.Locator(".loading")).ToHaveCountAsync(0);
        }
    });

    [Theory]
    [MemberData(nameof(OfOthers))]
    public Task Others_AreToldThatTheirPortalIsNotOpenYet(string role) => site.Browser.VisitAsync(site.Address, async visit =>
    {
        await visit.SignInAsAsync(role);

        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Your portal is not open yet");
        await visit.OpenAsync("/staff/officers");
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Your portal is not open yet");
    });

    [Fact]
    public Task Stranger_IsAskedToSignInAndLandsWhereTheWishWas() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        await visit.OpenAsync("/staff/imports");
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Sign in");

        await visit.Link("This is a demonstration: sign in as a role").ClickAsync();
        await visit.Button("Certification staff (demo)").ClickAsync();

        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Imports");
    });

    private static IEnumerable<string> MenuOf(string role) => s_menu
        .Where(i => RolePermissions.ByPermission[i.Permission].Contains(role))
        .Select(i => i.Title);
}
