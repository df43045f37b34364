using Microsoft.Playwright;
using Post.App.Identity;
using Post.Audit;
using Post.Kernel.Access;
using Post.Testing;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Running;

/// <summary>An account with everything that can open one: a password, an app, recovery codes.</summary>
internal static class KeptAccount
{
    private const string Name = "kept-account";
    private const string Password = "a long phrase of the tests";

    private static readonly Dictionary<RunningSite, (Guid Id, string Secret)> s_made = [];
    private static long s_lastStep;

    public static async Task<Guid> EnsureAsync(RunningSite site) => (await MadeAsync(site)).Id;

    /// <summary>To the page that asks for the second proof.</summary>
    public static async Task HalfSignInAsync(RunningSite site, Visit visit)
    {
        await MadeAsync(site);
        await TypePasswordAsync(visit);
        await Expect(visit.Page.GetByLabel("Code of your authenticator app")).ToBeVisibleAsync();
    }

    public static async Task SignInAsync(RunningSite site, Visit visit)
    {
        var (_, secret) = await MadeAsync(site);
        await HalfSignInAsync(site, visit);
        await visit.Page.GetByLabel("Code of your authenticator app").FillAsync(await FreshCodeAsync(secret));
        await visit.Button("Go on").ClickAsync();
        await Expect(visit.Page.Locator(".side-person")).ToBeVisibleAsync();
    }

    private static async Task<(Guid Id, string Secret)> MadeAsync(RunningSite site)
    {
        if (s_made.TryGetValue(site, out var made)) return made;
        var id = await site.Operator.SendAsync(new AddAccountCommand(Name, "Robin Kept (test)", ActorKind.Staff, [Roles.CertStaff], Password));
        var secret = "";
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await TypePasswordAsync(visit);
            await visit.OpenAsync("/staff/account");
            await visit.Page.Locator("#app-password").FillAsync(Password);
            await visit.Button("Set up an app").ClickAsync();
            secret = await visit.Page.Locator("input[name=secret]").InputValueAsync();
            await visit.Page.GetByLabel("Code").FillAsync(await FreshCodeAsync(secret));
            await visit.Button("Confirm").ClickAsync();
            await Expect(visit.Page.Locator(".codes")).ToBeVisibleAsync();
        });
        return s_made[site] = (id, secret);
    }

    private static async Task TypePasswordAsync(Visit visit)
    {
        await visit.OpenAsync("/sign-in");
        await visit.Page.GetByLabel("User name").FillAsync(Name);
        await visit.Page.GetByLabel("Password").FillAsync(Password);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    // No code is taken twice, and the site's clock is the machine's: wait for one that was not used. One ahead is good too, and one
    // behind only while it stays so for as long as a busy machine takes to type it.
    private static async Task<string> FreshCodeAsync(string secret)
    {
        var next = Math.Max(s_lastStep + 1, TimeCode.StepAt(TimeProvider.System.GetUtcNow().AddSeconds(20)) - 1);
        while (TimeCode.StepAt(TimeProvider.System.GetUtcNow()) + 1 < next) await Task.Delay(250);
        s_lastStep = next;
        return SecretText.CodeOf(secret, DateTimeOffset.FromUnixTimeSeconds(next * 30));
    }
}
