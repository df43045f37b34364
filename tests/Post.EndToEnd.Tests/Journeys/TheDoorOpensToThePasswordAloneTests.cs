using Microsoft.Playwright;
using Post.App.Identity;
using Post.Audit;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed class TheDoorOpensToThePasswordAloneTests(RunningSite site)
{
    private const string Password = "a long phrase of the tests";
    private const int TriesBeforeLock = 5;

    [Fact]
    public async Task RightPassword_OpensAndSigningOutCloses()
    {
        var name = await AccountAsync("opens");
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await TryAsync(visit, name, Password);
            await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("My work");
            await Expect(visit.Page.Locator(".side-person")).ToContainTextAsync("Certification staff");

            await visit.Button("Sign out").ClickAsync();

            await Expect(visit.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("You are signed out.");
            await visit.OpenAsync("/staff/officers");
            await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        });
        Assert.Equal(1, await EventsAsync("session.opened", name));
        Assert.Equal(1, await EventsAsync("session.closed", name));
    }

    [Fact]
    public async Task WrongPassword_IsAnsweredAsAnUnknownNameAndLocksInTheEnd()
    {
        var name = await AccountAsync("locked");
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            var unknown = await RefusalAsync(visit, "nobody-of-this-name", Password);
            for (var tries = 0; tries < TriesBeforeLock; tries++) Assert.Equal(unknown, await RefusalAsync(visit, name, "not the phrase at all"));

            Assert.Equal(unknown, await RefusalAsync(visit, name, Password));
        });
    }

    private static async Task<string?> RefusalAsync(Visit visit, string name, string password)
    {
        await TryAsync(visit, name, password);
        var refusal = visit.Page.Locator(".refusal");
        await Expect(refusal).ToBeVisibleAsync();
        return await refusal.TextContentAsync();
    }

    private static async Task TryAsync(Visit visit, string name, string password)
    {
        visit.Expect("/sign-in");
        await visit.OpenAsync("/sign-in");
        await visit.Page.GetByLabel("User name").FillAsync(name);
        await visit.Page.GetByLabel("Password").FillAsync(password);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    private async Task<string> AccountAsync(string name)
    {
        await site.Operator.SendAsync(new AddAccountCommand(name, $"Account that {name}", ActorKind.Staff, [Roles.CertStaff], Password));
        return name;
    }

    private Task<long> EventsAsync(string action, string name) => site.ScalarAsync<long>(
        "select count(*) from audit.event where action = $1 and outcome = 'Ok' and actor_id = (select id from identity.account where user_name = $2)", action, name);
}
