using AngleSharp.Html.Dom;
using Post.Testing;

namespace Post.App.Tests;

/// <summary>What a person holds after setting up an app: the app itself, and the recovery codes on paper.</summary>
internal sealed class AuthenticatorApp(string secret, IReadOnlyList<string> recoveryCodes, TestClock clock)
{
    public IReadOnlyList<string> RecoveryCodes => recoveryCodes;

    /// <summary>The code it shows now.</summary>
    public string Code => SecretText.CodeOf(secret, clock.GetUtcNow());

    /// <summary>Walks the page about the own account from the first button to the recovery codes.</summary>
    public static async Task<AuthenticatorApp> SetUpAsync(Browser browser, TestClock clock, string password = AppHost.Password)
    {
        var begun = await browser.SubmitAsync("/staff/account", "/staff/account/app/begin", ("password", password));
        var page = await Browser.ReadAsync(begun);
        var form = page.Forms.Single(f => f.GetAttribute("action") == "/staff/account/app/confirm");
        var fields = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().ToDictionary(i => i.Name!, i => i.Value);
        var secret = fields["secret"];
        fields["code"] = SecretText.CodeOf(secret, clock.GetUtcNow());
        var codes = (await Browser.ReadAsync(await browser.PostAsync("/staff/account/app/confirm", fields))).QuerySelectorAll(".codes code");
        Assert.Equal(10, codes.Length);
        // The code that confirmed is used up.
        clock.Advance(TimeSpan.FromMinutes(1));
        return new AuthenticatorApp(secret, [.. codes.Select(c => c.TextContent)], clock);
    }
}
