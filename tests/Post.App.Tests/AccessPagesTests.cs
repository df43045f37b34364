using System.Net;
using Post.Kernel.Access;

namespace Post.App.Tests;

/// <summary>The pages of access without script: duties, matters, broken glass.</summary>
public sealed class AccessPagesTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    [Trait("Clause", "8.07(5)(b)")]
    public async Task Newcomer_IsLedToTheDutiesAndBack()
    {
        await host.ExecuteAsync("delete from access_review.acknowledgment where account_id in (select id from identity.account where user_name = 'demo-commissioner')");
        using var browser = await host.Browse().SignedInAsAsync(Roles.Commissioner);
        var link = (await browser.OpenAsync("/staff/deadlines")).QuerySelector(".purpose > a")!.GetAttribute("href")!;
        Assert.Equal("/staff/acknowledgment?returnUrl=%2Fstaff%2Fdeadlines", link);

        var unticked = await browser.SendFormAsync(link, "acknowledge");
        Assert.Contains("declaration is complete", (await Browser.ReadAsync(unticked)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        var done = await browser.SendFormAsync(link, "acknowledge", ("complete", "true"));

        Assert.Equal("/staff/deadlines", PathOf(done));
        Assert.Null((await browser.OpenAsync("/staff/deadlines")).QuerySelector(".purpose > a"));
        Assert.Contains("It counts until", (await browser.OpenAsync("/staff/acknowledgment")).QuerySelector(".note")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WayBackToAnotherSite_IsNotTaken()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.Chair);

        var done = await browser.SendFormAsync("/staff/acknowledgment?returnUrl=https%3A%2F%2Fevil.example%2F", "acknowledge", ("complete", "true"));

        Assert.Equal("/staff/acknowledgment?done=acknowledged", PathOf(done));
    }

    [Fact]
    [Trait("Clause", "8.07(5)(a)")]
    public async Task Matter_IsOpenedByItsFormAndCanBeChosenAtOnce()
    {
        using var browser = await host.Browse().SignedInAsAsync(Roles.StdStaff);
        await browser.GetAsync("/staff");
        var number = $"2026-{Guid.NewGuid():N}"[..20];

        var opened = await browser.SendFormAsync("/staff/matters", "open-matter",
            ("number", number), ("kind", "Investigation"), ("title", "Use of force at a traffic stop"), ("mine", "true"));

        var address = PathOf(opened);
        Assert.Contains("The matter is open", (await browser.OpenAsync(address)).QuerySelector("[role=status].note")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/staff", (await browser.ChoosePurposeAsync("investigation", matter: number)).Headers.Location!.OriginalString);
        var closed = await browser.SendFormAsync(address.Split('?')[0], "close", ("how", "Opened for a trial"));
        Assert.EndsWith("?done=closed", PathOf(closed), StringComparison.Ordinal);
        Assert.StartsWith("/staff/purpose?refused=matter-not-open",
            (await browser.ChoosePurposeAsync("investigation", matter: number)).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "8.07(4)")]
    public async Task BreakGlass_WithoutASecondProof_LeadsToItAndKeepsTheReason()
    {
        var matter = await host.OpenMatterAsync(Roles.AuditLead, "Audit");
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        using var browser = await host.Browse().SignedInAsAsync(Roles.AuditLead);
        await browser.ChoosePurposeAsync("agency-audit", matter: matter);
        var address = $"/staff/break-glass?subject={Guid.NewGuid()}&returnUrl=%2Fstaff%2Fofficers";

        var refused = await Browser.ReadAsync(await browser.SendFormAsync(address, "break", ("reason", "A threat against the officer was called in.")));

        Assert.Equal("step-up-needed", refused.QuerySelector("[role=alert]")!.GetAttribute("data-code"));
        Assert.StartsWith("/sign-in/step-up?returnUrl=%2Fstaff%2Fbreak-glass", refused.QuerySelector("[role=alert] a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("A threat against", refused.QuerySelector("#reason")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BrokenGlass_StandsOnEveryPageUntilItEnds()
    {
        await host.ExecuteAsync("""
            insert into access_review.broken_glass (id, account_id, account_name, subject_id, purpose, reason, broken_at, ends_at, stepped_up_at, deadline_id)
            select gen_random_uuid(), id, display_name, gen_random_uuid(), 'hearing', 'Test', $1, $2, $1, gen_random_uuid() from identity.account where user_name = 'demo-counsel'
            """, host.Clock.GetUtcNow().UtcDateTime, host.Clock.GetUtcNow().UtcDateTime.AddMinutes(10));
        using var browser = await host.Browse().SignedInAsAsync(Roles.Counsel);

        Assert.NotNull((await browser.OpenAsync("/staff/deadlines")).QuerySelector(".glass-banner[role=status]"));
        var ended = await browser.SendFormAsync("/staff/break-glass", "end");

        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Null((await browser.OpenAsync("/staff/deadlines")).QuerySelector(".glass-banner"));
    }

    private string PathOf(HttpResponseMessage redirect)
    {
        var to = new Uri(host.Address, redirect.Headers.Location!);
        Assert.Equal(host.Address.Authority, to.Authority);
        return to.PathAndQuery;
    }
}
