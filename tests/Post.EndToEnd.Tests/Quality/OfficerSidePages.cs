using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Quality;

/// <summary>The pages of an officer's own portal, and of the staff who invite officers and read what they tell.</summary>
internal static class OfficerSidePages
{
    public static readonly IReadOnlyList<SitePage> All =
    [
        Own("record", "/me", "#decisions"),
        Own("tell", "/me/tell", "#address"),
        Own("tell-address", "/me/tell?kind=Address", "#channel"),
        Own("tell-address-ends", "/me/tell?kind=AddressEnd", "fieldset"),
        Own("tell-name", "/me/tell?kind=Name", "#surname"),
        Own("tell-workplace", "/me/tell?kind=Workplace", "#subject"),
        Own("tell-work-status", "/me/tell?kind=WorkStatus", "#work-status"),
        Own("tell-unit", "/me/tell?kind=UnitHead", "#head"),
        Own("tell-training", "/me/tell?kind=Training", "#hours"),
        new("tell-not-attested", async (site, visit) =>
        {
            await visit.OpenAsync("/me/tell?kind=Workplace");
            await visit.Button("Submit to your agency").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Give the day");
        }) { Role = Roles.OfficerUser },
        Own("statements", "/me/statements", "main td a"),
        Own("statement", $"/me/statements/{OwnOfficer.Waiting}", "#steps"),
        Own("statement-returned", $"/me/statements/{OwnOfficer.Returned}", "#correct-heading"),
        Own("statement-correction", $"/me/tell?corrects={OwnOfficer.Returned}", "#subject"),
        Own("statement-at-the-agency", $"/me/statements/{OwnOfficer.AtAgency}", "#places-heading"),
        Own("petition", $"/me/petition/{OwnOfficer.Decision}", "#petition-heading"),
        Own("petition-late", $"/me/statements/{OwnOfficer.Late}", ".chip.bad"),
        Own("petition-of-nobody", $"/me/petition/{Guid.Empty}", ".refusal"),
        Own("training-missed", $"/me/training/{OwnOfficer.Missed}", "#explain-heading"),
        Own("training-of-nobody", $"/me/training/{Guid.Empty}", ".refusal"),
        new("training-not-explained", async (site, visit) =>
        {
            await OwnOfficer.EnsureAsync(site);
            await visit.OpenAsync($"/me/training/{OwnOfficer.Missed}");
            await visit.Page.Locator("#text").FillAsync("The course was full (synthetic)");
            await visit.Button("Keep this explanation").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Choose whether");
            await Expect(visit.Page.Locator("#text")).ToHaveValueAsync("The course was full (synthetic)");
        }) { Role = Roles.OfficerUser },
        Own("address-to-verify", $"/me/addresses/{OwnOfficer.Address}", "#code"),
        Own("address-of-nobody", $"/me/addresses/{Guid.Empty}", ".refusal"),
        Own("fitness", "/me/fitness", "#fitness-all"),
        new("officer-fitness", async (site, visit) =>
        {
            await visit.OpenAsync($"/staff/officers/{await OwnOfficer.EnsureAsync(site)}");
            await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Tab, new() { Name = "Fitness" }).ClickAsync();
            await visit.Page.Locator("#fitness-rows ~ table button").First.ClickAsync();
            await Expect(visit.Page.Locator("#fitness-because")).ToBeVisibleAsync();
        }) { Role = Roles.CertStaff, Purpose = "certification" },
        Own("notices", "/me/notices", "main td a"),
        Own("notice", $"/me/notices/{OwnOfficer.Notice}", "#notice"),
        Own("not-open-to-officers", "/staff/officers", "h1"),
        Staff("statements-to-settle", "/staff/certification/statements", "main td a"),
        Staff("statements-settled", "/staff/certification/statements?part=Settled", "main td a"),
        Staff("statement-to-settle", $"/staff/certification/statements/{OwnOfficer.Waiting}", "#take-in-heading"),
        Staff("statements-with-agencies", "/staff/certification/statements?part=WithAgencies", "main td a"),
        Staff("statement-with-an-agency", $"/staff/certification/statements/{OwnOfficer.AtAgency}", "#at-agencies"),
        Of(Roles.AgencyLiaison, "own-statements", "/agency/statements", "main td a"),
        Of(Roles.AgencyLiaison, "own-statements-answered", "/agency/statements?answered=true", "main td a"),
        Of(Roles.AgencyHead, "own-statement", $"/agency/statements/{OwnOfficer.AtAgency}", "#report-heading"),
        Of(Roles.AgencyHead, "own-statement-answered", $"/agency/statements/{OwnOfficer.Answered}", "#steps"),
        Of(Roles.AgencyLiaison, "own-report-from-a-statement", $"/agency/reports/new?statement={OwnOfficer.AtAgency}", "#work-status"),
        Of(Roles.AgencyClerk, "own-statements-of-a-clerk", "/agency/statements", ".refusal"),
        Staff("officers-without-address", "/staff/officers/without-address", "main td a"),
        new("officer-addresses", async (site, visit) =>
        {
            var officer = await OwnOfficer.EnsureAsync(site);
            await visit.OpenAsync($"/staff/addresses/Officer/{officer}");
            await Expect(visit.Button("Send a code and a link").First).ToBeVisibleAsync();
        }) { Role = Roles.CertStaff, Purpose = "certification" },
        Staff("petition-to-look-at", $"/staff/certification/statements/{OwnOfficer.Late}", "#take-in-heading"),
        new("officer-to-invite", async (site, visit) =>
        {
            await visit.OpenAsync($"/staff/officers/{await OwnAgency.OutsiderAsync(site)}/invite");
            await Expect(visit.Page.Locator("#furnished")).ToBeVisibleAsync();
        }) { Role = Roles.CertStaff, Purpose = "certification" },
    ];

    private static SitePage Own(string name, string address, string shown) => Of(Roles.OfficerUser, name, address, shown);

    private static SitePage Staff(string name, string address, string shown) => Of(Roles.CertStaff, name, address, shown) with { Purpose = "certification" };

    private static SitePage Of(string role, string name, string address, string shown) => new(name, async (site, visit) =>
    {
        await OwnOfficer.EnsureAsync(site);
        await visit.OpenAsync(address);
        await Expect(visit.Page.Locator(shown).First).ToBeVisibleAsync();
    })
    { Role = role };
}
