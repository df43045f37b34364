using System.Globalization;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using Post.Kernel.Time;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class AnOfficerComesInTests(RunningSite site)
{
    private const string Password = "four long words of mine";
    private const string Email = "officer.of.the.journey@journeys.example";

    [Fact]
    [Trait("Clause", "12.07(1)")]
    public async Task Officer_ComesInByInvitation_SeesTheOwnRecord_TellsOfAChange_AndReadsWhatBecameOfIt()
    {
        var officer = await OwnAgency.OutsiderAsync(site);
        var code = await InviteAsync(officer);
        var invitation = await site.ScalarAsync<Guid>(
            "select i.id from identity.invitation i join identity.account a on a.id = i.account_id where a.user_name = $1 and i.void_at is null", Email);

        var statement = "";
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.OpenAsync($"/invitation/{invitation}");
            await visit.Page.GetByLabel("Code").FillAsync(code);
            await visit.Page.Locator("#password").FillAsync(Password);
            await visit.Page.Locator("#again").FillAsync(Password);
            await visit.Button("Set the password and sign in").ClickAsync();
            await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("My record");
            await Expect(visit.Page.Locator("#duties ~ ul li")).ToHaveCountAsync(7);

            await visit.Link("Place of employment").ClickAsync();
            var day = TimeProvider.System.Today().AddDays(-2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await visit.Page.Locator("#occurred").FillAsync(day);
            await visit.Page.Locator("#known").FillAsync(day);
            await visit.Page.Locator("#subject").FillAsync("Larch County Sheriff's Office (synthetic)");
            await visit.Button("Submit to the Commission").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("12.07(1)(d)");
            await visit.Page.GetByLabel("I have read this").CheckAsync();
            await visit.Button("Submit to the Commission").ClickAsync();
            await Expect(visit.Page.Locator(".note[role=status]")).ToContainTextAsync("has received OS-");
            statement = new Uri(visit.Page.Url).AbsolutePath.Split('/')[^1];

            await TakeInAsync(statement);

            await visit.Menu("Notices").ClickAsync();
            await visit.Page.Locator("main td a").First.ClickAsync();
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("It stands beside your service (synthetic)");
            await visit.Menu("What I told").ClickAsync();
            await Expect(visit.Page.Locator("main td").Last).ToContainTextAsync("Taken in");
            await visit.Menu("Who looked at my record").ClickAsync();
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("Took in a statement of an officer");
            await visit.OpenAsync($"/staff/officers/{officer}");
            await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Not open to your role");
        });

        var account = await site.ScalarAsync<Guid>("select id from identity.account where user_name = $1", Email);
        Assert.Equal(0, await site.ScalarAsync<long>(
            "select count(*) from audit.event where actor_id = $1 and outcome = 'Ok' and cardinality(subject_ids) > 0 and subject_ids <> array[$2]", account, officer));
    }

    private async Task<string> InviteAsync(Guid officer)
    {
        var code = "";
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.OpenAsync($"/staff/officers/{officer}");
            await visit.Link("Invite to the own portal").ClickAsync();
            await visit.Page.Locator("#email").FillAsync(Email);
            await visit.Page.Locator("#furnished").FillAsync("Letter of the officer (synthetic)");
            await visit.Button("Invite").ClickAsync();
            code = await visit.Page.Locator("#invitation-code").InnerTextAsync();
        }, session: await site.SessionAsync(Roles.CertStaff, "certification"));
        return code;
    }

    private async Task TakeInAsync(string statement) => await site.Browser.VisitAsync(site.Address, async visit =>
    {
        await visit.OpenAsync($"/staff/certification/statements/{statement}");
        await visit.Button("Take in").ClickAsync();
        await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("Say in the remark");
        await visit.Page.Locator("#remark").FillAsync("It stands beside your service (synthetic)");
        await visit.Button("Take in").ClickAsync();
        await Expect(visit.Page.Locator(".note[role=status]")).ToContainTextAsync("taken in");
    }, session: await site.SessionAsync(Roles.CertStaff, "certification"));
}
