using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Quality;

/// <summary>A page of the product in one of its states, and how to get there.</summary>
internal sealed record SitePage(string Name, Func<RunningSite, Visit, Task> Open);

/// <summary>Every page that exists, public and staff, with its empty and refused states.</summary>
internal static class SitePages
{
    public static readonly IReadOnlyList<SitePage> Public =
    [
        Page("start", "/"),
        Page("officers", "/officers"),
        Page("officers-found", "/officers?q=smith"),
        Page("officers-filtered", "/officers?q=smith&status=Certified"),
        Page("officers-none", "/officers?q=9999-9999"),
        new("officer", async (site, visit) => await visit.OpenAsync($"/officers/{await site.PublicKeyAsync(Cast.Found)}")),
        new("officer-nothing-to-display", async (site, visit) => await visit.OpenAsync($"/officers/{await site.PublicKeyAsync(Cast.Held)}")),
        Page("agencies", "/agencies"),
        Page("agencies-none", "/agencies?q=qqqzzzxxx"),
        new("agency", async (_, visit) =>
        {
            await visit.OpenAsync("/agencies?q=harbor+city");
            await visit.Page.Locator(".hits a").First.ClickAsync();
        }),
        Page("about-the-data", "/about-the-data"),
        new("no-such-page", async (_, visit) => await visit.OpenAsync("/no-such-page", status: 404)),
    ];

    public static readonly IReadOnlyList<SitePage> Doors =
    [
        Page("sign-in", "/sign-in"),
        Page("sign-in-as", "/sign-in/as"),
        new("portal", async (_, visit) => await visit.SignInAsAsync(Roles.OfficerUser)),
    ];

    public static readonly IReadOnlyList<SitePage> Staff =
    [
        AtWork("my-work", "/staff"),
        AtWork("officers", "/staff/officers", ".rz-datatable, .rz-data-grid"),
        AtWork("officers-none", "/staff/officers?q=9999-9999", ".empty-state"),
        new("officer-file", (site, visit) => OfficerFileAsync(site, visit, Cast.Looked)),
        new("officer-complaints", async (site, visit) =>
        {
            await OfficerFileAsync(site, visit, Cast.Looked);
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Complaints and discipline" }).ClickAsync();
            await visit.Page.Locator("article.case summary").ClickAsync();
        }),
        AtWork("agency-spellings", "/staff/agencies/spellings", ".rz-datatable, .rz-data-grid"),
        new("agency-spelling-decided", async (_, visit) =>
        {
            await WorkAsync(visit, "/staff/agencies/spellings", ".rz-datatable, .rz-data-grid");
            await visit.Page.Locator("[title^='Say whose']").First.ClickAsync();
            await Expect(visit.Page.Locator("#map-spelling")).ToBeVisibleAsync();
        }),
        AtWork("imports", "/staff/imports"),
        new("import", async (_, visit) =>
        {
            await WorkAsync(visit, "/staff/imports");
            await visit.Page.Locator("main td a").Last.ClickAsync();
            await Expect(visit.Page.Locator("#rows")).ToBeVisibleAsync();
            await Expect(visit.Page.Locator(".loading")).ToHaveCountAsync(0);
        }),
        AtWork("held-rows", "/staff/discipline/held"),
        AtWork("purpose", "/staff/purpose"),
        new("purpose-needed", async (_, visit) =>
        {
            await visit.SignInAsAsync(Roles.CertStaff, "/staff/officers");
            await Expect(visit.Page.Locator(".refusal button").First).ToBeVisibleAsync();
        }),
        new("purpose-bar-open", async (_, visit) =>
        {
            await WorkAsync(visit, "/staff");
            await visit.Page.Locator(".purpose-change summary").ClickAsync();
        }),
        new("jobs", async (_, visit) => await visit.SignInAsAsync(Roles.SysAdmin, "/staff/jobs")),
    ];

    public static IEnumerable<SitePage> All => [.. Public, .. Doors, .. Staff];

    private static SitePage Page(string name, string address) => new(name, async (_, visit) => await visit.OpenAsync(address));

    private static SitePage AtWork(string name, string address, string? shown = null) =>
        new(name, (_, visit) => WorkAsync(visit, address, shown));

    private static async Task OfficerFileAsync(RunningSite site, Visit visit, FileRow officer) =>
        await WorkAsync(visit, $"/staff/officers/{await site.PersonIdAsync(officer)}", ".officer-head");

    private static async Task WorkAsync(Visit visit, string address, string? shown = null)
    {
        await visit.WorkAsCertificationStaffAsync();
        await visit.OpenAsync(address);
        if (shown is not null) await Expect(visit.Page.Locator(shown).First).ToBeVisibleAsync();
    }
}
