using Microsoft.Playwright;
using Post.App.Identity;
using Post.Audit;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
[Trait("Clause", "8.07(4)")]
public sealed class APasskeyOpensTheDoorTests(RunningSite site)
{
    private const string Password = "a long phrase of the tests";

    [Fact]
    public async Task Passkey_IsMadeOpensProvesAgainAndIsTakenOff()
    {
        var account = await AccountAsync("by-passkey");
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await GiveAuthenticatorAsync(visit, verified: true);
            await SignInByPasswordAsync(visit, "by-passkey");
            await visit.OpenAsync("/staff/account");
            await visit.Page.GetByLabel("Name of the new passkey").FillAsync("Office computer");
            await visit.Page.Locator("#passkey-password").FillAsync(Password);
            await visit.Button("Add a passkey").ClickAsync();
            await Expect(visit.Page.Locator("#passkeys td").First).ToHaveTextAsync("Office computer");
            await visit.Button("Sign out").ClickAsync();

            await visit.Button("Sign in with a passkey").ClickAsync();
            await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("My work");

            await visit.OpenAsync("/sign-in/step-up?returnUrl=%2Fstaff%2Faccount");
            await visit.Button("Use a passkey").ClickAsync();
            await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Your account");
            await visit.Button("Remove the passkey Office computer").ClickAsync();
            await Expect(visit.Page.Locator("#passkeys .empty-state")).ToBeVisibleAsync();
        });
        Assert.Equal("password,passkey", await site.ScalarAsync<string>(
            "select string_agg(method, ',' order by started_at) from identity.session where account_id = $1", account));
        foreach (var action in new[] { "account.passkey.added", "session.opened.passkey", "session.stepped-up.passkey", "account.passkey.removed" })
        {
            Assert.Equal(1, await site.ScalarAsync<long>(
                "select count(*) from audit.event where action = $1 and outcome = 'Ok' and actor_id = $2", action, account));
        }
    }

    // A passkey counts as two factors because the device asks for the other: one that does not ask opens nothing.
    [Fact]
    public async Task DeviceThatVerifiesNobody_KeepsNoPasskey()
    {
        var account = await AccountAsync("unverified");
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await GiveAuthenticatorAsync(visit, verified: false);
            await SignInByPasswordAsync(visit, "unverified");
            await visit.OpenAsync("/staff/account");
            await visit.Page.GetByLabel("Name of the new passkey").FillAsync("Found on the street");
            await visit.Page.Locator("#passkey-password").FillAsync(Password);
            await visit.Button("Add a passkey").ClickAsync();
            await Expect(visit.Page.Locator("#passkeys [data-passkey-told]")).Not.ToBeEmptyAsync();
        });
        Assert.Equal(0, await site.ScalarAsync<long>("select count(*) from identity.account_passkey where user_id = $1", account));
    }

    private static async Task GiveAuthenticatorAsync(Visit visit, bool verified)
    {
        var browser = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await browser.SendAsync("WebAuthn.enable");
        await browser.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = verified,
                ["isUserVerified"] = verified,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static async Task SignInByPasswordAsync(Visit visit, string name)
    {
        await visit.OpenAsync("/sign-in");
        await visit.Page.GetByLabel("User name").FillAsync(name);
        await visit.Page.GetByLabel("Password").FillAsync(Password);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("My work");
    }

    private async Task<Guid> AccountAsync(string name) =>
        await site.Operator.SendAsync(new AddAccountCommand(name, $"Account that signs in {name}", ActorKind.Staff, [Roles.CertStaff], Password));
}
