using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

/// <summary>A file in a layout that nobody knows: its columns are named once, and the next one comes in unasked.</summary>
[Collection(SiteCollection.Name)]
public sealed class AnUnknownFileIsMappedOnceTests(RunningSite site)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public Task ColumnsAreNamedTriedAndSaved_ThenADryRunCounts(int width) => site.Browser.VisitAsync(site.Address, async visit =>
    {
        await visit.Page.SetViewportSizeAsync(width, 900);
        await visit.WorkAsCertificationStaffAsync();
        await UploadAsync(visit, Write(width, "first", "2023-04-02", "yesterday"));

        await Expect(visit.Page.Locator("main h1")).ToHaveTextAsync("Map columns");
        await Expect(visit.Page.Locator("table.preview").First.Locator("tbody tr")).ToHaveCountAsync(2);
        await Expect(visit.Page.Locator("table.preview").First).ToContainTextAsync("name, surname first");
        await Expect(Column(visit, "LastName")).ToHaveValueAsync("Officer");
        await Expect(Column(visit, "FirstName")).ToHaveValueAsync("Officer");

        await visit.Button("Show what the rows become").ClickAsync();
        await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Nothing fills");

        foreach (var (field, column) in Columns(width)) await Column(visit, field).SelectOptionAsync(column);
        await visit.Button("Show what the rows become").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("1 accepted, 1 rejected of the first 2 rows");
        await Expect(visit.Page.Locator("#tried ~ .scroll")).ToContainTextAsync("“yesterday”");

        await visit.Page.GetByLabel("Name of the profile").FillAsync($"Lakeshore {width}");
        await visit.Button("Save the profile and do a dry run").ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Dry run done");
        await Expect(Figure(visit, "Accepted")).ToHaveTextAsync("1");
        await Expect(Figure(visit, "Rejected")).ToHaveTextAsync("1");
        var report = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Link("Download refused and held rows").ClickAsync());
        Assert.Contains("yesterday", await File.ReadAllTextAsync(await report.PathAsync()), StringComparison.Ordinal);

        await visit.Link($"“Lakeshore {width}”").ClickAsync();
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("surname of column “Officer”");

        await UploadAsync(visit, Write(width, "second", "2023-05-02", "2023-05-03"), byHand: false);
        await Expect(visit.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Dry run done");
        await Expect(Figure(visit, "Accepted")).ToHaveTextAsync("2");
    });

    private static async Task UploadAsync(Visit visit, string file, bool byHand = true)
    {
        await visit.OpenAsync("/staff/imports");
        await visit.Page.GetByLabel("File (CSV or XLSX)").SetInputFilesAsync(file);
        if (byHand) await visit.Page.GetByLabel("What it holds").SelectOptionAsync("disciplinary");
        await visit.Button("Bring in").ClickAsync();
    }

    // Each width has a header of its own, or the second would find the profile of the first.
    private string Write(int width, string name, params string[] days)
    {
        var file = site.PathOf($"lakeshore-{width}-{name}_20250901.csv");
        var first = 70_000_000 + (width * 100) + (name == "first" ? 0 : 10);
        File.WriteAllText(file, $"Case {width};Bureau;Officer;Wrong;Seen on;Badge card;Count;Penalty;Finding\n" + string.Concat(days.Select((day, i) =>
            $"{first + i};Harbor City Police Department;\"LAKESHORE, MARINA B\";Other Misconduct;{day};3777-{width:0000};A-{first + i};Written Reprimand;Sustained\n")));
        return file;
    }

    private static (string Field, string Column)[] Columns(int width) =>
    [
        ("POST.", $"Case {width}"), ("ReportingAgency", "Bureau"), ("Allegation_Type", "Wrong"), ("IncidentDate", "Seen on"),
        ("MPTCID", "Badge card"), ("Alligation Name", "Count"), ("Disciplines", "Penalty"), ("LEADisposition", "Finding"),
    ];

    private static ILocator Column(Visit visit, string field) =>
        visit.Page.Locator(".mapped", new() { Has = visit.Page.Locator($"summary[aria-label='More about {field}']") }).Locator("select[name^=column-]");

    private static ILocator Figure(Visit visit, string name) => visit.Page.Locator($".figures div:has(dt:text-is('{name}')) dd");
}
