using System.Globalization;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using Post.Kernel.Time;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AnOfficerTellsTheAgencyTests(RunningSite site)
{
    [Fact]
    [Trait("Clause", "12.07(1)(b)")]
    public async Task Leave_IsToldToTheLiaison_WhoReportsIt_AndTheOfficerReadsThat_WhileTheCommissionReadsNoWord()
    {
        var day = TimeProvider.System.Today().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (statement, reference, report) = ("", "", "");

        await AsAsync(Roles.OfficerUser, async visit =>
        {
            await visit.OpenAsync("/me/tell?kind=WorkStatus");
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("which employs you");
            await visit.Page.Locator("#occurred").FillAsync(day);
            await visit.Page.Locator("#known").FillAsync(day);
            await visit.Page.Locator("#work-status").SelectOptionAsync("Restricted");
            await visit.Page.GetByLabel("I have read this").CheckAsync();
            await visit.Button("Submit to your agency").ClickAsync();
            await Expect(visit.Page.Locator(".note[role=status]")).ToContainTextAsync("is with your agency");
            statement = new Uri(visit.Page.Url).AbsolutePath.Split('/')[^1];
            reference = (await visit.Page.Locator("h1").InnerTextAsync()).Split(' ')[^1];
        });

        await AsAsync(Roles.AgencyLiaison, async visit =>
        {
            await visit.OpenAsync("/agency");
            await visit.Link("Read the statements").ClickAsync();
            await visit.Page.Locator($"main a[href$='{statement}']").ClickAsync();
            await visit.Link("Prepare the report").ClickAsync();
            await Expect(visit.Page.Locator("#work-status")).ToHaveValueAsync("Restricted");
            await visit.Page.Locator("#shows").SelectOptionAsync("No");
            await visit.Button("Save and read it over").ClickAsync();
            await visit.Page.GetByLabel("I have read").CheckAsync();
            await visit.Button("Submit to the Commission").ClickAsync();
            await Expect(visit.Page.Locator(".note[role=status]")).ToContainTextAsync("has received AR-");
            report = (await visit.Page.Locator("h1").InnerTextAsync()).Split(' ')[^1];
            await visit.Menu("Statements").ClickAsync();
            await Expect(visit.Page.Locator($"main a[href$='{statement}']")).ToHaveCountAsync(0);
        });

        await AsAsync(Roles.OfficerUser, async visit =>
        {
            await visit.OpenAsync($"/me/statements/{statement}");
            await Expect(visit.Page.Locator("main")).ToContainTextAsync($"Reported to the Commission as {report}");
        });

        await AsAsync(Roles.CertStaff, async visit =>
        {
            await visit.OpenAsync($"/staff/certification/statements/{statement}");
            await Expect(visit.Page.Locator("h1")).ToContainTextAsync(reference);
            await Expect(visit.Page.Locator("main")).Not.ToContainTextAsync("Restricted");
        }, "certification");
    }

    private async Task AsAsync(string role, Func<Visit, Task> act, string? purpose = null) =>
        await site.Browser.VisitAsync(site.Address, act, session: await site.SessionAsync(role, purpose));
}
