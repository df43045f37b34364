using System.Globalization;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using Post.Kernel.Time;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AnAgencyHeadDesignatesALiaisonTests(RunningSite site)
{
    private const string Name = "Perpetua Winslow (synthetic)";
    private const string Password = "four long words of mine";

    [Fact]
    [Trait("Clause", "12.06(1)")]
    [Trait("Clause", "12.06(2)(a)")]
    public async Task Liaison_ComesInByInvitationAndSeesTheOwnOfficersAlone()
    {
        var (own, outsider) = (await OwnAgency.OfficerAsync(site), await OwnAgency.OutsiderAsync(site));
        var code = await DesignateAsync();
        var invitation = await site.ScalarAsync<Guid>(
            "select i.id from identity.invitation i join identity.account a on a.id = i.account_id where a.display_name = $1", Name);

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.OpenAsync($"/invitation/{invitation}");
            await visit.Page.GetByLabel("Code").FillAsync(code);
            await visit.Page.Locator("#password").FillAsync(Password);
            await visit.Page.Locator("#again").FillAsync(Password);
            await visit.Button("Set the password and sign in").ClickAsync();
            await Expect(visit.Page.Locator(".big-number").First).ToBeVisibleAsync();

            await visit.Link("Open the roster").ClickAsync();
            await visit.Link("Read and acknowledge").ClickAsync();
            await visit.Page.GetByLabel("My declaration is complete").CheckAsync();
            await visit.Button("I have read my duties").ClickAsync();
            await Expect(visit.Page.Locator("#roster-heading")).ToBeVisibleAsync();

            await visit.OpenAsync($"/agency/roster/{own}");
            await Expect(visit.Page.Locator("#service")).ToBeVisibleAsync();
            await visit.OpenAsync($"/agency/roster/{outsider}");
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("No such officer");

            // A liaison designates nobody, and the staff side is shut.
            await visit.OpenAsync("/agency/people");
            await Expect(visit.Page.Locator("#appoint-heading")).ToHaveCountAsync(0);
            await visit.OpenAsync($"/staff/officers/{own}");
            await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Not open to your role");
        });

        var account = await site.ScalarAsync<Guid>("select id from identity.account where display_name = $1", Name);
        Assert.Equal(1, await LooksAsync(account, "Ok", own));
        Assert.Equal(1, await LooksAsync(account, "Denied", outsider));
        Assert.Equal(0, await site.ScalarAsync<long>("select count(*) from audit.event where action = 'officer.opened' and actor_id = $1", account));
    }

    private async Task<string> DesignateAsync()
    {
        var code = "";
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.SignInAsAsync(Roles.AgencyHead, "/agency/people");
            await visit.Page.GetByLabel("Acts as").SelectOptionAsync("Liaison");
            await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(Name);
            await visit.Page.GetByLabel("Electronic mail").FillAsync("perpetua.winslow@journeys.example");
            await visit.Page.GetByLabel("First day").FillAsync(TimeProvider.System.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            await visit.Page.GetByLabel("Instrument").FillAsync("Letter of the head of today");
            foreach (var area in await visit.Page.Locator("input[name=area]").AllAsync()) await area.CheckAsync();
            await visit.Button("Designate and invite").ClickAsync();
            code = await visit.Page.Locator("#invitation-code").InnerTextAsync();

            // Shown once: the page opened again has it no more.
            await visit.OpenAsync("/agency/people");
            await Expect(visit.Page.Locator("#present-heading ~ * >> text=" + Name)).ToBeVisibleAsync();
            await Expect(visit.Page.Locator("#invitation-code")).ToHaveCountAsync(0);
        });
        return code;
    }

    private Task<long> LooksAsync(Guid account, string outcome, Guid person) => site.ScalarAsync<long>(
        "select count(*) from audit.event where action = 'own-agency.officer.opened' and outcome = $1 and $2 = any (subject_ids) and actor_id = $3",
        outcome, person, account);
}
