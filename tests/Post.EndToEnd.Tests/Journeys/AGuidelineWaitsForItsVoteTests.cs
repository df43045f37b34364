using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using Post.Kernel.Time;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AGuidelineWaitsForItsVoteTests(RunningSite site)
{
    private const string Code = "G-TIER";

    private static string Today => TimeProvider.System.Today().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    [Trait("Clause", "8.06(6)(a)")]
    public async Task DraftedProposedSignedOff_IsAdoptedOnlyAfterTheCommissionersVoted()
    {
        await CommissionRecord.EnsureAsync(site);
        var proposal = "";
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.SignInAsAsync(Roles.StdStaff);
            proposal = await DraftAsync(visit);
        });
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.SignInAsAsync(Roles.Counsel);
            await visit.OpenAsync(proposal);
            await visit.Page.GetByLabel("Why it is consistent").FillAsync("It narrows access; nothing named in 8.06(3) or (4) moves.");
            await visit.Button("Sign off").ClickAsync();
            await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("on record");

            await visit.Button("Adopt").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("recorded vote of the Commissioners");

            await VoteAsync(visit);
            await visit.OpenAsync(proposal);
            await Expect(visit.Page.Locator(".next")).ToContainTextAsync("it can be adopted");
            await visit.Button("Adopt").ClickAsync();

            await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Adopted");
            await Expect(visit.Page.Locator("tr", new() { HasText = "Version 2" })).ToContainTextAsync("In force");
        });

        Assert.Equal(1, await EventsAsync("guideline.adopted", "Ok"));
        Assert.Equal(1, await EventsAsync("guideline.adopted", "Refused"));
        Assert.Equal(2, await EventsAsync("vote.recorded", "Ok"));
    }

    private static async Task<string> DraftAsync(Visit visit)
    {
        await visit.Menu("Guidelines").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = Code, Exact = true }).ClickAsync();
        await visit.Link("Draft another answer").ClickAsync();
        await visit.Page.GetByLabel("In force from").FillAsync(Today);
        await visit.Page.GetByLabel("The guideline in words").FillAsync("An officer may see the officer's own record.");
        await visit.Page.GetByLabel("What was considered of health and safety").FillAsync("Only the officer reads it.");
        await visit.Button("Save draft").ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync($"Proposal on {Code}");
        await visit.Page.GetByLabel("Notice given on").FillAsync("2026-01-05");
        await visit.Page.GetByLabel("Input opens").FillAsync("2026-01-05");
        await visit.Page.GetByLabel("Input closes with").FillAsync("2026-02-05");
        await visit.Page.GetByLabel("Where comments go").FillAsync("Mail");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Propose", Exact = true }).ClickAsync();
        await visit.Page.GetByLabel("What the public said").FillAsync("Nobody commented.");
        await visit.Button("Save summary").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("on record");
        return new Uri(visit.Page.Url).AbsolutePath;
    }

    private static async Task VoteAsync(Visit visit)
    {
        await visit.Menu("Meetings and votes").ClickAsync();
        await visit.Page.GetByLabel("Held on").FillAsync(Today);
        await visit.Page.GetByLabel("Title").FillAsync("Special meeting on access");
        await visit.Button("Record meeting").ClickAsync();
        await visit.Link("Record a vote").ClickAsync();
        await visit.Page.GetByLabel("What it does").SelectOptionAsync("guideline-adoption");
        await visit.Page.GetByLabel("Motion as it was put").FillAsync("To adopt the guideline on access of officers to their own record");
        await visit.Page.Locator("label.check", new() { HasText = Code }).ClickAsync();
        // Nobody is taken to have voted who was not said to have: the roll starts with everybody absent.
        await visit.Button("Record vote").ClickAsync();
        await Expect(visit.Page.Locator("article.case")).ToContainTextAsync("No quorum");
        await visit.Link("Correct the vote").ClickAsync();
        await Expect(visit.Page.GetByLabel("Why it is corrected")).ToBeVisibleAsync();
        foreach (var vote in await visit.Page.Locator("select[name^=choice-]").AllAsync()) await vote.SelectOptionAsync("Yes");
        await visit.Page.GetByLabel("Why it is corrected").FillAsync("The roll had not been entered");
        await visit.Button("Save correction").ClickAsync();
        await Expect(visit.Page.Locator("article.case")).ToContainTextAsync("Carried");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("As it stood before corrections");
    }

    private Task<long> EventsAsync(string action, string outcome) =>
        site.ScalarAsync<long>("select count(*) from audit.event where action = $1 and outcome = $2", action, outcome);
}
