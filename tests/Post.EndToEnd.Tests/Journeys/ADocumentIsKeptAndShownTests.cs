using System.Security.Cryptography;
using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class ADocumentIsKeptAndShownTests(RunningSite site)
{
    [Fact]
    [Trait("Clause", "12.03(2) Maintain")]
    public Task Document_IsAttachedToTheOfficerFileShownAndDownloadedUnaltered() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        var pdf = SyntheticDocument.Pdf("Statement taken in Harbor City");
        var person = await site.PersonIdAsync(Cast.Documented);
        await visit.WorkAsCertificationStaffAsync();
        await visit.OpenAsync($"/staff/officers/{person}");
        await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Documents" }).ClickAsync();
        await Expect(visit.Page.GetByText("No document has been attached yet")).ToBeVisibleAsync();

        await visit.Link("Add or see all").ClickAsync();
        await SendAsync(visit, "statement.pdf", pdf);
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The document was received.");
        await visit.Link("statement.pdf").ClickAsync();

        var shown = await visit.Page.RunAndWaitForResponseAsync(
            () => visit.Page.ReloadAsync(), answer => answer.Url.Contains("/staff/documents/content/", StringComparison.Ordinal));
        Assert.Equal(200, shown.Status);
        Assert.Equal("application/pdf", shown.Headers["content-type"]);
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Button("Download").ClickAsync());
        Assert.Equal("statement.pdf", download.SuggestedFilename);
        Assert.Equal(SHA256.HashData(pdf), SHA256.HashData(await File.ReadAllBytesAsync(await download.PathAsync())));
        Assert.True(await site.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'document.fetched' and outcome = 'Ok' and $1 = any (subject_ids)", person) >= 2);
    });

    [Fact]
    public Task ProgramCalledAPicture_IsHeldWithItsReason() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        await visit.WorkAsCertificationStaffAsync();
        await visit.OpenAsync(await SyntheticDocument.ListOfAsync(site, Cast.Looked));

        await SendAsync(visit, "holiday.png", [.. "MZ"u8, .. new byte[300]]);

        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("is held");
        await Expect(visit.Page.Locator("tr", new() { HasText = "holiday.png" })).ToContainTextAsync("It is a program.");
        await visit.Link("holiday.png").ClickAsync();
        await Expect(visit.Page.Locator("h2").First).ToHaveTextAsync("holiday.png");
        await Expect(visit.Button("Download")).ToHaveCountAsync(0);
    });

    private static Task SendAsync(Visit visit, string name, byte[] bytes) => SyntheticDocument.SendAsync(visit, name, bytes);
}
