using System.Globalization;
using Post.Kernel.Time;

namespace Post.EndToEnd.Tests.Running;

/// <summary>Instructions of the Commission to liaisons, issued as staff issue them.</summary>
internal static class LiaisonInstructions
{
    private const string Pages = "Rosters are checked each January (synthetic)";

    private static readonly SemaphoreSlim s_one = new(1, 1);

    /// <summary>One for the pages that show it; issued once.</summary>
    public static async Task<Guid> EnsureAsync(RunningSite site)
    {
        await s_one.WaitAsync();
        try
        {
            if (await site.ScalarAsync<long>("select count(*) from certification.liaison_instruction where title = $1", Pages) == 0)
            {
                await site.Browser.VisitAsync(site.Address, visit => IssueAsync(visit, Pages));
            }
        }
        finally
        {
            s_one.Release();
        }

        return await site.ScalarAsync<Guid>("select series_id from certification.liaison_instruction where title = $1 and superseded_at is null", Pages);
    }

    /// <summary>The notice that brought it to the demonstration's agency.</summary>
    public static async Task<Guid> NoticeAsync(RunningSite site)
    {
        await EnsureAsync(site);
        return await site.ScalarAsync<Guid>(
            "select id from kernel.notice where kind = 'liaison-instruction' and matter = $1 and addressee_id = $2", Pages, await OwnAgency.IdAsync(site));
    }

    public static async Task IssueAsync(Visit visit, string title)
    {
        await visit.WorkAsCertificationStaffAsync();
        await visit.OpenAsync("/staff/certification/instructions");
        await visit.Link("Issue an instruction").ClickAsync();
        await visit.Page.GetByLabel("Title").FillAsync(title);
        await visit.Page.GetByLabel("What liaisons are to do").FillAsync("Compare the roster with your payroll and report what differs.\nAsk the division where something is not clear.");
        await visit.Page.GetByLabel("Holds from").FillAsync(TimeProvider.System.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await visit.Page.GetByLabel("To be read by").FillAsync(TimeProvider.System.Today().AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await visit.Button("Issue it to all agencies").ClickAsync();
        await Microsoft.Playwright.Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("It is issued");
    }
}
