using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class ANewcomerLooksWithinTheMatterTests(RunningSite site)
{
    [Fact]
    [Trait("Clause", "8.07(5)(a)")]
    [Trait("Clause", "8.07(5)(b)")]
    public async Task Newcomer_AcknowledgesChoosesTheMatterAndIsHeldToIt()
    {
        var (party, outsider) = (await site.PersonIdAsync(AccessRecord.Party), await site.PersonIdAsync(AccessRecord.Outsider));
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.SignInAsAsync(AccessRecord.Newcomer, $"/staff/officers/{party}");
            await Expect(Refusal(visit)).ToContainTextAsync("read your duties and acknowledge them");
            await Expect(visit.Page.Locator(".officer-head")).ToHaveCountAsync(0);

            await Refusal(visit).GetByRole(AriaRole.Link, new() { Name = "Read and acknowledge" }).ClickAsync();
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("8.07(5)(b)");
            await visit.Page.GetByLabel("My declaration is complete").CheckAsync();
            await visit.Button("I have read my duties").ClickAsync();

            await Expect(Refusal(visit)).ToContainTextAsync("Choose the purpose");
            await Refusal(visit).GetByRole(AriaRole.Link, new() { Name = "Audit of an agency or officer" }).ClickAsync();
            await visit.Page.Locator("#page-matter").SelectOptionAsync(AccessRecord.Number);
            await visit.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Work on this" }).ClickAsync();

            await Expect(visit.Page.Locator(".officer-head")).ToContainTextAsync(AccessRecord.Party.OfficerNumber);
            await Expect(visit.Page.Locator(".purpose-now")).ToContainTextAsync(AccessRecord.Number);
            await Expect(visit.Page.Locator(".purpose-note")).ToContainTextAsync("minutes left");

            await visit.OpenAsync($"/staff/officers/{outsider}");
            await Expect(Refusal(visit)).ToContainTextAsync("is not a party");
            await Expect(visit.Page.Locator(".officer-head")).ToHaveCountAsync(0);

            await Refusal(visit).GetByRole(AriaRole.Link, new() { Name = "Break the glass" }).ClickAsync();
            await Expect(visit.Link("Prove who you are").First).ToBeVisibleAsync();
            await visit.Page.GetByLabel("Why you cannot wait").FillAsync("A threat against the officer was called in.");
            await visit.Button("Break the glass").ClickAsync();
            await Expect(Refusal(visit)).ToContainTextAsync("Prove who you are once more");
        });

        Assert.Equal(1, await CountAsync("officer.opened", "Ok", party));
        Assert.Equal(1, await CountAsync("officer.opened", "Denied", outsider));
        Assert.Equal(1, await CountAsync("break-glass.used", "Denied", outsider));
        Assert.Equal(0, await site.ScalarAsync<long>("select count(*) from access_review.broken_glass where subject_id = $1", outsider));
    }

    private static ILocator Refusal(Visit visit) => visit.Page.Locator("main .refusal").First;

    private Task<long> CountAsync(string action, string outcome, Guid person) => site.ScalarAsync<long>(
        "select count(*) from audit.event where action = $1 and outcome = $2 and $3 = any (subject_ids) and $4 = any (roles) and matter = $5",
        action, outcome, person, AccessRecord.Newcomer, AccessRecord.Number);
}
