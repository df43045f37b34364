using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using Post.Kernel.Imports.Profiles;
using Post.Kernel.Imports.Profiles.SaveProfile;
using Post.Kernel.Imports.Reading;
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
        new("officer-with-history", async (site, visit) => await visit.OpenAsync($"/officers/{await site.PublicKeyAsync(Cast.Served)}")),
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
        AtWork("officer-file", (site, visit) => OpenOfficerFileAsync(site, visit)),
        AtWork("officer-complaints", async (site, visit) =>
        {
            await OpenOfficerFileAsync(site, visit);
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Complaints and discipline" }).ClickAsync();
            await visit.Page.Locator("article.case summary").ClickAsync();
        }),
        AtWork("officer-certification", (site, visit) => OpenOfficerFileAsync(site, visit, Cast.Served)),
        AtWork("officer-service", async (site, visit) =>
        {
            await OpenOfficerFileAsync(site, visit, Cast.Served);
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Service" }).ClickAsync();
            await Expect(visit.Page.Locator("#employment-history")).ToBeVisibleAsync();
        }),
        AtWork("agencies-of-staff", "/staff/agencies", Grid),
        AtWork("agency-file", async (_, visit) =>
        {
            await visit.OpenAsync("/staff/agencies?q=harbor+city+police");
            await visit.Page.Locator(Grid + " a").First.ClickAsync();
            await Expect(visit.Page.Locator("#agency-names")).ToBeVisibleAsync();
        }),
        AtWork("reviews", "/staff/certification/reviews", Grid),
        AtWork("review-decided", async (_, visit) =>
        {
            await visit.OpenAsync("/staff/certification/reviews");
            await visit.Page.Locator("[title^='Decide about']").First.ClickAsync();
            await Expect(visit.Page.Locator("#resolve-review")).ToBeVisibleAsync();
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
        AtWork("import-map-columns", (site, visit) => OpenMappingAsync(site, visit, "pages")),
        AtWork("import-mapping-tried", async (site, visit) =>
        {
            await OpenMappingAsync(site, visit, "pages-tried");
            await visit.Page.Locator("fieldset.mapped details summary").First.ClickAsync();
            await visit.Button("Show what the rows become").ClickAsync();
            await Expect(visit.Page.Locator(".refusal, #tried").First).ToBeVisibleAsync();
        }),
        AtWork("import-profiles", async (site, visit) =>
        {
            await SaveProfileAsync(site);
            await visit.OpenAsync("/staff/imports/profiles");
            await Expect(visit.Page.Locator("main td a").First).ToBeVisibleAsync();
        }),
        AtWork("import-profile", async (site, visit) => await visit.OpenAsync($"/staff/imports/profiles/{await SaveProfileAsync(site)}")),
        AtWork("held-rows", "/staff/discipline/held"),
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

    private static Task OpenOfficerFileAsync(RunningSite site, Visit visit) => OpenOfficerFileAsync(site, visit, Cast.Looked);

    private static async Task OpenOfficerFileAsync(RunningSite site, Visit visit, FileRow officer)
    {
        await visit.OpenAsync($"/staff/officers/{await site.PersonIdAsync(officer)}");
        await Expect(visit.Page.Locator(".officer-head")).ToBeVisibleAsync();
    }

    private static async Task OpenMappingAsync(RunningSite site, Visit visit, string name)
    {
        var file = site.PathOf($"{name}_20250901.csv");
        await File.WriteAllTextAsync(file, "Case,Bureau,Officer,Seen on,Finding\n"
            + string.Concat(Enumerable.Range(1, 25).Select(i => $"{59_900_000 + i},Harbor City Police Department,\"WINTERBOURNE, IDA {(char)('A' + i)}\",4/{i}/2023,Sustained\n")));
        await visit.OpenAsync("/staff/imports");
        await visit.Page.GetByLabel("File (CSV or XLSX)").SetInputFilesAsync(file);
        await visit.Page.GetByLabel("What it holds").SelectOptionAsync("disciplinary");
        await visit.Page.GetByLabel("How its columns are read").SelectOptionAsync("?");
        await visit.Button("Bring in").ClickAsync();
        await Expect(visit.Page.Locator("main h1")).ToHaveTextAsync("Map columns");
    }

    // Saved once: the same rules again are no new version.
    private static Task<Guid> SaveProfileAsync(RunningSite site) => site.Operator.SendAsync(new SaveProfileCommand(
        "disciplinary", "Winterbourne complaints", ReadingOptions.Default, AsOfRule.FileName,
        ["case", "bureau", "officer", "wrong", "day", "card", "count", "penalty", "finding"],
        [
            new FieldRule("POST.") { Column = "case" }, new FieldRule("ReportingAgency") { Column = "bureau", Constant = "Winterbourne Police Department" },
            new FieldRule("LastName") { Column = "officer", Part = NamePart.Surname }, new FieldRule("FirstName") { Column = "officer", Part = NamePart.FirstName },
            new FieldRule("Allegation_Type") { Column = "wrong", Values = new Dictionary<string, string> { ["OM"] = "Other Misconduct" } },
            new FieldRule("IncidentDate") { Column = "day", DateForm = "d-MMM-yyyy" }, new FieldRule("MPTCID") { Column = "card", Mask = "0000-0000" },
            new FieldRule("Alligation Name") { Column = "count" }, new FieldRule("Disciplines") { Blank = true }, new FieldRule("LEADisposition") { Column = "finding" },
        ]));
}
