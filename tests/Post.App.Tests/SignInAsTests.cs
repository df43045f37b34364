using System.Net;
using AngleSharp.Dom;
using Post.App.Access;
using Post.App.Identity;
using Post.App.SignIn;
using Post.Audit;
using Post.Kernel.Access;

namespace Post.App.Tests;

/// <summary>The host with its demo accounts.</summary>
public sealed class DemoHost : AppHost, IAsyncLifetime
{
    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await DemoAccounts.EnsureAsync(Services);
    }
}

public sealed class SignInAsTests(DemoHost host) : IClassFixture<DemoHost>
{
    public static TheoryData<string> Roles => [.. Kernel.Access.Roles.OfPeople];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task EachRole_ComesToItsOwnSideInOneClick(string role)
    {
        using var browser = host.Browse();

        var entered = await browser.SubmitAsync("/sign-in/as", "/sign-in/as", ("role", role));

        var landing = RolePermissions.Staff.Contains(role) ? "/staff"
            : RolePermissions.OfAgencies.Contains(role) ? "/agency"
            : RolePermissions.OfOfficers.Contains(role) ? "/me"
            : "/portal";
        Assert.Equal(landing, entered.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(landing)).StatusCode);
    }

    [Fact]
    public async Task Page_OffersOneAccountForEachRole()
    {
        using var browser = host.Browse();

        var page = await browser.OpenAsync("/sign-in/as");

        var offered = page.QuerySelectorAll("button[name=role]").Select(b => b.GetAttribute("value")!);
        Assert.Equal(Kernel.Access.Roles.OfPeople.Order(), offered.Order());
        Assert.Contains("Certification staff (demo)", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AgencysAccount_FindsItsPortalAndNoStaffSide_AndStaffNoPortal()
    {
        using var browser = await host.Browse().SignedInAsAsync(Kernel.Access.Roles.AgencyHead);

        var portal = await browser.OpenAsync("/portal");
        var staff = await browser.GetAsync("/staff");

        Assert.Equal("Not open to your role", portal.QuerySelector("h1")!.TextContent);
        Assert.Equal("/agency", portal.QuerySelector("main a.btn")!.GetAttribute("href"));
        var own = await browser.OpenAsync("/agency");
        Assert.Equal(["/agency", "/agency/work", "/agency/roster", "/agency/applications", "/agency/reports", "/agency/statements", "/agency/units", "/agency/schools", "/agency/records", "/agency/notices", "/agency/instructions", "/agency/people"], own.QuerySelectorAll(".side-links a").Select(a => a.GetAttribute("href")));
        Assert.Empty(own.QuerySelectorAll("a[href^='/staff']"));
        using var commission = await host.Browse().SignedInAsAsync(Kernel.Access.Roles.CertStaff);
        Assert.StartsWith("/portal", (await commission.GetAsync("/agency/roster")).Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, staff.StatusCode);
        Assert.StartsWith("/portal", staff.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfficersAccount_FindsTheOwnPortalAndNothingElse_AndNobodyElseComesThere()
    {
        using var browser = await host.Browse().SignedInAsAsync(Kernel.Access.Roles.OfficerUser);

        var own = await browser.OpenAsync("/me");

        Assert.Equal(["/me", "/me/tell", "/me/statements", "/me/notices", "/me/who-looked"], own.QuerySelectorAll(".side-links a").Select(a => a.GetAttribute("href")));
        Assert.Empty(own.QuerySelectorAll("a[href^='/staff'], a[href^='/agency']"));
        Assert.Equal("/me", (await browser.OpenAsync("/portal")).QuerySelector("main a.btn")!.GetAttribute("href"));
        foreach (var elsewhere in new[] { "/staff", "/staff/officers", "/agency", "/agency/roster" })
        {
            Assert.StartsWith("/portal", (await browser.GetAsync(elsewhere)).Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        }

        foreach (var role in new[] { Kernel.Access.Roles.CertStaff, Kernel.Access.Roles.AgencyHead, Kernel.Access.Roles.AuditeeMember })
        {
            using var other = await host.Browse().SignedInAsAsync(role);
            Assert.StartsWith("/portal", (await other.GetAsync("/me/statements")).Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task DemoAccounts_AreMadeOnceAndHaveNoPassword()
    {
        await DemoAccounts.EnsureAsync(host.Services);

        Assert.Equal(Kernel.Access.Roles.OfPeople.Count, await host.ScalarAsync<long>("select count(*) from identity.account where user_name like 'demo-%'"));
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from identity.account where password_hash is not null"));
    }

    [Fact]
    public async Task DemoAccount_CannotSignInByPassword()
    {
        using var browser = host.Browse();

        var tried = await browser.SignInAsync("demo-certstaff", "any phrase that is long enough");

        Assert.Equal(HttpStatusCode.BadRequest, tried.StatusCode);
    }
}

public sealed class SignInAsInProductionTests(ProductionHost host) : IClassFixture<ProductionHost>
{
    [Fact]
    public async Task Page_DoesNotExist()
    {
        await DemoAccounts.EnsureAsync(host.Services);
        using var browser = host.Browse().ByHttps();

        var page = await browser.GetAsync("/sign-in/as");
        var post = await browser.PostAsync("/sign-in/as", new Dictionary<string, string> { ["role"] = Roles.SysAdmin });

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains(post.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed });
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from identity.session"));
        Assert.Empty((await browser.OpenAsync("/sign-in")).QuerySelectorAll("a[href*='/sign-in/as']"));
    }

    [Fact]
    public async Task CommandSentAnotherWay_IsRefused()
    {
        await DemoAccounts.EnsureAsync(host.Services);

        var signedIn = await host.Dispatch(new SignInAsCommand(Roles.SysAdmin), Caller.Anonymous);

        Assert.IsType<NoDemoAccount>(signedIn.Refusal);
        Assert.Equal(1, await host.CountEventsAsync("session.opened.demo", AuditOutcome.Refused));
    }

    [Fact]
    public async Task Cookies_ExistForHttpsAlone()
    {
        using var browser = host.Browse().ByHttps();

        var page = await browser.GetAsync("/sign-in");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.NotEmpty(page.Headers.GetValues("Strict-Transport-Security"));
        var cookie = page.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-post-form=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task DoorsByPlainHttp_SayWhatIsMissing()
    {
        using var browser = host.Browse();

        var page = await browser.GetAsync("/sign-in");

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Contains("https", (await Browser.ReadAsync(page)).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }
}
