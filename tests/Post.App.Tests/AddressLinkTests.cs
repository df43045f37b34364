using System.Net;
using System.Text.RegularExpressions;
using Post.Kernel.Access;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Notices.Addresses.ChallengeAddress;
using Post.Kernel.Notices.Addresses.RecordAddress;
using Post.Kernel.Notices.ShowMailbox;
using Post.Kernel.Time;
using Post.Testing;

namespace Post.App.Tests;

/// <summary>The page to which the link in a mail leads, as programs and people meet it.</summary>
[Trait("Clause", "12.04(1)(a)6")]
public sealed partial class AddressLinkTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task Opening_VerifiesNothing_TheButtonDoes_AndNeitherCacheNorNextSiteHasTheAddress()
    {
        var (address, path) = await ChallengedAsync("chief@tamarack.example");
        using var browser = host.Browse();

        var opened = await browser.GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, "no-referrer"), (opened.StatusCode, Assert.Single(opened.Headers.GetValues("Referrer-Policy"))));
        Assert.True(opened.Headers.CacheControl!.NoStore);
        var shown = await Browser.ReadAsync(opened);
        Assert.Contains("c•••@t•••", shown.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("tamarack", shown.Body!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync(path, [])).StatusCode);
        Assert.False(await VerifiedAsync(address));

        var pressed = await browser.SubmitAsync(path, path);

        Assert.Contains("The address is verified", (await Browser.ReadAsync(pressed)).Body!.TextContent, StringComparison.Ordinal);
        Assert.True(await VerifiedAsync(address));
        var again = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Contains("does not open anything", (await Browser.ReadAsync(again)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoeverIsSignedIn_IsNobodyThere()
    {
        var (address, path) = await ChallengedAsync("clerk@tamarack.example");
        using var browser = await host.Browse().SignedInAsAsync(Roles.CertStaff);

        await browser.SubmitAsync(path, path);

        Assert.True(await VerifiedAsync(address));
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from audit.event where action in ('address.confirmed', 'address-link.shown') and actor_id is not null"));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/staff")).StatusCode);
    }

    [Fact]
    public async Task LinkThatNeverWas_IsAnsweredAsOneThatIsOver()
    {
        using var browser = host.Browse();

        var never = await Browser.ReadAsync(await browser.GetAsync($"/address/{new string('0', 64)}"));
        var odd = await Browser.ReadAsync(await browser.GetAsync("/address/%3Cscript%3E"));

        Assert.Equal(never.QuerySelector("main")!.TextContent, odd.QuerySelector("main")!.TextContent);
        Assert.Null(never.QuerySelector("form"));
    }

    private async Task<(Guid Address, string Path)> ChallengedAsync(string email)
    {
        var agency = Guid.NewGuid();
        await host.ExecuteAsync(
            "insert into certification.law_enforcement_agency (id, kind, provisional, registered_at, changed_at) values ($1, 'Municipal', false, now(), now())", agency);
        await host.ExecuteAsync(
            "insert into certification.law_enforcement_agency_name (id, agency_id, name, valid_from, recorded_at) values (gen_random_uuid(), $1, $2, '2000-01-01', now())",
            agency, $"Tamarack Police Department {agency}");
        var staff = People.CertificationStaff(host.Clock);
        var address = (await host.Dispatch(new RecordAddressCommand(
            AddresseeKind.LawEnforcementAgency, agency, ContactKind.Email, email, [ContactPurposes.CommissionCorrespondence], AddressOrigin.Addressee, "The clerk", host.Clock.Today()), staff)).Value;
        Assert.Null((await host.Dispatch(new ChallengeAddressCommand(address), staff)).Refusal);
        var delivery = await host.ScalarAsync<Guid>("select id from kernel.notice_delivery where contact_point_id = $1", address);
        var text = (await host.Dispatch(new ReadMailboxMessageQuery(delivery), staff)).Value.Text;
        return (address, LinkForm().Match(text).Value);
    }

    private Task<bool> VerifiedAsync(Guid address) => host.ScalarAsync<bool>("select verified_on is not null from kernel.contact_point where id = $1", address);

    [GeneratedRegex("/address/[0-9a-f]{64}")]
    private static partial Regex LinkForm();
}
