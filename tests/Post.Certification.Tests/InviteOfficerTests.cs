using Post.Certification.Domain;
using Post.Certification.Features.InviteOfficer;
using Post.Certification.Features.ListPersonalNotices;
using Post.Certification.Features.OpenPersonalNotice;
using Post.Certification.Features.ShowOfficerAccount;
using Post.Certification.Features.TakeInStatement;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>An officer comes in by invitation, and reads in the own portal what the Commission sent.</summary>
public sealed class InviteOfficerTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Invited_HasAnAccountTiedToThePerson_AndTheCodeIsInNoMail()
    {
        await host.ReportAsync(Reports.List(Reports.September, Reports.Officer("7301-0001", "Alex", "Rivers")));
        var person = await host.PersonAsync("7301-0001");
        Assert.Null((await host.AsStaffAsync(new ShowOfficerAccountQuery(person))).Value.Account);

        var invited = (await host.AsStaffAsync(new InviteOfficerCommand(person, "Alex@Home.example", "Letter of June 1"))).Value;

        Assert.Equal(
            (person, "Officer", "alex@home.example"),
            Assert.Single(await host.RowsAsync("select person_id, kind, user_name from identity.account where id = $1", r => (r.GetGuid(0), r.GetString(1), r.GetString(2)), invited.Invitation.AccountId)));
        Assert.Equal("OfficerUser", await host.ScalarAsync<string>("select role from identity.role_grant where account_id = $1 and ended_at is null", invited.Invitation.AccountId));
        var body = await host.ScalarAsync<string>("select body from kernel.notice where kind = 'officer-invitation' and addressee_id = $1", person);
        Assert.Contains(invited.Invitation.Link!, body, StringComparison.Ordinal);
        Assert.DoesNotContain(invited.Invitation.Code!, body, StringComparison.Ordinal);
        Assert.Equal(("alex@home.example", false), (await host.AsStaffAsync(new ShowOfficerAccountQuery(person))).Value.Account is { } a ? (a.Email, a.Opened) : default);
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from audit.event where action = 'officer.invited' and outcome = 'Ok' and subject_ids @> array[$1]", person));
    }

    [Fact]
    public async Task InvitedAgain_TheAccountMoves_AndTheFirstInvitationIsVoid()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7302-0001");

        var again = (await host.AsStaffAsync(new InviteOfficerCommand(officer.Person, "right@home.example", "By telephone"))).Value;

        Assert.Equal(officer.Caller.Id, again.Invitation.AccountId);
        Assert.Equal("right@home.example", await host.ScalarAsync<string>("select user_name from identity.account where id = $1", again.Invitation.AccountId));
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from identity.invitation where account_id = $1 and void_at is null", again.Invitation.AccountId));
    }

    [Fact]
    public async Task AddressOfAnother_AndASecondAccount_AreRefused()
    {
        var (one, two) = (await PortalOfficer.OpenAsync(host, "7303-0001"), await PortalOfficer.OpenAsync(host, "7303-0002"));
        await host.ExecuteAsync("update identity.account set password_hash = 'x' where id = $1", one.Caller.Id!);

        Assert.Equal("address-not-for-officers", (await InviteAsync(two.Person, "officer7303-0001@home.example")).Refusal!.Code);
        Assert.Equal("officer-signs-in-already", (await InviteAsync(one.Person, "other@home.example")).Refusal!.Code);
        Assert.Null((await InviteAsync(one.Person, "officer7303-0001@home.example")).Value.Invitation.Code);
        Assert.Equal("email-invalid", (await InviteAsync(two.Person, "nowhere")).Refusal!.Code);
        Assert.Equal(new NotFound("This officer"), (await InviteAsync(Guid.NewGuid(), "nobody@home.example")).Refusal);
        Assert.Equal(RefusalKind.Invalid, (await host.AsStaffAsync(new InviteOfficerCommand(two.Person, "a@b.example", " "))).Refusal!.Kind);
    }

    [Fact]
    public async Task Notices_AreListedAndOpened_AndTheFirstOpeningStays_ButNoInvitationIsShown()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7304-0001");
        var told = await officer.ToldAsync(StatementKind.Workplace);
        Assert.Null((await host.AsStaffAsync(new TakeInStatementCommand(told, "It stands beside the record of service"))).Refusal);
        var invitation = await host.ScalarAsync<Guid>("select id from kernel.notice where kind = 'officer-invitation' and addressee_id = $1", officer.Person);

        var row = Assert.Single((await officer.Send(new ListPersonalNoticesQuery(Unseen: true))).Value.Rows);
        Assert.Equal(1, (await officer.RecordAsync()).Unseen);
        var opened = await officer.Send(new OpenPersonalNoticeCommand(row.Id));

        Assert.Contains("It stands beside the record of service", opened.Value.Text, StringComparison.Ordinal);
        Assert.Empty((await officer.Send(new ListPersonalNoticesQuery(Unseen: true))).Value.Rows);
        Assert.Equal(0, (await officer.RecordAsync()).Unseen);
        host.Clock.Set(host.Clock.GetUtcNow().AddMinutes(5));
        Assert.Equal(opened.Value.SeenAt, (await officer.Send(new OpenPersonalNoticeCommand(row.Id))).Value.SeenAt);
        Assert.Equal(new NotFound("This notice"), (await officer.Send(new OpenPersonalNoticeCommand(invitation))).Refusal);
    }

    private Task<Result<InvitedOfficer>> InviteAsync(Guid person, string email) => host.AsStaffAsync(new InviteOfficerCommand(person, email, "Letter"));
}
