using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Quality;

/// <summary>A page of the product in one of its states, and how to get there.</summary>
internal sealed record SitePage(string Name, Func<RunningSite, Visit, Task> Open)
{
    public string? Role { get; init; }

    public string? Purpose { get; init; }

    public async Task<string?> SessionAsync(RunningSite site) => Role is null ? null : await site.SessionAsync(Role, Purpose);
}

/// <summary>Every page that exists, public and staff, with its empty and refused states.</summary>
internal static class SitePages
{
    private const string Grid = ".rz-data-grid";

    public static readonly IReadOnlyList<SitePage> Public =
    [
        Page("start", "/"),
        Page("officers", "/officers"),
        Page("officers-found", "/officers?q=marisol+fetherstone"),
        Page("officers-filtered", "/officers?q=police&status=Certified"),
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
        Page("portal", "/portal") with { Role = Roles.OfficerUser },
    ];

    public static readonly IReadOnlyList<SitePage> Staff =
    [
        AtWork("my-work", "/staff"),
        AtWork("officers", "/staff/officers", Grid),
        AtWork("officers-none", "/staff/officers?q=9999-9999", ".empty-state"),
        AtWork("officer-file", OpenOfficerFileAsync),
        AtWork("officer-complaints", async (site, visit) =>
        {
            await OpenOfficerFileAsync(site, visit);
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Complaints and discipline" }).ClickAsync();
            await visit.Page.Locator("article.case summary").ClickAsync();
        }),
        AtWork("agency-spellings", "/staff/agencies/spellings", Grid),
        AtWork("agency-spelling-decided", async (_, visit) =>
        {
            await visit.OpenAsync("/staff/agencies/spellings");
            await visit.Page.Locator("[title^='Say whose']").First.ClickAsync();
            await Expect(visit.Page.Locator("#map-spelling")).ToBeVisibleAsync();
        }),
        AtWork("imports", "/staff/imports"),
        AtWork("import", async (_, visit) =>
        {
            await visit.OpenAsync("/staff/imports");
            await visit.Page.Locator("main td a").Last.ClickAsync();
            await Expect(visit.Page.Locator("#rows")).ToBeVisibleAsync();
            await Expect(visit.Page.Locator(".loading")).ToHaveCountAsync(0);
        }),
        AtWork("held-rows", "/staff/discipline/held"),
        Kept("meetings", "/staff/meetings"),
        Kept("commissioners", "/staff/meetings/commissioners"),
        Kept("meeting", $"/staff/meetings/{CommissionRecord.Meeting}"),
        Kept("vote", $"/staff/meetings/{CommissionRecord.Meeting}/vote"),
        Kept("vote-refused", $"/staff/meetings/{CommissionRecord.Meeting}/vote", async visit =>
        {
            await visit.Page.GetByLabel("Motion as it was put").FillAsync("To do something");
            await visit.Page.GetByLabel("Other subjects").FillAsync("something");
            await visit.Page.GetByLabel("What the minutes declare").SelectOptionAsync("true");
            await visit.Button("Record vote").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("no quorum");
        }),
        Kept("designations", "/staff/designations"),
        Kept("designations-then", "/staff/designations?on=2025-03-01&knownOn=", async visit =>
            await Expect(visit.Page.Locator("section[aria-label='Executive Director'] tbody tr")).ToContainTextAsync("Designee")),
        Kept("guidelines", "/staff/guidelines"),
        Kept("guideline", "/staff/guidelines/G-FORMS"),
        Kept("guideline-draft", "/staff/guidelines/G-FORMS/draft"),
        Kept("guideline-proposal", $"/staff/guidelines/proposals/{CommissionRecord.Proposal}"),
        Kept("systems", "/staff/systems") with { Role = Roles.RecordsAccessOfficer },
        Kept("system", $"/staff/systems/{CommissionRecord.PublicDatabase}", async visit =>
        {
            foreach (var closed in await visit.Page.Locator(".card details:not([open]) > summary").AllAsync()) await closed.ClickAsync();
        }) with { Role = Roles.RecordsAccessOfficer },
        Kept("regulations", "/staff/regulations"),
        AtWork("purpose", "/staff/purpose"),
        AtWork("purpose-bar-open", async (_, visit) =>
        {
            await visit.OpenAsync("/staff");
            await visit.Page.Locator(".purpose-change summary").ClickAsync();
        }),
        Page("purpose-needed", "/staff/officers", ".refusal button") with { Role = Roles.CertStaff },
        Page("jobs", "/staff/jobs") with { Role = Roles.SysAdmin },
    ];

    public static IEnumerable<SitePage> All => [.. Public, .. Doors, .. Staff];

    private static SitePage Page(string name, string address, string? shown = null) => new(name, async (_, visit) =>
    {
        await visit.OpenAsync(address);
        if (shown is not null) await Expect(visit.Page.Locator(shown).First).ToBeVisibleAsync();
    });

    private static SitePage AtWork(string name, string address, string? shown = null) => AtWork(name, Page(name, address, shown).Open);

    private static SitePage AtWork(string name, Func<RunningSite, Visit, Task> open) =>
        new(name, open) { Role = Roles.CertStaff, Purpose = "certification" };

    /// <summary>A page of the Commission's registers with something in them, as counsel sees it.</summary>
    private static SitePage Kept(string name, string address, Func<Visit, Task>? then = null) => new(name, async (site, visit) =>
    {
        await CommissionRecord.EnsureAsync(site);
        await visit.OpenAsync(address);
        if (then is not null) await then(visit);
    }) { Role = Roles.Counsel };

    private static async Task OpenOfficerFileAsync(RunningSite site, Visit visit)
    {
        await visit.OpenAsync($"/staff/officers/{await site.PersonIdAsync(Cast.Looked)}");
        await Expect(visit.Page.Locator(".officer-head")).ToBeVisibleAsync();
    }
}
