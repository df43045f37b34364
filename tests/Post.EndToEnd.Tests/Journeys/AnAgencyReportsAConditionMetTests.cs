using System.Globalization;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using Post.Kernel.Time;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AnAgencyReportsAConditionMetTests(RunningSite site)
{
    [Fact]
    [Trait("Clause", "12.05(1)(a)")]
    public async Task Liaison_ReportsFromTheRoster_StaffSettleTheCondition_AndTheReportIsTakenIn()
    {
        var officer = await ConditionedOfficer.EnsureAsync(site);
        var report = await ReportAsync(officer);

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.OpenAsync(report.Replace("/agency/", "/staff/certification/", StringComparison.Ordinal));
            await visit.Button("Take in").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("still open");
            await visit.Page.GetByLabel("How you know").FillAsync("Certificate of the academy (synthetic)");
            await visit.Button("Record it").ClickAsync();
            await Expect(visit.Page.Locator(".note[role=status]")).ToContainTextAsync("What became of the condition is on record");
            await visit.Button("Take in").ClickAsync();
            await Expect(visit.Page.Locator(".note[role=status]")).ToContainTextAsync("in the record");
        }, session: await site.SessionAsync(Roles.CertStaff, "certification"));

        Assert.Equal("Met", await site.ScalarAsync<string>("select state from certification.condition where id = $1", ConditionedOfficer.Open));
    }

    private async Task<string> ReportAsync(Guid officer)
    {
        var address = "";
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            var day = TimeProvider.System.Today().AddDays(-3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await visit.OpenAsync($"/agency/roster/{officer}");
            await visit.Link($"Report that it was met: {ConditionedOfficer.Words}").ClickAsync();
            await visit.Page.GetByLabel("Day on which it was met").FillAsync(day);
            await visit.Page.GetByLabel("Day the agency learned").FillAsync(day);
            await visit.Page.GetByLabel("What shows it").FillAsync("Certificate kept in the personnel file (synthetic)");
            await visit.Page.Locator("#shows").SelectOptionAsync("No");
            await visit.Button("Save and read it over").ClickAsync();
            await Expect(visit.Page.Locator("#says ~ dl")).ToContainTextAsync(ConditionedOfficer.Words);
            await visit.Page.GetByLabel("I have read this report").CheckAsync();
            await visit.Button("Submit to the Commission").ClickAsync();
            await Expect(visit.Page.Locator(".note[role=status]")).ToContainTextAsync("has received AR-");
            address = new Uri(visit.Page.Url).AbsolutePath;
        }, session: await site.SessionAsync(Roles.AgencyLiaison, null));
        return address;
    }
}
