using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Features.ListOwnNotices;
using Post.Certification.Features.OpenOwnNotice;
using Post.Certification.Features.ReturnReport;
using Post.Certification.Features.ShowOwnOverview;
using Post.Kernel.Notices;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>What the Commission sent to an agency stands in its portal, from the beginning, and who first opened it is on record.</summary>
[Trait("Clause", "12.06(2)(d)")]
public sealed class OwnNoticesTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task NewLiaison_FindsWhatTheFormerOneGot_AndTheFirstToOpenItIsOnRecord()
    {
        var agency = await ReturnedAsync("Larkspur Police Department", "4951-0001");
        var fresh = await host.MemberAsync(agency.Id, MemberCapacity.Liaison);

        var row = Assert.Single((await host.Send(new ListOwnNoticesQuery(ReceivedPart.Unseen), fresh)).Value.Rows);
        Assert.Null(row.SeenAt);
        Assert.Equal(1, (await host.Send(new ShowOwnOverviewQuery(), fresh)).Value.Unseen);
        var opened = await host.Send(new OpenOwnNoticeCommand(row.Id), fresh);
        Assert.Contains("The day is wrong", opened.Value.Text, StringComparison.Ordinal);
        host.Clock.Set(host.Clock.GetUtcNow().AddMinutes(5));
        await host.Send(new OpenOwnNoticeCommand(row.Id), agency.Clerk);

        var seen = Assert.Single((await host.Send(new ListOwnNoticesQuery(), agency.Head)).Value.Rows);
        Assert.Equal(opened.Value.SeenAt, seen.SeenAt);
        Assert.Empty((await host.Send(new ListOwnNoticesQuery(ReceivedPart.Unseen), agency.Head)).Value.Rows);
        Assert.Equal(0, (await host.Send(new ShowOwnOverviewQuery(), agency.Head)).Value.Unseen);
        Assert.Equal(2, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'own-agency.notice.opened' and outcome = 'Ok' and org = $1", agency.Id.ToString()));
    }

    [Fact]
    public async Task NoticesOfOthers_AndInvitations_AreShownToNobody()
    {
        var agency = await ReturnedAsync("Marjoram Police Department", "4952-0001");
        var other = await ReportingAgency.OpenAsync(host, "Nettle Police Department", "4952-0002");
        var mine = Assert.Single((await host.Send(new ListOwnNoticesQuery(), agency.Liaison)).Value.Rows).Id;
        var invitation = await host.ScalarAsync<Guid>(
            "select n.id from kernel.notice n join certification.agency_member m on m.id = n.addressee_id where n.kind = 'portal-invitation' and m.agency_id = $1 limit 1", agency.Id);

        Assert.Empty((await host.Send(new ListOwnNoticesQuery(), other.Head)).Value.Rows);
        Assert.Equal(new NotFound("This notice"), (await host.Send(new OpenOwnNoticeCommand(mine), other.Head)).Refusal);
        Assert.Equal(new NotFound("This notice"), (await host.Send(new OpenOwnNoticeCommand(invitation), agency.Head)).Refusal);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from kernel.notice_seen where notice_id = $1 or notice_id = $2", mine, invitation));
        Assert.IsType<NotAllowed>((await host.AsStaffAsync(new ListOwnNoticesQuery())).Refusal);
    }

    private async Task<ReportingAgency> ReturnedAsync(string name, string number)
    {
        var agency = await ReportingAgency.OpenAsync(host, name, number);
        var report = await agency.ReceivedAsync(ReportKind.Separation, agency.Separation(number));
        Assert.Null((await host.AsStaffAsync(new ReturnReportCommand(report, "The day is wrong"))).Refusal);
        return agency;
    }
}
