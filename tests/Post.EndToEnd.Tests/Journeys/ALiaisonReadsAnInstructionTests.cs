using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using Post.Kernel.Time;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class ALiaisonReadsAnInstructionTests(RunningSite site)
{
    private const string Title = "Mailboxes are watched (synthetic)";

    [Fact]
    [Trait("Clause", "12.06(2)")]
    [Trait("Clause", "12.06(2)(c)")]
    [Trait("Clause", "12.06(2)(e)")]
    public async Task Instruction_StandsAmongTheWork_UntilItIsReadAndPassedOn_AndStaffSeeWhoReadIt()
    {
        await site.Browser.VisitAsync(site.Address, visit => LiaisonInstructions.IssueAsync(visit, Title));

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.SignInAsAsync(Roles.AgencyLiaison, "/agency");
            await visit.Link("Open the list").ClickAsync();
            await visit.Page.GetByRole(AriaRole.Link, new() { Name = $"Read: {Title}" }).ClickAsync();
            var card = visit.Page.Locator("section.card", new() { HasText = Title });
            await Expect(card).ToContainTextAsync("To be read by you");
            await card.GetByRole(AriaRole.Button).ClickAsync();
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("It is on record that you read it");
            await Expect(card).Not.ToContainTextAsync("To be read by you");

            // The notice that brought it waits to be passed on; without a word of how it stays.
            await visit.Menu("Work").ClickAsync();
            await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = $"Read: {Title}" })).ToHaveCountAsync(0);
            await visit.Page.GetByRole(AriaRole.Link, new() { Name = $"Say to whom it was passed on: Instruction to liaisons: {Title}" }).ClickAsync();
            await visit.Page.GetByLabel("Others, by name or group").FillAsync("Dispatchers");
            await visit.Button("Record it").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Say how");
            await Expect(visit.Page.GetByLabel("Others, by name or group")).ToHaveValueAsync("Dispatchers");
            await visit.Page.GetByLabel("How", new() { Exact = true }).SelectOptionAsync("RollCall");
            await visit.Page.GetByLabel("On", new() { Exact = true }).FillAsync(TimeProvider.System.Today().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            await visit.Button("Record it").ClickAsync();
            await Expect(visit.Page.Locator("#passed-on ~ ul")).ToContainTextAsync("Dispatchers");
            await visit.Menu("Work").ClickAsync();
            await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = Title })).ToHaveCountAsync(0);
        });

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.WorkAsCertificationStaffAsync();
            await visit.OpenAsync("/staff/certification/instructions");
            await Expect(visit.Page.Locator("tr", new() { HasText = Title })).ToContainTextAsync("1 of ");
        });
    }

    [Fact]
    [Trait("Clause", "12.06(2)(g)")]
    public async Task Head_SetsADuty_ChangesIt_AndEndsIt()
    {
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.SignInAsAsync(Roles.AgencyHead, "/agency/instructions");
            await visit.Link("Set a duty").ClickAsync();
            await visit.Page.GetByLabel("Title").FillAsync("Weekly call (synthetic)");
            await visit.Button("Set the duty").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Say what liaisons are to do");
            await Expect(visit.Page.GetByLabel("Title")).ToHaveValueAsync("Weekly call (synthetic)");
            await visit.Page.GetByLabel("What liaisons are to do").FillAsync("Call the division each Monday.");
            await visit.Page.GetByLabel("Holds from").FillAsync(TimeProvider.System.Today().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            await visit.Button("Set the duty").ClickAsync();
            var card = visit.Page.Locator("section.card", new() { HasText = "Weekly call (synthetic)" });
            await Expect(card).ToContainTextAsync("seen by our agency alone");

            await card.GetByRole(AriaRole.Link).ClickAsync();
            await visit.Page.GetByLabel("What liaisons are to do").FillAsync("Call the division each Tuesday.");
            await visit.Button("Record the change").ClickAsync();
            await Expect(card).ToContainTextAsync("version 2");
            await card.GetByRole(AriaRole.Link).ClickAsync();
            await visit.Button("End it").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Say why");
            await visit.Page.GetByLabel("Why").FillAsync("The division calls us");
            await visit.Button("End it").ClickAsync();
            await Expect(visit.Page.Locator("#ended ~ table")).ToContainTextAsync("The division calls us");
        });
    }
}
