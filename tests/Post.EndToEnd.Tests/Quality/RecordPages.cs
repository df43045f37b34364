using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Quality;

/// <summary>Pages of the certification records that agencies keep.</summary>
internal static class RecordPages
{
    public static readonly IReadOnlyList<SitePage> All =
    [
        new("own-records", async (site, visit) =>
        {
            await HeldRecords.EnsureAsync(site);
            await visit.OpenAsync("/agency/records");
            await Expect(visit.Page.Locator("main td a").First).ToBeVisibleAsync();
        }) { Role = Roles.AgencyClerk },
        new("own-officer-records", async (site, visit) =>
        {
            await visit.OpenAsync($"/agency/roster/{(await HeldRecords.EnsureAsync(site)).Officer}/records");
            await Expect(visit.Page.Locator("main .chip.warn").First).ToBeVisibleAsync();
        }) { Role = Roles.AgencyHead },
        OfRecord("own-record-of-evaluations", "Evaluations", "#physical-outcome"),
        OfRecord("own-record-of-an-interview", "Interview", "#interviewer"),
        OfRecord("own-record-of-determinations", "Determinations", "#of-age"),
        OfRecord("own-record-of-character", "Character", "#signed-by"),
        new("own-restricted-record", async (site, visit) =>
        {
            var (officer, entry, _) = await HeldRecords.EnsureAsync(site);
            await visit.OpenAsync($"/agency/roster/{officer}/records/{entry}");
            await Expect(visit.Page.Locator("#record-heading")).ToBeVisibleAsync();
        }) { Role = Roles.AgencyHead },
        new("own-restricted-record-refused", async (site, visit) =>
        {
            var (officer, entry, _) = await HeldRecords.EnsureAsync(site);
            await visit.OpenAsync($"/agency/roster/{officer}/records/{entry}");
            await Expect(visit.Page.Locator(".refusal")).ToBeVisibleAsync();
        }) { Role = Roles.AgencyClerk },
        new("own-record-access", async (_, visit) =>
        {
            await visit.OpenAsync("/agency/records/access");
            await Expect(visit.Page.Locator("main form").First).ToBeVisibleAsync();
        }) { Role = Roles.AgencyHead },
        new("record-items", async (site, visit) =>
        {
            await HeldRecords.EnsureAsync(site);
            await visit.OpenAsync("/staff/certification/records");
            await Expect(visit.Page.Locator("#questionnaires-heading")).ToBeVisibleAsync();
        }) { Role = Roles.CertStaff, Purpose = "certification" },
    ];

    private static SitePage OfRecord(string name, string kind, string shows) => new(name, async (site, visit) =>
    {
        var (officer, _, cycle) = await HeldRecords.EnsureAsync(site);
        await visit.OpenAsync($"/agency/roster/{officer}/records/entry?cycle={Uri.EscapeDataString(cycle)}&kind={kind}");
        await Expect(visit.Page.Locator(shows)).ToBeVisibleAsync();
    })
    { Role = Roles.AgencyHead };
}
