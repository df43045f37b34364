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

        var chosen = await browser.ChoosePurposeAsync("certification", matter: "Cohort A to H");

        Assert.Equal("/staff", chosen.Headers.Location!.OriginalString);
        var bar = (await browser.OpenAsync("/staff")).QuerySelector(".purpose")!.TextContent;
        Assert.Contains("Certification of officers", bar, StringComparison.Ordinal);
        Assert.Contains("Cohort A to H", bar, StringComparison.Ordinal);
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
        await browser.ChoosePurposeAsync("investigation");
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

        Assert.Equal("/staff/purpose?refused=true", refused.Headers.Location!.OriginalString);
        var page = await browser.OpenAsync("/staff/purpose?refused=true");
        Assert.Contains("not open to your role", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before + 1, await host.CountEventsAsync("purpose.chosen", AuditOutcome.Denied));
        Assert.Contains("No purpose chosen", page.QuerySelector(".purpose")!.TextContent, StringComparison.Ordinal);
    }

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
