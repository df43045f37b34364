using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Quality;

/// <summary>Reports of an agency as the agency prepares them, and as staff settle them.</summary>
internal static class ReportPages
{
    public static readonly IReadOnlyList<SitePage> All =
    [
        Of(Roles.AgencyLiaison, "own-reports", "/agency/reports", "main td a"),
        Of(Roles.AgencyLiaison, "own-reports-none", "/agency/reports?part=Refused", ".empty-state"),
        Of(Roles.AgencyClerk, "own-report-new", "/agency/reports/new", "#hire"),
        Of(Roles.AgencyClerk, "own-report-of-a-hire", "/agency/reports/new?kind=Hire", "#appointment"),
        new("own-report-of-a-separation", async (site, visit) =>
        {
            await visit.OpenAsync($"/agency/reports/new?kind=Separation&officer={await OwnAgency.OfficerAsync(site)}");
            await Expect(visit.Page.Locator("#number")).Not.ToHaveValueAsync("");
        }) { Role = Roles.AgencyClerk },
        new("own-report-of-a-condition", async (site, visit) =>
        {
            var officer = await ConditionedOfficer.EnsureAsync(site);
            await visit.OpenAsync($"/agency/reports/new?kind=ConditionMet&officer={officer}&condition={ConditionedOfficer.Open}");
            await Expect(visit.Page.Locator("input[name=condition]").First).ToBeVisibleAsync();
        }) { Role = Roles.AgencyClerk },
        new("own-report-of-a-work-status", async (site, visit) =>
        {
            await visit.OpenAsync($"/agency/reports/new?kind=WorkStatusChange&officer={await OwnAgency.OfficerAsync(site)}");
            await Expect(visit.Page.Locator("#work-status")).ToBeVisibleAsync();
        }) { Role = Roles.AgencyClerk },
        Of(Roles.AgencyLiaison, "own-report-to-submit", $"/agency/reports/{ReportedHire.Draft}", "#submit-heading"),
        Of(Roles.AgencyClerk, "own-report-of-a-clerk", $"/agency/reports/{ReportedHire.Draft}", "#submit-heading"),
        new("own-report-not-attested", async (site, visit) =>
        {
            await ReportedHire.EnsureAsync(site);
            await visit.OpenAsync($"/agency/reports/{ReportedHire.Draft}");
            await visit.Button("Submit to the Commission").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Tick the statement");
        }) { Role = Roles.AgencyHead },
        Of(Roles.AgencyHead, "own-report-returned", $"/agency/reports/{ReportedHire.Returned}", "#correct-heading"),
        Of(Roles.AgencyHead, "own-report-correction", $"/agency/reports/new?corrects={ReportedHire.Returned}", "#correction"),
        Staff("agency-reports", "/staff/certification/reports", "main td a"),
        Staff("agency-reports-settled", "/staff/certification/reports?settled=true", "main td a"),
        Staff("agency-report", $"/staff/certification/reports/{ReportedHire.Waiting}", "#take-in-heading"),
        Staff("agency-report-settled", $"/staff/certification/reports/{ReportedHire.Returned}", "#steps"),
        new("agency-report-of-a-condition", async (site, visit) =>
        {
            await ConditionedOfficer.EnsureAsync(site);
            await visit.OpenAsync($"/staff/certification/reports/{ConditionedOfficer.Report}");
            await Expect(visit.Page.Locator("#settled-note")).ToBeVisibleAsync();
        }) { Role = Roles.CertStaff, Purpose = "certification" },
        Staff("hires-to-look-up", "/staff/certification/hires", "main form"),
        Staff("hires-looked-up", "/staff/certification/hires?closed=true", "main h1"),
    ];

    private static SitePage Of(string role, string name, string address, string shown) => new(name, async (site, visit) =>
    {
        await ReportedHire.EnsureAsync(site);
        await visit.OpenAsync(address);
        await Expect(visit.Page.Locator(shown).First).ToBeVisibleAsync();
    })
    { Role = role };

    private static SitePage Staff(string name, string address, string shown) => Of(Roles.CertStaff, name, address, shown) with { Purpose = "certification" };
}
