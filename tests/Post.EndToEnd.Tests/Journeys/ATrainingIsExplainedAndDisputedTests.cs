using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class ATrainingIsExplainedAndDisputedTests(RunningSite site)
{
    [Fact]
    [Trait("Clause", "12.04(1)(e)~4")]
    public async Task RequirementMissed_IsExplainedByTheOfficer_AndReadByTheAgencyAndTheStaff()
    {
        const string Words = "The academy moved the course twice (synthetic)";
        var officer = await OwnOfficer.EnsureAsync(site);

        await AsAsync(Roles.OfficerUser, async visit =>
        {
            await visit.OpenAsync("/me");
            await visit.Page.Locator($"a[href$='{OwnOfficer.Missed}']").ClickAsync();
            await visit.Page.Locator("#kind").SelectOptionAsync("MitigatingFactor");
            await visit.Page.Locator("#text").FillAsync(Words);
            await visit.Button("Keep this explanation").ClickAsync();
            await Expect(visit.Page.Locator(".note[role=status]")).ToContainTextAsync("stands beside");
            await Expect(visit.Page.Locator("main table")).ToContainTextAsync(Words);
        });

        await AsAsync(Roles.AgencyClerk, async visit =>
        {
            await visit.OpenAsync($"/agency/roster/{officer}");
            await Expect(visit.Page.Locator("main")).ToContainTextAsync(Words);
            await Expect(visit.Page.Locator("main")).Not.ToContainTextAsync("says the academy");
        });

        await AsAsync(Roles.CertStaff, async visit =>
        {
            await visit.OpenAsync($"/staff/officers/{officer}");
            await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Tab, new() { Name = "Training" }).ClickAsync();
            await Expect(visit.Page.Locator("main")).ToContainTextAsync(Words);
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("says the academy");
        }, "certification");
    }

    [Fact]
    [Trait("Clause", "12.03(2) MPTC")]
    public async Task RowOfTheCommittee_IsDisputedByTheLiaison_AndSettledByTheStaff()
    {
        var (training, officer) = (await OwnAgency.TrainingAsync(site), await OwnAgency.OfficerAsync(site));
        var reference = "";

        await AsAsync(Roles.AgencyLiaison, async visit =>
        {
            await visit.OpenAsync($"/agency/roster/{officer}");
            await visit.Page.Locator($"a[href$='{training}']").ClickAsync();
            await visit.Page.Locator("#note").FillAsync("Another officer took it (synthetic)");
            await visit.Page.Locator("#instead").FillAsync("Not taken (synthetic)");
            await visit.Button("Send the note to the Commission").ClickAsync();
            await Expect(visit.Page.Locator(".note[role=status]")).ToContainTextAsync("has your note");
            await Expect(visit.Page.Locator("#dispute-heading")).ToHaveCountAsync(0);
            reference = System.Text.RegularExpressions.Regex.Match(await visit.Page.Locator("main table").InnerTextAsync(), "TD-[0-9]+").Value;
        });

        await AsAsync(Roles.CertStaff, async visit =>
        {
            await visit.OpenAsync("/staff/certification/reviews?kind=TrainingDisputed");
            var row = visit.Page.Locator("main tr", new() { HasText = reference });
            await row.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
            await visit.Page.Locator("[name=review-reason]").FillAsync("The committee was asked (synthetic)");
            await visit.Button("Save decision").ClickAsync();
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("Decided:");
        }, "certification");

        await AsAsync(Roles.AgencyLiaison, async visit =>
        {
            await visit.OpenAsync($"/agency/roster/{officer}/training/{training}");
            await Expect(visit.Page.Locator("main table")).ToContainTextAsync($"{reference} of");
            await Expect(visit.Page.Locator("main table")).ToContainTextAsync("settled");
            await Expect(visit.Page.Locator("#dispute-heading")).ToBeVisibleAsync();
        });
    }

    private async Task AsAsync(string role, Func<Visit, Task> act, string? purpose = null) =>
        await site.Browser.VisitAsync(site.Address, act, session: await site.SessionAsync(role, purpose));
}
