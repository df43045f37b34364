using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Quality;

/// <summary>The pages of an agency's portal, as its head, liaison or clerk sees them, and of the staff who keep its members.</summary>
internal static class AgencyPages
{
    public static readonly IReadOnlyList<SitePage> All =
    [
        Of(Roles.AgencyHead, "portal-overview", "/agency", ".big-number"),
        Of(Roles.AgencyLiaison, "own-roster", "/agency/roster", "main td a"),
        Of(Roles.AgencyLiaison, "own-roster-former", "/agency/roster?part=former", "main h2"),
        Of(Roles.AgencyLiaison, "own-roster-none", "/agency/roster?q=qqqzzzxxx", ".empty-state"),
        Of(Roles.AgencyHead, "own-roster-to-attest", "/agency/roster/attest", "#attest-heading"),
        new("own-officer", async (site, visit) =>
        {
            await visit.OpenAsync($"/agency/roster/{await OwnAgency.OnLeaveAsync(site)}");
            await Expect(visit.Page.Locator("#service")).ToBeVisibleAsync();
        }) { Role = Roles.AgencyClerk },
        new("own-training", async (site, visit) =>
        {
            var training = await OwnAgency.TrainingAsync(site);
            await visit.OpenAsync($"/agency/roster/{await OwnAgency.OfficerAsync(site)}");
            await Expect(visit.Page.Locator("#training-history ~ table .chip.bad")).ToContainTextAsync("Disputed");
            await visit.Page.Locator($"a[href$='{training}']").ClickAsync();
            await Expect(visit.Page.Locator("#dispute-heading")).ToBeVisibleAsync();
        }) { Role = Roles.AgencyLiaison },
        new("own-officer-with-training", async (site, visit) =>
        {
            await OwnAgency.TrainingAsync(site);
            await visit.OpenAsync($"/agency/roster/{await OwnAgency.OfficerAsync(site)}");
            await Expect(visit.Page.Locator("#training-history")).ToBeVisibleAsync();
        }) { Role = Roles.AgencyHead },
        new("own-training-of-a-clerk", async (site, visit) =>
        {
            await visit.OpenAsync($"/agency/roster/{await OwnAgency.OfficerAsync(site)}/training/{await OwnAgency.TrainingAsync(site)}");
            await Expect(visit.Page.Locator("#training-history")).ToBeVisibleAsync();
            await Expect(visit.Page.Locator("#dispute-heading")).ToHaveCountAsync(0);
        }) { Role = Roles.AgencyClerk },
        new("own-officer-refused", async (site, visit) =>
        {
            await visit.OpenAsync($"/agency/roster/{await OwnAgency.OutsiderAsync(site)}");
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("No such officer");
        }) { Role = Roles.AgencyHead },
        new("own-units", async (site, visit) =>
        {
            await OwnAgency.UnitAsync(site);
            await visit.OpenAsync("/agency/units");
            await Expect(visit.Page.Locator("main td a").First).ToBeVisibleAsync();
            await Expect(visit.Page.Locator("#record-heading")).ToBeVisibleAsync();
        }) { Role = Roles.AgencyHead },
        new("own-unit", async (site, visit) =>
        {
            await visit.OpenAsync($"/agency/units/{await OwnAgency.UnitAsync(site)}");
            await Expect(visit.Page.Locator("#change-heading")).ToBeVisibleAsync();
        }) { Role = Roles.AgencyLiaison },
        new("own-unit-of-a-clerk", async (site, visit) =>
        {
            await visit.OpenAsync($"/agency/units/{await OwnAgency.UnitAsync(site)}");
            await Expect(visit.Page.Locator("#members")).ToBeVisibleAsync();
            await Expect(visit.Page.Locator("#change-heading")).ToHaveCountAsync(0);
        }) { Role = Roles.AgencyClerk },
        Of(Roles.AgencyHead, "own-unit-officers", "/agency/units/officers?everybody=true", "#place-heading"),
        Of(Roles.AgencyClerk, "own-unit-officers-of-a-clerk", "/agency/units/officers", ".refusal"),
        Of(Roles.AgencyHead, "own-unit-unknown", $"/agency/units/{Guid.Empty}", ".refusal"),
        new("own-schools", async (site, visit) =>
        {
            await OwnAgency.SchoolServiceAsync(site);
            await visit.OpenAsync("/agency/schools");
            await Expect(visit.Page.Locator("#papers ~ table")).ToBeVisibleAsync();
        }) { Role = Roles.AgencyHead },
        new("own-school-service", async (site, visit) =>
        {
            await visit.OpenAsync($"/agency/schools/service?series={await OwnAgency.SchoolServiceAsync(site)}");
            await Expect(visit.Page.Locator("#withdraw-heading")).ToBeVisibleAsync();
        }) { Role = Roles.AgencyLiaison },
        Of(Roles.AgencyLiaison, "own-school-paper", "/agency/schools/paper?kind=Agreement", "#parties"),
        new("own-applications-due", async (site, visit) =>
        {
            await OwnAgency.RenewableAsync(site);
            await OwnAgency.ApplicationAsync(site);
            await visit.OpenAsync("/agency/applications");
            await Expect(visit.Page.Locator("#due-heading ~ table td a").First).ToBeVisibleAsync();
        }) { Role = Roles.AgencyLiaison },
        new("own-applications-entered", async (site, visit) =>
        {
            await OwnAgency.ApplicationAsync(site);
            await visit.OpenAsync("/agency/applications?part=entered");
            await Expect(visit.Page.Locator("main td a").First).ToBeVisibleAsync();
        }) { Role = Roles.AgencyClerk },
        new("own-application-form", async (site, visit) =>
        {
            await visit.OpenAsync($"/agency/roster/{await OwnAgency.RenewableAsync(site)}/application?kind=Sro");
            await Expect(visit.Page.Locator("#enter-heading")).ToBeVisibleAsync();
        }) { Role = Roles.AgencyHead },
        new("own-application", async (site, visit) =>
        {
            await visit.OpenAsync($"/agency/applications/{await OwnAgency.ApplicationAsync(site)}?item=first-aid");
            await Expect(visit.Page.Locator("#answer-heading")).ToBeVisibleAsync();
        }) { Role = Roles.AgencyLiaison },
        new("application-entered-by-an-agency", async (site, visit) =>
        {
            await visit.OpenAsync($"/staff/certification/applications/{await OwnAgency.ApplicationAsync(site)}");
            await visit.Page.Locator("button[aria-label^='Take over']").First.ClickAsync();
            await Expect(visit.Page.Locator("#shown-on")).ToBeVisibleAsync();
        }) { Role = Roles.CertStaff, Purpose = "certification" },
        Of(Roles.AgencyHead, "own-application-unknown", $"/agency/applications/{Guid.Empty}", ".refusal"),
        Of(Roles.AgencyHead, "own-notices", "/agency/notices", "main h1"),
        new("own-work", async (site, visit) =>
        {
            await LiaisonInstructions.EnsureAsync(site);
            await visit.OpenAsync("/agency/work");
            await Expect(visit.Page.Locator("main td a").First).ToBeVisibleAsync();
        }) { Role = Roles.AgencyLiaison },
        Of(Roles.AgencyClerk, "own-work-of-no-kind", "/agency/work?part=none", ".empty-state"),
        new("own-instructions", async (site, visit) =>
        {
            await LiaisonInstructions.EnsureAsync(site);
            await visit.OpenAsync("/agency/instructions");
            await Expect(visit.Page.Locator("main section.card").First).ToBeVisibleAsync();
        }) { Role = Roles.AgencyLiaison },
        Of(Roles.AgencyHead, "own-duty", "/agency/instructions/duty", "#body"),
        new("own-notices-to-pass-on", async (site, visit) =>
        {
            await LiaisonInstructions.EnsureAsync(site);
            await visit.OpenAsync("/agency/notices?part=ToPassOn");
            await Expect(visit.Page.Locator("main td input").First).ToBeVisibleAsync();
        }) { Role = Roles.AgencyLiaison },
        new("own-notice-to-pass-on", async (site, visit) =>
        {
            await visit.OpenAsync($"/agency/notices/{await LiaisonInstructions.NoticeAsync(site)}");
            await Expect(visit.Page.Locator("#pass-on")).ToBeVisibleAsync();
        }) { Role = Roles.AgencyLiaison },
        new("instructions", async (site, visit) =>
        {
            await LiaisonInstructions.EnsureAsync(site);
            await visit.OpenAsync("/staff/certification/instructions");
            await Expect(visit.Page.Locator("main td a").First).ToBeVisibleAsync();
        }) { Role = Roles.CertStaff, Purpose = "certification" },
        new("instruction", async (site, visit) =>
        {
            await visit.OpenAsync($"/staff/certification/instructions/{await LiaisonInstructions.EnsureAsync(site)}?all=true");
            await Expect(visit.Page.Locator("#readers")).ToBeVisibleAsync();
        }) { Role = Roles.CertStaff, Purpose = "certification" },
        new("instruction-to-change", async (site, visit) =>
        {
            await visit.OpenAsync($"/staff/certification/instructions/{await LiaisonInstructions.EnsureAsync(site)}/change");
            await Expect(visit.Page.Locator("#end-heading")).ToBeVisibleAsync();
        }) { Role = Roles.CertStaff, Purpose = "certification" },
        Of(Roles.AgencyHead, "own-people", "/agency/people", "#appoint-heading"),
        Of(Roles.AgencyClerk, "own-people-of-a-clerk", "/agency/people", "main td"),
        Of(Roles.AgencyHead, "own-agencies", "/agency/choose", "main form"),
        Of(Roles.AgencyHead, "duties-in-the-portal", "/agency/acknowledgment", "main h2"),
        Of(Roles.AgencyHead, "not-open-to-agencies", "/staff/officers", "h1"),
        new("invitation", async (_, visit) => await visit.OpenAsync($"/invitation/{Guid.Empty}")),
        new("invitation-refused", async (_, visit) =>
        {
            visit.Expect($"/invitation/{Guid.Empty}");
            await visit.OpenAsync($"/invitation/{Guid.Empty}");
            await visit.Page.GetByLabel("Code").FillAsync("AAAA-BBBB-CCCC");
            await visit.Page.Locator("#password").FillAsync("four long words of mine");
            await visit.Page.Locator("#again").FillAsync("four long words of mine");
            await visit.Button("Set the password and sign in").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("does not open");
        }),
        new("agency-people", async (site, visit) =>
        {
            await visit.OpenAsync($"/staff/agencies/{await OwnAgency.IdAsync(site)}/people");
            await Expect(visit.Page.Locator("#end-heading")).ToBeVisibleAsync();
        }) { Role = Roles.CertStaff, Purpose = "certification" },
        new("rosters-attested", async (site, visit) =>
        {
            await TwoAgencies.EnsureAsync(site);
            await visit.OpenAsync("/staff/agencies/attestations");
            await Expect(visit.Page.Locator("main td a").First).ToBeVisibleAsync();
        }) { Role = Roles.CertStaff, Purpose = "certification" },
        new("agencies-without-liaison", async (site, visit) =>
        {
            await TwoAgencies.EnsureAsync(site);
            await visit.OpenAsync("/staff/agencies/liaisons");
            await Expect(visit.Page.Locator("main td a").First).ToBeVisibleAsync();
        }) { Role = Roles.CertStaff, Purpose = "certification" },
    ];

    private static SitePage Of(string role, string name, string address, string shown) => new(name, async (_, visit) =>
    {
        await visit.OpenAsync(address);
        await Expect(visit.Page.Locator(shown).First).ToBeVisibleAsync();
    })
    { Role = role };
}
