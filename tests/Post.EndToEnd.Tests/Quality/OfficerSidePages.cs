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
            await visit.Button("Submit to the Commission").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Give the day");
        }) { Role = Roles.OfficerUser },
        Own("statements", "/me/statements", "main td a"),
        Own("statement", $"/me/statements/{OwnOfficer.Waiting}", "#steps"),
        Own("statement-returned", $"/me/statements/{OwnOfficer.Returned}", "#correct-heading"),
        Own("statement-correction", $"/me/tell?corrects={OwnOfficer.Returned}", "#subject"),
        Own("petition", $"/me/petition/{OwnOfficer.Decision}", "#petition-heading"),
        Own("petition-late", $"/me/statements/{OwnOfficer.Late}", ".chip.bad"),
        Own("petition-of-nobody", $"/me/petition/{Guid.Empty}", ".refusal"),
        Own("notices", "/me/notices", "main td a"),
        Own("notice", $"/me/notices/{OwnOfficer.Notice}", "#notice"),
        Own("not-open-to-officers", "/staff/officers", "h1"),
        Staff("statements-to-settle", "/staff/certification/statements", "main td a"),
        Staff("statements-settled", "/staff/certification/statements?settled=true", "main td a"),
        Staff("statement-to-settle", $"/staff/certification/statements/{OwnOfficer.Waiting}", "#take-in-heading"),
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
