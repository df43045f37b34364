using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;

namespace Post.EndToEnd.Tests.Quality;

/// <summary>WCAG 2.2 AA as far as a program can tell, in light and dark, on a desk and on a phone.</summary>
[Collection(LookedAtCollection.Name)]
public sealed class EveryPageIsForEverybodyTests(RunningSite site)
{
    private const int Phone = 390;

    private const string Overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

    // The component library fades from one colour to the other; what goes round for ever is not waited for.
    private const string BeStill =
        "() => Promise.allSettled(document.getAnimations().filter(a => a.effect.getComputedTiming().iterations < Infinity).map(a => a.finished))";

    // What a page passes would be told node by node, and takes longer than finding out. In a frame without script axe would
    // wait for ever; what is left to check of a frame is its title, and that stands on the page.
    private static readonly AxeRunOptions s_findingsOnly = new() { ResultTypes = [ResultType.Violations], Iframes = false };

    // What a page is made of is the same on a desk, and is looked at on the phone; colours are not.
    private static readonly AxeRunOptions s_coloursOnly = new()
    {
        ResultTypes = [ResultType.Violations],
        Iframes = false,
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
    };

    private static readonly bool s_pictures = Environment.GetEnvironmentVariable("POST_SCREENS") == "1";

    // Colours do not depend on the width: each width in one of the two is enough, unless pictures are wanted.
    private static readonly (int Width, ColorScheme Colours)[] s_looks = s_pictures
        ? [(1280, ColorScheme.Light), (1280, ColorScheme.Dark), (Phone, ColorScheme.Dark), (Phone, ColorScheme.Light)]
        : [(1280, ColorScheme.Light), (Phone, ColorScheme.Dark)];

    public static TheoryData<string> Public => [.. SitePages.Public.Select(p => p.Name)];

    public static TheoryData<string> Doors => [.. SitePages.Doors.Select(p => p.Name)];

    public static TheoryData<string> Staff => [.. SitePages.Staff.Select(p => p.Name)];

    public static TheoryData<string> OfAgencies => [.. AgencyPages.All.Select(p => p.Name)];

    public static TheoryData<string> OfRounds => [.. RoundPages.All.Select(p => p.Name)];

    public static TheoryData<string> OfOfficers => [.. OfficerSidePages.All.Select(p => p.Name)];

    public static TheoryData<string> OfReports => [.. ReportPages.All.Select(p => p.Name)];

    public static TheoryData<string> OfRecords => [.. RecordPages.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Public))]
    [Trait("Clause", "8.06(2)")]
    public Task PublicPage_HasNoFinding(string name) => LookAsync("public", SitePages.Public.Single(p => p.Name == name));

    [Theory]
    [MemberData(nameof(Doors))]
    public Task Door_HasNoFinding(string name) => LookAsync("door", SitePages.Doors.Single(p => p.Name == name));

    [Theory]
    [MemberData(nameof(Staff))]
    public Task StaffPage_HasNoFinding(string name) => LookAsync("staff", SitePages.Staff.Single(p => p.Name == name));

    [Theory]
    [MemberData(nameof(OfAgencies))]
    public Task PageOfAnAgency_HasNoFinding(string name) => LookAsync("agency", AgencyPages.All.Single(p => p.Name == name));

    [Theory]
    [MemberData(nameof(OfRounds))]
    public Task PageOfARound_HasNoFinding(string name) => LookAsync("round", RoundPages.All.Single(p => p.Name == name));

    [Theory]
    [MemberData(nameof(OfReports))]
    public Task PageOfReports_HasNoFinding(string name) => LookAsync("reports", ReportPages.All.Single(p => p.Name == name));

    [Theory]
    [MemberData(nameof(OfOfficers))]
    public Task PageOfAnOfficer_HasNoFinding(string name) => LookAsync("officer", OfficerSidePages.All.Single(p => p.Name == name));

    [Theory]
    [MemberData(nameof(OfRecords))]
    public Task PageOfRecords_HasNoFinding(string name) => LookAsync("records", RecordPages.All.Single(p => p.Name == name));

    private async Task LookAsync(string side, SitePage page) => await site.Browser.VisitAsync(site.Address, async visit =>
    {
        await page.Open(site, visit);
        var findings = new List<string>();
        foreach (var (width, colours) in s_looks)
        {
            await visit.Page.SetViewportSizeAsync(width, 900);
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = colours });
            await visit.Page.EvaluateAsync(BeStill);
            if (s_pictures) await PictureAsync(visit.Page, $"{side}-{page.Name}-{width}{(colours is ColorScheme.Dark ? "-dark" : "")}");
            var axe = await AxeAsync(visit.Page, width == Phone || s_pictures ? s_findingsOnly : s_coloursOnly);
            findings.AddRange(axe.Violations.SelectMany(v => v.Nodes.Select(n => $"{width} {colours}: {v.Id} at {n.Target} {n.Html}")));
            var overflow = await visit.Page.EvaluateAsync<int>(Overflow);
            if (overflow > 0) findings.Add($"{width}: {overflow} px wider than the screen");
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveCountAsync(1);
    }, session: await page.SessionAsync(site));

    // In the page itself: the newer way opens a page of its own to put together what frames found, and there are no frames here.
#pragma warning disable CS0618
    private static Task<AxeResult> AxeAsync(IPage page, AxeRunOptions options) => page.Locator("html").RunAxeLegacy(options);
#pragma warning restore CS0618

    private static Task<byte[]> PictureAsync(IPage page, string name) => page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Chromium.Results, "screens", $"{name}.png"),
        FullPage = true,
    });
}
