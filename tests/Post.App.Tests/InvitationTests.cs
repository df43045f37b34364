using System.Net;
using Post.App.Identity;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Features.AppointMember;
using Post.Certification.Members;
using Post.Kernel.Time;
using Post.Testing;

namespace Post.App.Tests;

/// <summary>A member of an agency comes in by an address sent by mail and a code told by another way, once.</summary>
[Trait("Clause", "12.06(2)(a)")]
public sealed class InvitationTests(DemoHost host) : IClassFixture<DemoHost>
{
    private const string Password = "four long words of mine";

    [Fact]
    public async Task Invited_SetsAPasswordOnceAndLandsInThePortal()
    {
        var agency = await AgencyAsync("Windmere Police Department");
        var invited = (await AppointAsync(agency, "head@windmere.example")).Invitation;
        using var browser = host.Browse();

        var wrong = await AcceptAsync(browser, invited, "AAAA-BBBB-CCCC");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("does not open with that code", (await Browser.ReadAsync(wrong)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await host.CountEventsAsync("invitation.accepted", AuditOutcome.Denied));
        var entered = await AcceptAsync(browser, invited, invited.Code!.ToLowerInvariant());
        Assert.Equal("/agency", entered.Headers.Location!.OriginalString);
        Assert.Contains("Windmere Police Department", (await browser.OpenAsync("/agency")).Body!.TextContent, StringComparison.Ordinal);
        using var other = host.Browse();
        Assert.Equal(HttpStatusCode.BadRequest, (await AcceptAsync(other, invited, invited.Code!)).StatusCode);
        Assert.Equal("/agency", (await other.SignInAsync("head@windmere.example", Password)).Headers.Location!.OriginalString);

        // Before the first look at persons, the duties; on this side too.
        var roster = await other.OpenAsync("/agency/roster");
        Assert.StartsWith("/agency/acknowledgment", roster.QuerySelector(".refusal a.btn")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("My duties and ties", (await other.OpenAsync("/agency/acknowledgment")).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task InvitationAfterItsLastDay_OpensNothing()
    {
        var invited = (await AppointAsync(await AgencyAsync("Yarrow Police Department"), "head@yarrow.example")).Invitation;
        await host.ExecuteAsync("update identity.invitation set last_day = $2 where account_id = $1", invited.AccountId, host.Clock.Today().AddDays(-1));
        using var browser = host.Browse();

        Assert.Equal(HttpStatusCode.BadRequest, (await AcceptAsync(browser, invited, invited.Code!)).StatusCode);
    }

    [Fact]
    public async Task AddressOfAStaffAccount_IsNoMembers()
    {
        await host.AddAccountAsync("staff@commission.example");
        var agency = await AgencyAsync("Zephyr Police Department");

        var appointed = await host.Dispatch(new AppointMemberCommand(agency, Asked("staff@commission.example")), People.CertificationStaff(host.Clock));

        Assert.IsType<AddressNotForAgencies>(appointed.Refusal);
    }

    [Fact]
    public async Task MemberOfTwoAgencies_ChoosesAndActsAsWhatTheyAreThere()
    {
        var (one, two) = (await AgencyAsync("Upton Police Department"), await AgencyAsync("Velden Police Department"));
        var invited = (await AppointAsync(one, "both@upton.example")).Invitation;
        await AppointAsync(two, "both@upton.example", MemberCapacity.Clerk);
        var strange = await AgencyAsync("Strange Police Department");
        using var browser = host.Browse();
        await AcceptAsync(browser, invited, invited.Code!, latest: true);

        var page = await browser.OpenAsync("/agency");
        Assert.Contains("No agency chosen", page.Body!.TextContent, StringComparison.Ordinal);
        var chosen = await browser.SubmitAsync("/agency/choose", "/agency/choose/agency", ("agency", two.ToString()));
        Assert.Equal("/agency", chosen.Headers.Location!.OriginalString);
        var asClerk = await browser.OpenAsync("/agency/people");
        Assert.Contains("You act for Velden Police Department", asClerk.QuerySelector("section.purpose")!.TextContent, StringComparison.Ordinal);
        Assert.Null(asClerk.QuerySelector("form input[name=instrument]"));

        await browser.SubmitAsync("/agency/choose", "/agency/choose/agency", ("agency", one.ToString()));
        Assert.NotNull((await browser.OpenAsync("/agency/people")).QuerySelector("form input[name=instrument]"));
        var refused = await browser.SubmitAsync("/agency/choose", "/agency/choose/agency", ("agency", strange.ToString()));
        Assert.Equal("/agency/choose?refused=1", refused.Headers.Location!.OriginalString);
    }

    private static readonly Dictionary<Guid, PortalInvitation> s_latest = [];

    private static async Task<HttpResponseMessage> AcceptAsync(Browser browser, PortalInvitation invited, string code, bool latest = false)
    {
        // A later designation makes a new invitation of the same account.
        var use = latest ? s_latest[invited.AccountId] : invited;
        var path = use.Link![use.Link!.IndexOf("/invitation", StringComparison.Ordinal)..];
        return await browser.SubmitAsync(path, path, ("code", latest ? use.Code! : code), ("password", Password), ("again", Password));
    }

    private async Task<Appointed> AppointAsync(Guid agency, string email, MemberCapacity capacity = MemberCapacity.Head)
    {
        var appointed = await host.Dispatch(new AppointMemberCommand(agency, Asked(email, capacity)), People.CertificationStaff(host.Clock));
        Assert.Null(appointed.Refusal);
        s_latest[appointed.Value.Invitation.AccountId] = appointed.Value.Invitation;
        return appointed.Value;
    }

    private AppointmentToRecord Asked(string email, MemberCapacity capacity = MemberCapacity.Head) => new(
        "Dana Quill", null, email, MemberKind.Employee, null, capacity, [], host.Clock.Today(), null, "Letter of June 1, 2026");

    private async Task<Guid> AgencyAsync(string name)
    {
        var id = Guid.NewGuid();
        await host.ExecuteAsync(
            "insert into certification.law_enforcement_agency (id, kind, provisional, registered_at, changed_at) values ($1, 'Municipal', false, now(), now())", id);
        await host.ExecuteAsync(
            """
            insert into certification.law_enforcement_agency_name (id, agency_id, name, valid_from, recorded_at)
            values (gen_random_uuid(), $1, $2, '2000-01-01', now())
            """, id, name);
        return id;
    }
}
