using Post.Kernel.Access;

namespace Post.App.Tests;

public sealed class StaffMenuTests(DemoHost host) : IClassFixture<DemoHost>
{
    private static readonly string[] s_all = ["My work", "Deadlines", "Deadline rules", "Holidays"];

    private static readonly string[] s_readers = [.. s_all, "Officers", "Held rows"];

    public static TheoryData<string, string[]> MenuByRole => new()
    {
        { Roles.CertStaff, [.. s_readers, "Agency spellings", "Imports"] },
        { Roles.StdStaff, [.. s_readers, "Agency spellings", "Imports"] },
        { Roles.ExecutiveDirector, [.. s_readers, "Agency spellings", "Imports"] },
        { Roles.RecordsAccessOfficer, s_readers },
        { Roles.Counsel, s_readers },
        { Roles.Chair, s_readers },
        { Roles.Commissioner, s_readers },
        { Roles.AuditLead, s_readers },
        { Roles.AuditStaff, s_readers },
        { Roles.ComplianceOfficer, s_all },
        { Roles.ExternalAuditor, s_all },
        { Roles.SysAdmin, [.. s_all, "Jobs"] },
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
