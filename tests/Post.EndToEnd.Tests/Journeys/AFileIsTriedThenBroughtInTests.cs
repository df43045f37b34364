using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AFileIsTriedThenBroughtInTests(RunningSite site)
{
    private static readonly FileRow s_new = new("3229-9101", "Sebastian", "Larkmoor", 59_200_001);

    private static readonly FileRow[] s_rows =
    [
        s_new,
        s_new with { Complaint = 59_200_002, Disposition = "Other" },
        s_new with { Complaint = 59_200_003, OfficerNumber = "not a number" },
    ];

    [Fact]
    public Task DryRunThenTheRealOne_ShowsEveryRowWithItsReasonAndPublishes() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        await UploadAsync(visit, SyntheticFile.Write(site.PathOf("larkmoor_20250901.csv"), s_rows));

        await Expect(visit.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Dry run done");
        await Expect(Figure(visit, "Rows")).ToHaveTextAsync("3");
        await Expect(Figure(visit, "Accepted")).ToHaveTextAsync("1");
        await Expect(Figure(visit, "Held")).ToHaveTextAsync("1");
        await Expect(Figure(visit, "Rejected")).ToHaveTextAsync("1");
        await Expect(visit.Page.Locator("tbody tr")).ToContainTextAsync(["MPTCID should be written 0000-0000"]);
        await visit.Page.Locator("button[aria-pressed]", new() { HasText = "Held" }).ClickAsync();
        await Expect(visit.Page.Locator("tbody tr")).ToContainTextAsync(["does not say that the matter was sustained"]);
        Assert.Equal(0, await site.ScalarAsync<long>("select count(*) from certification.person where officer_number = $1", s_new.OfficerNumber));

        await visit.Button("Bring it in").ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Taken in");
        await Expect(Figure(visit, "Accepted")).ToHaveTextAsync("1");
        await PublishedAsync();
        Assert.Contains("59200001", await site.TextAsync($"/officers/{await site.PublicKeyAsync(s_new)}"), StringComparison.Ordinal);
        Assert.DoesNotContain("59200002", await site.TextAsync($"/officers/{await site.PublicKeyAsync(s_new)}"), StringComparison.Ordinal);
    });

    [Fact]
    public Task FileThatIsNoTable_IsRefusedInOneSentence() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        var file = site.PathOf("picture_20250901.csv");
        await File.WriteAllBytesAsync(file, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]);

        await UploadAsync(visit, file);

        await Expect(visit.Page.Locator(".refusal")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("main h1")).ToHaveTextAsync("Imports");
    });

    private static async Task UploadAsync(Visit visit, string file)
    {
        await visit.WorkAsCertificationStaffAsync();
        await visit.Menu("Imports").ClickAsync();
        await visit.Page.GetByLabel("File (CSV or XLSX)").SetInputFilesAsync(file);
        await Expect(visit.Page.GetByLabel("Dry run")).ToBeCheckedAsync();
        await visit.Button("Bring in").ClickAsync();
    }

    private static ILocator Figure(Visit visit, string name) =>
        visit.Page.Locator($".figures div:has(dt:text-is('{name}')) dd");

    // Publishing follows the import through the outbox of the running site.
    private async Task PublishedAsync()
    {
        for (var tries = 0; tries < 150; tries++)
        {
            if (await site.ScalarAsync<bool>("select exists (select from published.officer where officer_number = $1)", s_new.OfficerNumber)) return;
            await Task.Delay(200);
        }

        Assert.Fail("The officer was not published within half a minute.");
    }
}
