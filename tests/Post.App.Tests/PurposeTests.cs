using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Post.App.Purposes;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.App.Tests;

public sealed class PurposeTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    [Trait("Clause", "8.07(5)(a)")]
    public async Task Chosen_StandsInTheBarWithItsMatterAndIsOnRecord()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.CertStaff);
        var before = await host.CountEventsAsync("purpose.chosen");

        var matter = await host.OpenMatterAsync(Roles.CertStaff, "Audit");
        host.Clock.Advance(TimeSpan.FromSeconds(31));

        var chosen = await browser.ChoosePurposeAsync("certification", matter: matter);

        Assert.Equal("/staff", chosen.Headers.Location!.OriginalString);
        var bar = (await browser.OpenAsync("/staff")).QuerySelector(".purpose")!.TextContent;
        Assert.Contains("Certification of officers", bar, StringComparison.Ordinal);
        Assert.Contains(matter, bar, StringComparison.Ordinal);
        Assert.Contains("Every look is recorded", bar, StringComparison.Ordinal);
        Assert.Equal(before + 1, await host.CountEventsAsync("purpose.chosen"));
    }

    [Fact]
    public async Task NoneChosen_TheBarSaysSoAndOffersWhatIsOpenToTheRole()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.ComplianceOfficer);

        var page = await browser.OpenAsync("/staff");

        Assert.Contains("No purpose chosen", page.QuerySelector(".purpose")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["access-review"], page.QuerySelectorAll<IHtmlOptionElement>("#purpose option").Select(o => o.Value).Where(v => v.Length > 0));
    }

    [Fact]
    public async Task Refused_TheButtonsBesideTheRefusalChooseInOneClick()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.CertStaff);
        var page = await browser.OpenAsync("/staff/purpose");

        var button = page.QuerySelectorAll("button[name=pick]").First(b => b.GetAttribute("value") == "recertification");
        var form = page.GetElementById(button.GetAttribute("form")!) as IHtmlFormElement;
        Assert.NotNull(form);
        var chosen = await browser.SubmitAsync("/staff/purpose", form.GetAttribute("action")!, ("pick", "recertification"), ("purpose", ""));

        Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        Assert.Contains("Recertification", (await browser.OpenAsync("/staff")).QuerySelector(".purpose-now")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunOut_TheBarSaysSo()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.StdStaff);
        await browser.ChoosePurposeAsync("complaint-intake");
        for (var minutes = 0; minutes < 60; minutes += 10)
        {
            await browser.GetAsync("/staff");
            host.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        var bar = (await browser.OpenAsync("/staff")).QuerySelector(".purpose")!.TextContent;

        Assert.Contains("Your purpose has run out", bar, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("access-review")]
    [InlineData("system-operation")]
    [InlineData("no-such-purpose")]
    public async Task OfAnotherRole_IsRefusedAndOnRecord(string code)
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.CertStaff);
        var before = await host.CountEventsAsync("purpose.chosen", AuditOutcome.Denied);

        var refused = await browser.ChoosePurposeAsync(code);

        Assert.StartsWith("/staff/purpose?refused=purpose-not-open", refused.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var page = await browser.OpenAsync("/staff/purpose?refused=purpose-not-open");
        Assert.Contains("not open to your role", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before + 1, await host.CountEventsAsync("purpose.chosen", AuditOutcome.Denied));
        Assert.Contains("No purpose chosen", page.QuerySelector(".purpose")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "8.07(5)(a)")]
    public async Task NeedsAMatter_IsRefusedWithWordsUntilAnOpenOneOfOnesOwnIsChosen()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.AuditStaff);

        var without = await browser.ChoosePurposeAsync("agency-audit");
        Assert.StartsWith("/staff/purpose?refused=matter-needed", without.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var page = await browser.OpenAsync(without.Headers.Location!.OriginalString);
        Assert.Contains("is worked on in a matter", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("No open matter is assigned to you", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var others = await browser.ChoosePurposeAsync("agency-audit", matter: await host.OpenMatterAsync(Roles.Counsel, "Audit"));
        Assert.StartsWith("/staff/purpose?refused=matter-not-open", others.Headers.Location!.OriginalString, StringComparison.Ordinal);

        var own = await host.OpenMatterAsync(Roles.AuditStaff, "Audit");
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Contains(own, (await browser.OpenAsync("/staff/purpose")).QuerySelector("#page-matter")!.TextContent, StringComparison.Ordinal);
        var chosen = await browser.ChoosePurposeAsync("agency-audit", matter: own);
        Assert.Equal("/staff", chosen.Headers.Location!.OriginalString);
    }

    [Fact]
    [Trait("Clause", "8.07(5)(a)")]
    public async Task NeedsOwnWords_IsRefusedUntilTheyAreLongEnough_AndTheWordsAreOnRecord()
    {
        var matter = await host.OpenMatterAsync(Roles.RecordsAccessOfficer, "LegalProcess");
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        using var browser = await host.Browse().SignedInAsAsync(Roles.RecordsAccessOfficer);

        var refused = await browser.ChoosePurposeAsync("legal-process", matter: matter, words: "too short");
        Assert.StartsWith("/staff/purpose?refused=words-needed", refused.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("at least 20 characters",
            (await browser.OpenAsync(refused.Headers.Location!.OriginalString)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);

        await browser.ChoosePurposeAsync("legal-process", matter: matter, words: "Subpoena of the Superior Court, return on 3 May");

        var bar = await browser.OpenAsync("/staff");
        Assert.Contains(matter, bar.QuerySelector(".purpose-now")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("minutes left", bar.QuerySelector(".purpose-note")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("legal-process", bar.QuerySelectorAll<IHtmlOptionElement>("#purpose option").Single(o => o.IsSelected).Value);
    }

    [Fact]
    public async Task ChosenLastTime_IsFilledInAtTheNextSignIn_ForTheSamePersonOnly()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.ExecutiveDirector);
        await browser.ChoosePurposeAsync("publication");
        await browser.SubmitAsync("/staff", "/sign-out");

        await browser.SignedInAsAsync(Roles.ExecutiveDirector);
        Assert.Equal("publication", await SelectedAsync(browser));
        await browser.SubmitAsync("/staff", "/sign-out");
        await browser.SignedInAsAsync(Roles.StdStaff);
        Assert.Equal("", await SelectedAsync(browser));
    }

    private static async Task<string> SelectedAsync(Browser browser) =>
        (await browser.OpenAsync("/staff")).QuerySelectorAll<IHtmlOptionElement>("#purpose option").Single(o => o.IsSelected).Value;

    [Fact]
    public async Task FormWithoutToken_IsRefused()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.CertStaff);

        var refused = await browser.PostAsync(PurposeEndpoints.Choose, new Dictionary<string, string> { ["purpose"] = "certification" });

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task OverlongMatter_IsRefused()
    {
        var chosen = await host.Dispatch(
            new ChoosePurposeCommand("certification", new string('x', 81)), People.CertificationStaff(host.Clock));

        Assert.IsType<NotValid>(chosen.Refusal);
    }
}
