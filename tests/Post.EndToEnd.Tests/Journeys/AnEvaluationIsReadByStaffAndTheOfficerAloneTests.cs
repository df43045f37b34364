using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AnEvaluationIsReadByStaffAndTheOfficerAloneTests(RunningSite site)
{
    private const string Evaluator = "Dr. Ysolde Quillfeather (synthetic)";

    [Fact]
    [Trait("Clause", "MMA-12")]
    public async Task RecordedByStaff_IsOnTheOfficersOwnPage_AndOnNoPublicPageAndNoneOfTheAgency()
    {
        var officer = await OwnOfficer.EnsureAsync(site);
        await AsAsync(Roles.CertStaff, async visit =>
        {
            await visit.OpenAsync($"/staff/officers/{officer}");
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Fitness" }).ClickAsync();
            await visit.Button("Record an evaluation").ClickAsync();
            await visit.Page.Locator("#fitness-kind").SelectOptionAsync("Psychological");
            await visit.Page.Locator("#fitness-on").FillAsync("2025-05-05");
            await visit.Page.Locator("#fitness-evaluator").FillAsync(Evaluator);
            await visit.Page.Locator("#fitness-next").FillAsync("2025-05-04");
            await visit.Button("Record it").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("due before the day of this one");
            await visit.Page.Locator("#fitness-next").FillAsync("2026-05-05");
            await visit.Button("Record it").ClickAsync();
            await Expect(visit.Page.Locator("#fitness-rows ~ table")).ToContainTextAsync(Evaluator);
        }, "certification");

        await AsAsync(Roles.OfficerUser, async visit =>
        {
            await visit.OpenAsync("/me");
            await visit.Link("My evaluations of fitness").ClickAsync();
            await Expect(visit.Page.Locator("#fitness-all ~ table")).ToContainTextAsync(Evaluator);
        });

        foreach (var address in new[] { $"/agency/roster/{officer}", "/agency/roster", "/agency" })
        {
            await AsAsync(Roles.AgencyHead, visit => AbsentAsync(visit, address));
        }

        await AsAsync(Roles.StdStaff, async visit =>
        {
            await visit.OpenAsync($"/staff/officers/{officer}");
            await Expect(visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Certification" })).ToBeVisibleAsync();
            await Expect(visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Fitness" })).ToHaveCountAsync(0);
        }, "complaint-intake");

        var key = await site.ScalarAsync<string>(
            "select o.key from published.officer o join certification.person p on p.officer_number = o.officer_number where p.id = $1", officer);
        Assert.DoesNotContain("Quillfeather", await site.TextAsync($"/officers/{key}"), StringComparison.Ordinal);
    }

    private static async Task AbsentAsync(Visit visit, string address)
    {
        await visit.OpenAsync(address);
        await Expect(visit.Page.Locator("main h1")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("body")).Not.ToContainTextAsync("Quillfeather");
    }

    private async Task AsAsync(string role, Func<Visit, Task> act, string? purpose = null) =>
        await site.Browser.VisitAsync(site.Address, act, session: await site.SessionAsync(role, purpose));
}
