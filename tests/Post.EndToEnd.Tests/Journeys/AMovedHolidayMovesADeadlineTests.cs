using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AMovedHolidayMovesADeadlineTests(RunningSite site)
{
    [Fact]
    public Task DateIsTriedKeptAndCountedAnew_WithItsHistory() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        await visit.WorkAsAsync(Roles.ExecutiveDirector, "certification");
        await visit.Menu("Deadlines").ClickAsync();
        await visit.Page.GetByLabel("Rule", new() { Exact = true }).SelectOptionAsync("complaint-transmittal");
        await visit.Page.GetByLabel("Counted from").FillAsync("2035-09-06");
        await visit.Button("Count").ClickAsync();
        await Expect(visit.Page.Locator("#result .how-counted > strong")).ToHaveTextAsync("Sep 10, 2035");
        await Expect(visit.Page.Locator("#result .left-out")).ToContainTextAsync("weekend, not counted");

        await visit.Page.Locator("#result .act summary").ClickAsync();
        await visit.Page.GetByLabel("Number of the matter").FillAsync("C-2035-17");
        await visit.Page.GetByLabel("What started the clock").FillAsync("Complaint received");
        await visit.Button("Keep").ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Deadline of C-2035-17");
        var deadline = visit.Page.Url;

        await visit.Menu("Holidays").ClickAsync();
        await visit.Page.GetByLabel("Day", new() { Exact = true }).FillAsync("2035-09-10");
        await visit.Page.GetByLabel("Name, such as").FillAsync("Snow emergency");
        await visit.Page.Locator("#closed-reason").FillAsync("Blizzard");
        await visit.Page.GetByLabel("Who ordered it").FillAsync("Governor's order");
        await visit.Button("Add closure").ClickAsync();
        await Expect(visit.Page.Locator("p.note[role=status]")).ToContainTextAsync("counted anew");
        await Expect(visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Snow emergency" })).ToContainTextAsync("Yes, closed");

        await CountedAnewAsync();
        await visit.OpenAsync(new Uri(deadline).PathAndQuery);
        await Expect(visit.Page.Locator("section[aria-labelledby=present] .how-counted > strong")).ToHaveTextAsync("Sep 11, 2035");
        await Expect(visit.Page.Locator("section[aria-labelledby=history] tbody tr")).ToHaveCountAsync(2);
        await Expect(visit.Page.Locator("section[aria-labelledby=history] tbody tr").First).ToContainTextAsync("closed: Snow emergency");
    });

    [Fact]
    public Task NumberOfTheRegulation_OffersNoForm() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        await visit.WorkAsAsync(Roles.ExecutiveDirector, "certification");
        await visit.Menu("Deadline rules").ClickAsync();
        await visit.Link("Agency tells the officer what it supplied").ClickAsync();

        await Expect(visit.Page.Locator("main")).ToContainTextAsync("it changes with a new edition, not here");
        await Expect(visit.Page.Locator("main form")).ToHaveCountAsync(0);

        await visit.OpenAsync("/staff/deadline-rules/petition-review");
        await Expect(visit.Page.Locator("main form")).ToHaveCountAsync(1);
    });

    [Fact]
    public Task WhoMayNotChange_SeesNoFormOfChange() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        await visit.WorkAsCertificationStaffAsync();
        await visit.Menu("Holidays").ClickAsync();

        await Expect(visit.Page.Locator("main form[method=post]")).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("main form[method=get]")).ToHaveCountAsync(1);
    });

    // The outbox of the running site does it within seconds.
    private async Task CountedAnewAsync()
    {
        for (var tries = 0; tries < 150; tries++)
        {
            if (await site.ScalarAsync<long>("select count(*) from kernel.deadline where reference = 'C-2035-17'") == 2) return;
            await Task.Delay(200);
        }

        Assert.Fail("The deadline was not counted anew within half a minute.");
    }
}
