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
        new("log-seal", async (site, visit) =>
        {
            await ShowSealAsync(site);
            await visit.OpenAsync("/about-the-data/seal");
        }),
        new("no-such-page", async (_, visit) => await visit.OpenAsync("/no-such-page", status: 404)),
    ];

    public static readonly IReadOnlyList<SitePage> Doors =
    [
        Page("sign-in", "/sign-in"),
        Page("sign-in-as", "/sign-in/as"),
        Page("sign-in-lapsed", "/sign-in?ended=lapsed&returnUrl=%2Fstaff%2Fofficers"),
        new("second-proof", async (site, visit) => await KeptAccount.HalfSignInAsync(site, visit)),
        Page("step-up", "/sign-in/step-up?returnUrl=%2Fstaff") with { Role = Roles.CertStaff },
        new("step-up-by-app", async (site, visit) =>
        {
            await KeptAccount.SignInAsync(site, visit);
            await visit.OpenAsync("/sign-in/step-up?returnUrl=%2Fstaff");
        }),
        Page("portal", "/portal") with { Role = Roles.AuditeeMember },
        new("who-looked", async (site, visit) =>
        {
            await ReviewedRecord.EnsureAsync(site);
            await visit.OpenAsync("/me/who-looked");
            await Expect(visit.Page.Locator("table.records tbody tr").First).ToBeVisibleAsync();
        }) { Role = Roles.OfficerUser },
        Page("concern", "/me/who-looked/concern") with { Role = Roles.OfficerUser },
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
        AtWork("officer-public-record", async (site, visit) =>
        {
            await OpenOfficerFileAsync(site, visit);
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Public record" }).ClickAsync();
            await Expect(visit.Page.Locator(".decisions li").First).ToBeVisibleAsync();
        }),
        AtWork("officer-certification", (site, visit) => OpenOfficerFileAsync(site, visit, Cast.Served)),
        AtWork("officer-service", async (site, visit) =>
        {
            await OpenOfficerFileAsync(site, visit, Cast.Served);
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Service" }).ClickAsync();
            await Expect(visit.Page.Locator("#employment-history")).ToBeVisibleAsync();
        }),
        AtWork("officer-as-of", async (site, visit) =>
        {
            await visit.OpenAsync($"/staff/officers/{await site.PersonIdAsync(Cast.Served)}?on=2016-05-01&known=");
            await Expect(visit.Page.Locator(".officer-head")).ToBeVisibleAsync();
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Service" }).ClickAsync();
            await Expect(visit.Page.Locator("#employment-history")).ToBeVisibleAsync();
        }),
        AtWork("officer-as-of-before", async (site, visit) =>
        {
            await visit.OpenAsync($"/staff/officers/{await site.PersonIdAsync(Cast.Served)}?on=1990-01-01");
            await Expect(visit.Page.Locator(".refusal")).ToBeVisibleAsync();
        }),
        AtWork("officer-numbers", async (site, visit) =>
        {
            await visit.OpenAsync($"/staff/officers/{await JoinedRecord.EnsureAsync(site)}");
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Numbers" }).ClickAsync();
            await visit.Page.Locator(".act summary").First.ClickAsync();
            await Expect(visit.Button("Un-merge").First).ToBeVisibleAsync();
        }),
        AtWork("officer-merged", async (site, visit) =>
        {
            await JoinedRecord.EnsureAsync(site);
            await visit.OpenAsync($"/staff/officers/{await site.PersonIdAsync(Cast.Joined)}");
            await Expect(visit.Page.Locator(".refusal a")).ToBeVisibleAsync();
        }),
        AtWork("applications", async (site, visit) =>
        {
            await AppliedRecord.EnsureAsync(site);
            await visit.OpenAsync("/staff/certification/applications");
            await Expect(visit.Page.Locator(Grid)).ToBeVisibleAsync();
        }),
        AtWork("applications-none", "/staff/certification/applications?agency=0198f0f0-0000-7000-8000-000000000000", ".empty-state"),
        AtWork("application", async (site, visit) =>
        {
            await visit.OpenAsync($"/staff/certification/applications/{await AppliedRecord.EnsureAsync(site)}");
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Record: Current first aid" }).ClickAsync();
            await visit.Page.GetByLabel("Grant conditionally", new() { Exact = true }).ClickAsync();
            await Expect(visit.Page.Locator("#condition-1")).ToBeVisibleAsync();
        }),
        AtWork("officer-decisions", async (site, visit) =>
        {
            await AppliedRecord.EnsureAsync(site);
            await OpenOfficerFileAsync(site, visit, Cast.Served);
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Decisions" }).ClickAsync();
            await visit.Page.Locator("details.act summary").ClickAsync();
            await Expect(visit.Page.Locator("article.decision").First).ToBeVisibleAsync();
        }),
        Reviewed("alerts", (_, visit) => visit.OpenAsync("/staff/access-review")),
        Reviewed("alert", async (site, visit) =>
        {
            await visit.OpenAsync($"/staff/access-review/alerts/{await ReviewedRecord.AlertAsync(site)}");
            await visit.Page.GetByText("Judge", new() { Exact = true }).First.ClickAsync();
        }),
        Reviewed("log", (_, visit) => visit.OpenAsync("/staff/access-review/log")),
        Reviewed("log-none", (_, visit) => visit.OpenAsync("/staff/access-review/log?matter=nowhere")),
        Reviewed("log-event", async (site, visit) => await visit.OpenAsync($"/staff/access-review/log/{await ReviewedRecord.EventAsync(site)}")),
        Reviewed("timeline", async (site, visit) => await visit.OpenAsync($"/staff/access-review/timeline/subject/{await site.PersonIdAsync(Cast.Served)}")),
        Reviewed("review-report", (_, visit) => visit.OpenAsync("/staff/access-review/report")),
        Reviewed("misuse-rules", (_, visit) => visit.OpenAsync("/staff/access-review/rules")),
        Reviewed("watches", (_, visit) => visit.OpenAsync("/staff/access-review/watches")),
        new("access-questions", async (site, visit) =>
        {
            await ReviewedRecord.EnsureAsync(site);
            await visit.OpenAsync("/staff/access-questions");
        }) { Role = Roles.StdStaff },
        Page("held-entries", "/staff/held-entries") with { Role = Roles.RecordsAccessOfficer },
        AtWork("possible-duplicates", "/staff/certification/duplicates", Grid),
        AtWork("officers-compared", (site, visit) => OpenComparisonAsync(site, visit)),
        AtWork("officers-compared-merge", async (site, visit) =>
        {
            await OpenComparisonAsync(site, visit);
            await visit.Page.GetByLabel("One person under two numbers").ClickAsync();
            await visit.Button("Merge the two numbers").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToBeVisibleAsync();
        }),
        AtWork("agencies-of-staff", "/staff/agencies", Grid),
        AtWork("agency-file", async (_, visit) =>
        {
            await visit.OpenAsync("/staff/agencies?q=harbor+city+police");
            await visit.Page.Locator(Grid + " a").First.ClickAsync();
            await Expect(visit.Page.Locator("#agency-names")).ToBeVisibleAsync();
        }),
        AtWork("agency-ends", async (site, visit) =>
        {
            await OpenTwoAgenciesAsync(site, visit, "");
            await visit.Button("Record that it ended").ClickAsync();
            await Expect(visit.Page.Locator("#record-succession")).ToBeVisibleAsync();
            await visit.Button("Record a name").ClickAsync();
            await Expect(visit.Page.Locator("#rename-agency")).ToBeVisibleAsync();
        }),
        AtWork("agency-then", (site, visit) => OpenTwoAgenciesAsync(site, visit, "?on=2015-01-01")),
        AtWork("agency-not-known-then", async (site, visit) =>
        {
            await TwoAgencies.EnsureAsync(site);
            await visit.OpenAsync($"/staff/agencies/{await TwoAgencies.IdAsync(site, TwoAgencies.Into)}?known=2020-01-01");
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("did not know this agency");
        }),
        AtWork("agency-officers", async (site, visit) =>
        {
            await TwoAgencies.EnsureAsync(site);
            await visit.OpenAsync($"/staff/agencies/{await TwoAgencies.IdAsync(site, TwoAgencies.Into)}/officers?on=2020-01-01");
            await Expect(visit.Page.Locator("main td").First).ToBeVisibleAsync();
        }),
        AtWork("agency-officers-none", async (site, visit) =>
        {
            await TwoAgencies.EnsureAsync(site);
            await visit.OpenAsync($"/staff/agencies/{await TwoAgencies.IdAsync(site, TwoAgencies.Into)}/officers?on=2001-01-01");
            await Expect(visit.Page.Locator(".empty-state")).ToBeVisibleAsync();
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
        AtWork("deadlines", "/staff/deadlines"),
        AtWork("deadlines-counted", "/staff/deadlines?rule=records-response&day=2025-11-26", "#result"),
        AtWork("deadlines-refused", "/staff/deadlines?rule=officer-notice&day=2020-02-20", ".refusal"),
        AtWork("deadlines-running", OpenDeadlineAsync),
        AtWork("deadline", async (site, visit) =>
        {
            await OpenDeadlineAsync(site, visit);
            await visit.Page.Locator("main td a").First.ClickAsync();
            await visit.Page.Locator(".act summary").First.ClickAsync();
            await Expect(visit.Page.Locator("#history")).ToBeVisibleAsync();
        }),
        AtWork("deadline-rules", "/staff/deadline-rules"),
        new("deadline-rule", async (_, visit) =>
        {
            await visit.OpenAsync("/staff/deadline-rules/petition-review");
            await visit.Page.Locator(".act summary").ClickAsync();
        }) { Role = Roles.ExecutiveDirector },
        AtWork("holidays", "/staff/holidays?year=2027"),
        Page("holiday-changed", "/staff/holidays?year=2027&change=2027-07-05%20Independence%20Day", "#change") with { Role = Roles.ExecutiveDirector },
        AtWork("documents-none", async (site, visit) => await visit.OpenAsync(await SyntheticDocument.ListOfAsync(site, Cast.Found))),
        AtWork("documents", OpenDocumentsAsync),
        Page("documents-held", "/staff/documents/held") with { Role = Roles.Counsel },
        AtWork("document", async (site, visit) =>
        {
            await OpenDocumentsAsync(site, visit);
            await visit.Link("picture.png").First.ClickAsync();
            await Expect(visit.Page.Locator(".document-image")).ToBeVisibleAsync();
        }),
        AtWork("document-text", async (site, visit) =>
        {
            await OpenDocumentsAsync(site, visit);
            await visit.Link("note.txt").First.ClickAsync();
            await Expect(visit.Page.Locator("iframe")).ToBeVisibleAsync();
        }),
        AtWork("document-held", async (site, visit) =>
        {
            await OpenDocumentsAsync(site, visit);
            await visit.Link("macros.xlsm").First.ClickAsync();
            await Expect(visit.Page.Locator("#document-content")).ToBeVisibleAsync();
        }),
        AtWork("officer-documents", async (site, visit) =>
        {
            await OpenDocumentsAsync(site, visit);
            await visit.OpenAsync($"/staff/officers/{await site.PersonIdAsync(Cast.Pictured)}");
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Documents" }).ClickAsync();
            await Expect(visit.Link("picture.png").First).ToBeVisibleAsync();
        }),
        Page("document-store", "/staff/documents/integrity") with { Role = Roles.SysAdmin },
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
            await visit.Page.EvaluateAsync("() => document.querySelectorAll('.card details').forEach(d => d.open = true)");
        }) with { Role = Roles.RecordsAccessOfficer },
        Kept("regulations", "/staff/regulations"),
        Kept("regulation", "/staff/regulations/12", async visit =>
        {
            await visit.Page.EvaluateAsync("() => document.querySelectorAll('.card details').forEach(d => d.open = true)");
        }) with { Role = Roles.Counsel },
        Kept("regulation-editions", "/staff/regulations/editions"),
        AtWork("purpose", "/staff/purpose"),
        AtWork("purpose-bar-open", async (_, visit) =>
        {
            await visit.OpenAsync("/staff");
            await visit.Page.Locator(".purpose-change summary").ClickAsync();
        }),
        Bound("purpose-in-a-matter", "/staff/purpose"),
        Bound("matter", $"/staff/matters/{AccessRecord.Matter}", async visit =>
        {
            await Expect(visit.Page.Locator("main td a").First).ToBeVisibleAsync();
            await visit.Page.EvaluateAsync("() => document.querySelectorAll('main details').forEach(d => d.open = true)");
        }),
        Bound("matter-refused", $"/staff/matters/{AccessRecord.Matter}", async visit =>
        {
            await visit.Page.GetByText("Add a party").ClickAsync();
            await visit.Page.GetByLabel("Officer number").FillAsync("0000-0000");
            await visit.Page.GetByLabel("Why the matter is about them").FillAsync("Named in the record");
            await visit.Button("Add party").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("No officer");
        }),
        new("officer-outside-matter", async (site, visit) =>
        {
            await visit.WorkInMatterAsync("agency-audit", AccessRecord.Number);
            await visit.OpenAsync($"/staff/officers/{await site.PersonIdAsync(AccessRecord.Outsider)}");
            await Expect(visit.Page.Locator(".refusal a").First).ToBeVisibleAsync();
        }) { Role = Roles.AuditLead },
        new("break-glass", async (site, visit) =>
        {
            await visit.WorkInMatterAsync("agency-audit", AccessRecord.Number);
            await visit.OpenAsync($"/staff/break-glass?subject={await site.PersonIdAsync(AccessRecord.Outsider)}");
        }) { Role = Roles.AuditLead },
        Page("glass-broken", "/staff/break-glass", ".glass-banner") with { Role = Roles.Chair },
        AtWork("matters", "/staff/matters"),
        AtWork("matters-closed", "/staff/matters?closed=true", ".empty-state"),
        AtWork("my-duties", "/staff/acknowledgment"),
        new("tied-look-asked", async (site, visit) => await visit.OpenAsync($"/staff/tied-looks?subject={await site.PersonIdAsync(AccessRecord.Outsider)}"))
            { Role = Roles.CertStaff, Purpose = "certification" },
        Page("tied-looks", "/staff/tied-looks", "article.case") with { Role = Roles.ComplianceOfficer, Purpose = "access-review" },
        Page("redactions-to-decide", "/staff/access-review/redactions", "article.case form") with { Role = Roles.ExecutiveDirector },
        Page("redactions-to-ask", "/staff/access-review/redactions", "#events") with { Role = Roles.Counsel },
        Page("file-asked", "/staff/access-review/exports/new?export=access-log&question=action%3Dofficer.opened", "#reason")
            with { Role = Roles.ComplianceOfficer, Purpose = "access-review" },
        Page("files-asked-for", "/staff/access-review/exports", "article.case") with { Role = Roles.ComplianceOfficer, Purpose = "access-review" },
        new("account-of-outsider", async (site, visit) =>
        {
            await visit.OpenAsync($"/staff/accounts/{await site.ScalarAsync<Guid>("select id from identity.account where user_name = 'demo-externalauditor'")}");
            await visit.Page.GetByText("Record who answers for it").ClickAsync();
            await Expect(visit.Page.GetByLabel("Last day")).ToBeVisibleAsync();
        }) { Role = Roles.SysAdmin },
        Page("purpose-needed", "/staff/officers", ".refusal button") with { Role = Roles.CertStaff },
        AtWork("own-account", "/staff/account"),
        new("own-account-kept", async (site, visit) =>
        {
            await KeptAccount.SignInAsync(site, visit);
            await visit.OpenAsync("/staff/account");
        }),
        new("own-account-app", async (_, visit) =>
        {
            await visit.OpenAsync("/staff/account");
            await visit.Button("Set up an app").ClickAsync();
            await Expect(visit.Page.Locator(".secret")).ToBeVisibleAsync();
        }) { Role = Roles.AuditStaff },
        new("own-account-recovery-codes", async (site, visit) =>
        {
            await KeptAccount.SignInAsync(site, visit);
            await visit.OpenAsync("/staff/account");
            await visit.Button("Make new recovery codes").ClickAsync();
            await Expect(visit.Page.Locator(".codes")).ToBeVisibleAsync();
        }),
        Page("accounts", "/staff/accounts") with { Role = Roles.SysAdmin },
        Page("accounts-none", "/staff/accounts?q=nobody-of-this-name", ".empty-state") with { Role = Roles.SysAdmin },
        new("account", async (site, visit) =>
        {
            await visit.OpenAsync($"/staff/accounts/{await KeptAccount.EnsureAsync(site)}");
            await visit.Page.Locator(".act summary").First.ClickAsync();
        }) { Role = Roles.SysAdmin },
        Page("jobs", "/staff/jobs") with { Role = Roles.SysAdmin },
        Page("job-runs", "/staff/jobs/ensure-audit-partitions") with { Role = Roles.SysAdmin },
        new("mailbox", async (site, visit) =>
        {
            await SeededNotice.EnsureAsync(site);
            await visit.OpenAsync("/staff/mailbox");
        }) { Role = Roles.SysAdmin },
        AtWork("notices", async (site, visit) =>
        {
            await SeededNotice.EnsureAsync(site);
            await visit.OpenAsync("/staff/notices");
        }),
        AtWork("notice", async (site, visit) =>
        {
            await SeededNotice.EnsureAsync(site);
            await visit.OpenAsync($"/staff/notices/{SeededNotice.Id}");
            await Expect(visit.Page.Locator("#text")).ToBeVisibleAsync();
        }),
        AtWork("notice-templates", "/staff/notices/templates/import-rows-returned"),
        AtWork("addresses", "/staff/addresses?kind=LawEnforcementAgency&q=harbor", "main li a"),
        AtWork("addresses-of-one", async (_, visit) =>
        {
            await visit.OpenAsync("/staff/addresses?kind=LawEnforcementAgency&q=harbor");
            await visit.Page.Locator("main li a").First.ClickAsync();
            await Expect(visit.Page.Locator("#record")).ToBeVisibleAsync();
        }),
    ];

    public static IEnumerable<SitePage> All =>
        [.. Public, .. Doors, .. Staff, .. AgencyPages.All, .. ReportPages.All, .. RoundPages.All, .. RecordPages.All];

    private static Task ShowSealAsync(RunningSite site) => site.ExecuteAsync("""
        insert into published.log_seal (day, size, sealed_at, note)
        select current_date - n, 48213 - n * 911, now() - n * interval '1 day',
          format(E'post.example.gov/log\n%s\n%s\n\n— post.example.gov/log %s\n', 48213 - n * 911,
            encode(sha256(n::text::bytea), 'base64'), encode(sha256('signed'), 'base64') || encode(sha256('twice'), 'base64'))
        from generate_series(0, 3) n on conflict do nothing
        """);

    private static SitePage Page(string name, string address, string? shown = null) => new(name, async (_, visit) =>
    {
        await visit.OpenAsync(address);
        if (shown is not null) await Expect(visit.Page.Locator(shown).First).ToBeVisibleAsync();
    });

    /// <summary>A page of access review with something to review, as a compliance officer sees it.</summary>
    private static SitePage Reviewed(string name, Func<RunningSite, Visit, Task> open) => new(name, async (site, visit) =>
    {
        await ReviewedRecord.EnsureAsync(site);
        await open(site, visit);
    })
    { Role = Roles.ComplianceOfficer, Purpose = "access-review" };

    private static SitePage AtWork(string name, string address, string? shown = null) => AtWork(name, Page(name, address, shown).Open);

    private static SitePage AtWork(string name, Func<RunningSite, Visit, Task> open) =>
        new(name, open) { Role = Roles.CertStaff, Purpose = "certification" };

    /// <summary>A page as the lead of an audit sees it, at work in the matter.</summary>
    private static SitePage Bound(string name, string address, Func<Visit, Task>? then = null) => new(name, async (_, visit) =>
    {
        await visit.WorkInMatterAsync("agency-audit", AccessRecord.Number);
        await visit.OpenAsync(address);
        if (then is not null) await then(visit);
    })
    { Role = Roles.AuditLead };

    private static async Task OpenTwoAgenciesAsync(RunningSite site, Visit visit, string moment)
    {
        await TwoAgencies.EnsureAsync(site);
        await visit.OpenAsync($"/staff/agencies/{await TwoAgencies.IdAsync(site, TwoAgencies.Into)}{moment}");
        await Expect(visit.Page.Locator("#agency-successions")).ToBeVisibleAsync();
    }

    private static async Task OpenDeadlineAsync(RunningSite site, Visit visit)
    {
        await visit.OpenAsync("/staff/deadlines?rule=inquiry-end&day=2026-03-02");
        await visit.Page.Locator("#result .act summary").ClickAsync();
        await visit.Page.Locator("#reference").FillAsync($"I-{Guid.NewGuid():N}"[..12]);
        await visit.Page.Locator("#what").FillAsync("Vote of the Commission");
        await visit.Button("Keep").ClickAsync();
        await Expect(visit.Page.Locator("#history")).ToBeVisibleAsync();
        await visit.OpenAsync("/staff/deadlines");
        await visit.Page.Locator("tbody summary").First.ClickAsync();
    }

    // Each page is looked at alone too, so whoever comes first attaches the documents.
    private static async Task OpenDocumentsAsync(RunningSite site, Visit visit)
    {
        await visit.OpenAsync(await SyntheticDocument.ListOfAsync(site, Cast.Pictured));
        if (await visit.Link("picture.png").CountAsync() > 0) return;
        await SyntheticDocument.SendAsync(visit, "note.txt", "The desk log of that night.\n"u8.ToArray());
        await SyntheticDocument.SendAsync(visit, "macros.xlsm", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[500]]);
        await SyntheticDocument.SendAsync(visit, "picture.png", await visit.Page.ScreenshotAsync());
        await Expect(visit.Link("picture.png")).ToBeVisibleAsync();
    }

    /// <summary>A page of the Commission's registers with something in them, as counsel sees it.</summary>
    private static SitePage Kept(string name, string address, Func<Visit, Task>? then = null) => new(name, async (site, visit) =>
    {
        await CommissionRecord.EnsureAsync(site);
        await visit.OpenAsync(address);
        if (then is not null) await then(visit);
    })
    { Role = Roles.Counsel };

    private static async Task OpenComparisonAsync(RunningSite site, Visit visit)
    {
        await visit.OpenAsync($"/staff/certification/duplicates/{await site.PersonIdAsync(Cast.Paired)}/{await site.PersonIdAsync(Cast.PairedOther)}");
        await Expect(visit.Page.Locator("#decide-persons")).ToBeVisibleAsync();
    }

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
