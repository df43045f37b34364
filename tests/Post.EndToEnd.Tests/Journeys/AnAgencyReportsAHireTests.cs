using System.Globalization;
using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using Post.Kernel.Time;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AnAgencyReportsAHireTests(RunningSite site)
{
    private const string Number = "9922-0001";

    [Fact]
    [Trait("Clause", "12.05(1)(i)(b)")]
    [Trait("Clause", "12.06(2)(f)")]
    public async Task Clerk_Prepares_LiaisonSubmits_StaffTakeItIn_AndTheRosterShowsIt()
    {
        var address = await PrepareAsync();
        await SubmitAsync(address);
        await SettleAsync();

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.OpenAsync($"/agency/roster?q={Number}");
            await Expect(visit.Page.Locator("main td a")).ToContainTextAsync("Winslow");
            await visit.OpenAsync(address);
            await Expect(visit.Page.Locator("#steps ~ ol")).ToContainTextAsync("Taken into the record");
        }, session: await site.SessionAsync(Roles.AgencyLiaison, null));
    }

    private async Task<string> PrepareAsync()
    {
        var address = "";
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            var day = TimeProvider.System.Today().AddDays(-3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await visit.OpenAsync("/agency/reports");
            await visit.Link("New report").ClickAsync();
            await visit.Link("Report a hire").ClickAsync();
            await visit.Page.GetByLabel("Officer number").FillAsync(Number);
            await visit.Page.GetByLabel("First name").FillAsync("Perpetua");
            await visit.Page.GetByLabel("Surname").FillAsync("Winslow");
            await visit.Page.GetByLabel("First day of the service").FillAsync(day);
            await visit.Page.GetByLabel("Day the agency learned").FillAsync(day);
            await visit.Page.Locator("#appointment").SelectOptionAsync("FullTime");
            await visit.Page.Locator("#shows").SelectOptionAsync("No");
            await visit.Button("Save and read it over").ClickAsync();
            await Expect(visit.Page.Locator("#submit-heading")).ToBeVisibleAsync();
            // A clerk prepares, and finds no button that could only refuse.
            await Expect(visit.Button("Submit to the Commission")).ToHaveCountAsync(0);
            address = new Uri(visit.Page.Url).AbsolutePath;
        }, session: await site.SessionAsync(Roles.AgencyClerk, null));
        return address;
    }

    private async Task SubmitAsync(string address) => await site.Browser.VisitAsync(site.Address, async visit =>
    {
        await visit.OpenAsync(address);
        await visit.Page.GetByLabel("I have read this report").CheckAsync();
        await visit.Button("Submit to the Commission").ClickAsync();
        await Expect(visit.Page.Locator(".note[role=status]")).ToContainTextAsync("has received AR-");
    }, session: await site.SessionAsync(Roles.AgencyLiaison, null));

    private async Task SettleAsync() => await site.Browser.VisitAsync(site.Address, async visit =>
    {
        await visit.OpenAsync("/staff/certification/reports");
        await visit.Page.Locator("tr", new() { HasText = Number }).Locator("a").First.ClickAsync();
        await Expect(visit.Page.Locator("#on-record ~ p")).ToContainTextAsync("Nobody is on record");
        await visit.Button("Take in").ClickAsync();
        await Expect(visit.Page.Locator(".note[role=status]")).ToContainTextAsync("in the record");

        await visit.OpenAsync("/staff/certification/hires");
        var task = visit.Page.Locator("section.card", new() { HasText = Number });
        await task.GetByLabel("What it led to").SelectOptionAsync("NotListed");
        await task.GetByLabel("Number of the receipt").FillAsync("R-2026-1 (synthetic)");
        await task.GetByLabel("What you found").FillAsync("Searched by name");
        await task.GetByRole(AriaRole.Button, new() { Name = "Record it" }).ClickAsync();
        await Expect(visit.Page.Locator("section.card", new() { HasText = Number })).ToHaveCountAsync(0);
    }, session: await site.SessionAsync(Roles.CertStaff, "certification"));
}
