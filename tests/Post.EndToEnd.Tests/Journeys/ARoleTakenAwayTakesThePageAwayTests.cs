using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Post.App.Identity;
using Post.Audit;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using Post.Testing;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
[Trait("Clause", "8.02(5)(d)")]
public sealed class ARoleTakenAwayTakesThePageAwayTests(RunningSite site)
{
    private const string Password = "a long phrase of the tests";

    // Half a minute until a node asks again, and as long again for a slow machine.
    private const float WithinHalfAMinute = 60_000;

    [Fact]
    public async Task OpenPage_IsTakenOffTheScreenAndNothingMoreIsShown()
    {
        var account = await site.Operator.SendAsync(
            new AddAccountCommand("moved-away", "Somebody who moves away", ActorKind.Staff, [Roles.CertStaff], Password));
        await site.ExecuteAsync(AccessRows.Acknowledge, account, TimeProvider.System.GetUtcNow().UtcDateTime);
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.OpenAsync("/sign-in?returnUrl=%2Fstaff%2Fpurpose");
            await visit.Page.GetByLabel("User name").FillAsync("moved-away");
            await visit.Page.GetByLabel("Password").FillAsync(Password);
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
            await visit.Page.Locator("main button[name=pick][value=certification]").ClickAsync();
            await visit.OpenAsync("/staff/officers");
            await Expect(visit.Page.Locator(".rz-data-grid td").First).ToBeVisibleAsync();

            await site.Operator.SendAsync(new ChangeRolesCommand(account, [Roles.ExternalAuditor]) { Reason = "moved" });

            // Asked again and again: each of the page's circuits sends it there, and the one breaks off the other's load.
            await Expect(visit.Page).ToHaveURLAsync(new Regex(@"/sign-in\?ended=lapsed"), new() { Timeout = WithinHalfAMinute });
            await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your session has ended");
            await visit.OpenAsync("/staff/officers");
            await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        });
        Assert.True(await site.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'session.refused' and outcome = 'Denied' and actor_id = $1", account) >= 1);
        Assert.True(await site.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'circuit.opened' and actor_id = $1", account) >= 1);
    }
}
