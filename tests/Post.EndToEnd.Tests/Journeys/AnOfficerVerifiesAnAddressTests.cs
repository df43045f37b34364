using System.Text.RegularExpressions;
using Post.EndToEnd.Tests.Running;
using Post.Kernel.Access;
using static Microsoft.Playwright.Assertions;

namespace Post.EndToEnd.Tests.Journeys;

[Collection(SiteCollection.Name)]
public sealed partial class AnOfficerVerifiesAnAddressTests(RunningSite site)
{
    private const int Phone = 390;
    private const int PhoneHeight = 844;
    private static readonly Guid s_address = new("01a21000-0000-7000-8000-0000000000a1");

    [Fact]
    [Trait("Clause", "12.07(1)(b)1")]
    public async Task Officer_OnAPhone_HasACodeSent_ReadsItInTheMailbox_EntersIt_AndTheLinkAloneDidNothing()
    {
        await site.ScalarAsync<long>(
            """
            with made as (
              insert into kernel.contact_point (id, owner_kind, owner_id, kind, value, purposes, origin, furnished_by, furnished_on, state, recorded_by, recorded_at)
              values ($1, 'Officer', $2, 'Email', 'journey.officer@home.example', '{CommissionCorrespondence}', 'Addressee', 'The officer (synthetic)', current_date, 'Active', 'test', now()) returning 1)
            select count(*) from made
            """, s_address, await OwnOfficer.IdAsync(site));

        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.Page.SetViewportSizeAsync(Phone, PhoneHeight);
            await visit.OpenAsync("/me");
            await visit.Link("Verify journey.officer@home.example").ClickAsync();
            await visit.Button("Send me a code").ClickAsync();
            await Expect(visit.Page.Locator(".note[role=status]")).ToContainTextAsync("A code is on its way");
            var (code, link) = await ReadMailAsync();
            await FollowAsync(link);

            await visit.Page.Locator("#code").FillAsync("AAAA-AAAA");
            await visit.Button("Verify").ClickAsync();
            await Expect(visit.Page.Locator(".refusal")).ToContainTextAsync("4 tries are left");
            await visit.Page.Locator("#code").FillAsync(code.ToLowerInvariant());
            await visit.Button("Verify").ClickAsync();
            await Expect(visit.Page.Locator(".note[role=status]")).ToContainTextAsync("The address is verified");
            await Expect(visit.Page.Locator("main .chip")).ToContainTextAsync("Verified");
            Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        }, session: await site.SessionAsync(Roles.OfficerUser, null));
    }

    // What the officer reads in their own mailbox, the demonstration shows on its mailbox page.
    private async Task<(string Code, string Link)> ReadMailAsync()
    {
        var delivery = await site.ScalarAsync<Guid>("select id from kernel.notice_delivery where contact_point_id = $1", s_address);
        var text = "";
        await site.Browser.VisitAsync(site.Address, async visit =>
        {
            await visit.OpenAsync($"/staff/mailbox?read={delivery}");
            await Expect(visit.Page.Locator("#message")).ToContainTextAsync("Verify this address");
            text = await visit.Page.Locator("section[aria-labelledby=message]").InnerTextAsync();
        }, session: await site.SessionAsync(Roles.SysAdmin, null));
        return (Code().Match(text).Value, Link().Match(text).Value);
    }

    // A program that looks at links in mail opens them all.
    private Task FollowAsync(string link) => site.Browser.VisitAsync(site.Address, async visit =>
    {
        await visit.Page.SetViewportSizeAsync(Phone, PhoneHeight);
        await visit.OpenAsync(link);
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("j•••@h•••");
        await Expect(visit.Page.Locator("main")).Not.ToContainTextAsync("journey.officer");
        Assert.Equal(1, await site.ScalarAsync<long>("select count(*) from kernel.contact_point where id = $1 and verified_on is null", s_address));
    });

    [GeneratedRegex("[A-Z0-9]{4}-[A-Z0-9]{4}")]
    private static partial Regex Code();

    [GeneratedRegex("/address/[0-9a-f]{64}")]
    private static partial Regex Link();
}
