using System.Globalization;
using System.Text;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using Post.Kernel.Time;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AnOfficerSendsACertificateTests(RunningSite site)
{
    private const string Certificate = "Crisis intervention, 8 hours, completed.\n";

    [Fact]
    [Trait("Clause", "12.07(1)(b)5")]
    public async Task Certificate_IsAddedToWhatWasTold_AndTheLiaisonReadsItByteForByte()
    {
        var day = TimeProvider.System.Today().AddDays(-3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var statement = "";

        await AsAsync(Roles.OfficerUser, async visit =>
        {
            await visit.OpenAsync("/me/tell?kind=Training");
            await visit.Page.Locator("#occurred").FillAsync(day);
            await visit.Page.Locator("#known").FillAsync(day);
            await visit.Page.Locator("#subject").FillAsync("Crisis intervention");
            await visit.Page.Locator("#hours").FillAsync("8");
            await visit.Page.Locator("#place").FillAsync("Academy at Plymouth");
            await visit.Page.Locator("#evidence").FillAsync("Certificate, added here");
            await visit.Page.GetByLabel("I have read this").CheckAsync();
            await visit.Button("Submit to your agency").ClickAsync();
            await Expect(visit.Page.Locator("#documents-heading")).ToHaveTextAsync("What shows the training");
            statement = new Uri(visit.Page.Url).AbsolutePath.Split('/')[^1];

            // An empty file is refused in words, on the same page.
            await visit.Page.Locator("#file").SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "empty.txt", MimeType = "text/plain", Buffer = [] });
            await visit.Button("Add the file").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("empty");
            await visit.Page.Locator("#file").SetInputFilesAsync(
                new Microsoft.Playwright.FilePayload { Name = "certificate.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(Certificate) });
            await visit.Button("Add the file").ClickAsync();
            await Expect(visit.Page.Locator(".note[role=status]")).ToContainTextAsync("was received");
            await Expect(visit.Page.Locator("#documents-heading ~ table")).ToContainTextAsync("certificate.txt");
        });

        await AsAsync(Roles.AgencyLiaison, async visit =>
        {
            await visit.OpenAsync($"/agency/statements/{statement}");
            await Expect(visit.Page.Locator("#file")).ToHaveCountAsync(0);
            var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Button("Download certificate.txt").ClickAsync());
            Assert.Equal(Certificate, await File.ReadAllTextAsync(await download.PathAsync()));
        });
    }

    private async Task AsAsync(string role, Func<Visit, Task> act) =>
        await site.Browser.VisitAsync(site.Address, act, session: await site.SessionAsync(role, null));
}
