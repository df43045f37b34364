using Microsoft.Playwright;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AnOfficerFileIsReadForAPurposeTests(RunningSite site)
{
    [Fact]
    [Trait("Clause", "8.07(5)(a)")]
    public Task WithoutPurpose_NothingIsShownUntilOneIsChosenRightThere() => site.Browser.VisitAsync(site.Address, async visit =>
    {
        await visit.SignInAsAsync(Roles.StdStaff, "/staff/officers?q=Brackenbury");
        var refusal = visit.Page.Locator(".refusal");
        await Expect(refusal).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("main")).Not.ToContainTextAsync("Brackenbury, Aurelio");

        await refusal.Locator("button[value=complaint-intake]").ClickAsync();

        await Expect(visit.Page.Locator(".purpose-now")).ToContainTextAsync("Complaint intake");
        await Expect(visit.Page.GetByRole(AriaRole.Row)).ToContainTextAsync(["Officer", "Brackenbury, Aurelio"]);
    });

    [Fact]
    [Trait("Clause", "8.07(5)(a)")]
    public async Task FileAndComplaints_AreReadAndEachLookLeavesOneEvent()
    {
        var person = await site.PersonIdAsync(Cast.Looked);
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.WorkAsCertificationStaffAsync();
            await visit.Menu("Officers").ClickAsync();
            await visit.Page.GetByLabel("Name or officer number").FillAsync("Brackenbury");
            await visit.Button("Show").ClickAsync();
            // A heading and one officer: what stood there before the answer must not be clicked.
            await Expect(visit.Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
            await visit.Link("Brackenbury, Aurelio").ClickAsync();
            await Expect(visit.Page.Locator(".officer-head")).ToContainTextAsync(Cast.Looked.OfficerNumber);
            Assert.Equal(0, await LooksAsync("discipline.shown", person));

            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Complaints and discipline" }).ClickAsync();

            var complaint = visit.Page.Locator("article.case");
            await Expect(complaint).ToContainTextAsync("59000006");
            await complaint.Locator("summary").ClickAsync();
            await Expect(complaint.Locator("details p")).ToHaveTextAsync(Cast.Looked.Narrative);
        });

        Assert.Equal(1, await LooksAsync("officer.opened", person));
        Assert.Equal(1, await LooksAsync("discipline.shown", person));
        Assert.True(await LooksAsync("officers.listed", person) >= 1);
    }

    [Fact]
    public async Task RefusedLook_LeavesItsEventToo()
    {
        var person = await site.PersonIdAsync(Cast.Found);
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.SignInAsAsync(Roles.Counsel, $"/staff/officers/{person}");
            await Expect(visit.Page.Locator(".refusal")).ToBeVisibleAsync();
        });

        Assert.Equal(1, await site.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'officer.opened' and outcome <> 'Ok' and $1 = any (roles)", Roles.Counsel));
    }

    private Task<long> LooksAsync(string action, Guid person) => site.ScalarAsync<long>(
        """
        select count(*) from audit.event
        where action = $1 and $2 = any (subject_ids) and outcome = 'Ok' and purpose = 'certification' and $3 = any (roles)
        """, action, person, Roles.CertStaff);
}
