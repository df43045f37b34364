using Post.Kernel.Access;

namespace Post.App.Tests;

public sealed class StaffMenuTests(DemoHost host) : IClassFixture<DemoHost>
{
    private static readonly string[] s_rules = ["Deadlines", "Deadline rules", "Holidays", "Matters", "My duties and ties"];

    private static readonly string[] s_commission =
        [.. s_rules, "Meetings and votes", "Designations", "Guidelines", "Systems and contracts", "Regulations"];

    private static readonly string[] s_readers = ["My work", "Desk", "Officers", "Applications", "Recertification", "Agencies", "Instructions to liaisons", "Held rows", .. s_commission];

    private static readonly string[] s_reports = ["Reports of agencies", "Statements of officers", "Hires to look up", "Records of agencies"];

    public static TheoryData<string, string[]> MenuByRole => new()
    {
        { Roles.CertStaff, [.. s_readers, .. s_reports, "Agency spellings", "Without a liaison", "Without an address", "Questions from files", "Possible duplicates", "Notices", "Addresses", "Imports", "Mailbox"] },
        { Roles.StdStaff, [.. s_readers, .. s_reports, "Agency spellings", "Notices", "Addresses", "Imports", "Mailbox"] },
        { Roles.ExecutiveDirector, [.. s_readers, .. s_reports, "Alerts", "Search the log", "Files asked for", "Report and sign-off", "Words taken out", "Looks across a tie", "Agency spellings", "Without a liaison", "Without an address", "Questions from files", "Possible duplicates", "Notices", "Addresses", "Imports", "Mailbox"] },
        { Roles.RecordsAccessOfficer, [.. s_readers, "Report and sign-off", "Words taken out", "Looks held back", "Notices"] },
        { Roles.Counsel, [.. s_readers, .. s_reports, "Alerts", "Report and sign-off", "Words taken out", "Notices"] },
        { Roles.Chair, [.. s_readers, "Report and sign-off"] },
        { Roles.Commissioner, s_readers },
        { Roles.AuditLead, s_readers },
        { Roles.AuditStaff, s_readers },
        { Roles.ComplianceOfficer, ["My work", "Agencies", "Instructions to liaisons", "Alerts", "Search the log", "Files asked for", "Report and sign-off", "Words taken out", "Looks across a tie", .. s_commission] },
        { Roles.ExternalAuditor, ["My work", .. s_commission.Except(["Systems and contracts"])] },
        { Roles.SysAdmin, ["My work", .. s_commission, "Accounts", "Mailbox", "Document store", "Jobs"] },
    };

    [Theory]
    [MemberData(nameof(MenuByRole))]
    public async Task EachRole_SeesWhatItMayOpenAndNothingThatLeadsNowhere(string role, string[] titles)
    {
        using var browser = await host.Browse().SignedInAsAsync(role);

        var links = (await browser.OpenAsync("/staff")).QuerySelectorAll(".side-links a").ToList();

        Assert.Subset(titles.ToHashSet(), links.Select(l => l.TextContent.Trim()).ToHashSet());
        Assert.Contains("My work", links.Select(l => l.TextContent.Trim()));
        foreach (var link in links)
        {
            using var opened = await browser.GetAsync(link.GetAttribute("href")!);
            Assert.True(opened.IsSuccessStatusCode, $"{role} cannot open {link.GetAttribute("href")}: {opened.StatusCode}");
        }
    }

    [Fact]
    public async Task PresentPage_IsMarkedInTheMenu()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.SysAdmin);

        var marked = (await browser.OpenAsync("/staff/jobs")).QuerySelectorAll(".side-links a[aria-current=page]");

        Assert.Equal("Jobs", Assert.Single(marked).TextContent.Trim());
    }

    [Fact]
    public async Task UnknownStaffPage_SaysSoInsideTheShell()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.CertStaff);

        var answer = await browser.GetAsync("/staff/no/such/page");

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotNull((await Browser.ReadAsync(answer)).QuerySelector("nav.side"));
    }

    [Fact]
    public async Task PageOfAnotherRole_IsRefusedInsideTheShellAndOnRecord()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.CertStaff);

        var page = await browser.OpenAsync("/staff/jobs");

        Assert.Equal("not-allowed", page.QuerySelector("[role=alert]")!.GetAttribute("data-code"));
        Assert.Empty(page.QuerySelectorAll("table"));
        Assert.Equal(1, await host.CountEventsAsync("jobs.shown", Audit.AuditOutcome.Denied));
    }
}
