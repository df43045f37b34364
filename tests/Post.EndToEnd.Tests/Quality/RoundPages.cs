using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Quality;

/// <summary>The pages of recertification rounds in their states, as certification staff see them.</summary>
internal static class RoundPages
{
    public static readonly IReadOnlyList<SitePage> All =
    [
        Of("desk", async (_, visit, _) =>
        {
            await visit.OpenAsync("/staff/certification");
            await Expect(visit.Page.Locator("svg.standing").First).ToBeVisibleAsync();
        }),
        Of("desk-conditions", async (_, visit, _) =>
        {
            await visit.OpenAsync("/staff/certification/conditions?show=Open");
            await Expect(visit.Page.Locator("main td a").First).ToBeVisibleAsync();
        }),
        Of("school-officers", async (site, visit, _) =>
        {
            await OwnAgency.SchoolOfficerAsync(site);
            await visit.OpenAsync("/staff/certification/school-officers?ended=true");
            await Expect(visit.Page.Locator("main td a").First).ToBeVisibleAsync();
        }),
        Of("school-officer-without-training", async (site, visit, _) =>
        {
            await OwnAgency.SchoolOfficerAsync(site);
            await visit.OpenAsync("/staff/certification/school-officers?show=Open&ended=true");
            await visit.Page.GetByText("Say what was made of it").First.ClickAsync();
            await Expect(visit.Page.Locator("#settle-heading")).ToBeVisibleAsync();
        }),
        Of("desk-view", async (_, visit, round) =>
        {
            await visit.OpenAsync($"/staff/certification/views?save={Uri.EscapeDataString($"/staff/certification/rounds/{round}/officers?state=Missing")}");
            await visit.Page.Locator("#view-name").FillAsync($"Missing {Guid.NewGuid():N}");
            await visit.Button("Save").First.ClickAsync();
            await visit.Page.Locator("main td details summary").First.ClickAsync();
        }),
        Of("rounds", async (_, visit, _) =>
        {
            await visit.OpenAsync("/staff/certification/rounds");
            await Expect(visit.Page.Locator("#planned")).ToBeVisibleAsync();
        }),
        Of("round", async (_, visit, round) =>
        {
            await visit.OpenAsync($"/staff/certification/rounds/{round}");
            await Expect(visit.Page.Locator("#agencies")).ToBeVisibleAsync();
            await visit.Page.Locator(".how-counted summary").ClickAsync();
        }),
        Of("round-not-frozen", async (site, visit, _) =>
        {
            await visit.OpenAsync($"/staff/certification/rounds/{await RoundRecord.NotFrozenAsync(site)}");
            await visit.Button("Look who falls in").ClickAsync();
            await Expect(visit.Button("Freeze the round")).ToBeVisibleAsync();
        }),
        Of("round-officers", async (_, visit, round) =>
        {
            await visit.OpenAsync($"/staff/certification/rounds/{round}/officers");
            await visit.Page.Locator("main td details summary").First.ClickAsync();
        }),
        Of("round-officers-none", async (_, visit, round) =>
        {
            await visit.OpenAsync($"/staff/certification/rounds/{round}/officers?state=Expired");
            await Expect(visit.Page.Locator(".empty-state")).ToBeVisibleAsync();
        }),
        Of("round-agency", async (site, visit, round) =>
        {
            await visit.OpenAsync($"/staff/certification/rounds/{round}/agencies/{await RoundRecord.AgencyAsync(site, round)}?state=Incomplete");
            await Expect(visit.Page.Locator("main td a").First).ToBeVisibleAsync();
        }),
        Of("round-decide", async (_, visit, round) =>
        {
            await visit.OpenAsync($"/staff/certification/rounds/{round}/decisions");
            await visit.Button("Look what each becomes").ClickAsync();
            await Expect(visit.Page.Locator("#becomes")).ToBeVisibleAsync();
        }),
        Of("round-batch", async (site, visit, _) =>
        {
            await visit.OpenAsync($"/staff/certification/rounds/decisions/{await RoundRecord.BatchAsync(site)}");
            await Expect(visit.Page.Locator("#aside")).ToBeVisibleAsync();
        }),
    ];

    private static SitePage Of(string name, Func<RunningSite, Visit, Guid, Task> open) =>
        new(name, async (site, visit) => await open(site, visit, await RoundRecord.EnsureAsync(site))) { Role = Roles.CertStaff, Purpose = "certification" };
}
