using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Features.EscalateUnseenNotices;
using Post.Certification.Features.ListOwnNotices;
using Post.Certification.Features.OpenOwnNotice;
using Post.Certification.Features.ReturnReport;
using Post.Kernel.Notices;
using Post.Kernel.Time;

namespace Post.Certification.Tests;

/// <summary>What nobody at an agency opens in the days that the Commission set goes before the head, once, and loses nothing of its effect.</summary>
[Trait("Clause", "12.06(2)(b)")]
public sealed class EscalateUnseenNoticesTests(PortalHost host) : IClassFixture<PortalHost>, IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => host.ExecuteAsync("delete from commission.deadline_rule where code = 'notice-seen' and version = 2");

    [Fact]
    public async Task Unseen_IsEscalatedOnceAfterTheDays_OpenedIsNot_AndItStaysSufficient()
    {
        var silent = await ReturnedAsync("Quince Police Department", "7501-0001");
        var prompt = await ReturnedAsync("Rowan Police Department", "7501-0002");
        var opened = Assert.Single((await host.Send(new ListOwnNoticesQuery(), prompt.Liaison)).Value.Rows).Id;
        Assert.Null((await host.Send(new OpenOwnNoticeCommand(opened), prompt.Liaison)).Refusal);
        var unseen = Assert.Single((await host.Send(new ListOwnNoticesQuery(ReceivedPart.Unseen), silent.Liaison)).Value.Rows).Id;
        var sufficient = await SufficientAsync(unseen);

        await RunAsync(30);
        Assert.Equal(0, await LettersAsync());
        await InstructAsync(days: 5);
        await RunAsync(1);
        Assert.Equal(0, await LettersAsync());
        for (var days = 30; days < 33; days++) await RunAsync(days);

        var letter = Assert.Single(await host.RowsAsync(
            "select addressee_id, body from kernel.notice where kind = 'notices-unseen'", r => (To: r.GetGuid(0), Body: r.GetString(1))));
        Assert.Equal(await MemberAsync(silent.Head.Id!.Value), letter.To);
        Assert.Contains(silent.Name, letter.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("The day is wrong", letter.Body, StringComparison.Ordinal);
        Assert.Equal([unseen], await host.RowsAsync("select notice_id from certification.notice_escalation", r => r.GetGuid(0)));
        Assert.Equal(sufficient, await SufficientAsync(unseen));
    }

    [Fact]
    public async Task WithoutAHead_ItWaits_AndTheNextHeadIsTold()
    {
        await InstructAsync(days: 5);
        var agency = await ReturnedAsync("Sorrel Police Department", "7502-0001");
        await host.ExecuteAsync(
            "update certification.agency_appointment set begins_on = $2, ends_on = $2 where member_id = $1", await MemberAsync(agency.Head.Id!.Value), host.Today.AddDays(-1));

        await RunAsync(40);
        Assert.Equal(0, await EscalatedAsync(agency.Id));
        var head = await host.MemberAsync(agency.Id, MemberCapacity.Head);
        await RunAsync(41);

        Assert.Equal(1, await EscalatedAsync(agency.Id));
        Assert.Equal(await MemberAsync(head.Id!.Value), await host.ScalarAsync<Guid>("select head_id from certification.notice_escalation where agency_id = $1", agency.Id));
    }

    private async Task<ReportingAgency> ReturnedAsync(string name, string number)
    {
        var agency = await ReportingAgency.OpenAsync(host, name, number);
        var report = await agency.ReceivedAsync(ReportKind.Separation, agency.Separation(number));
        Assert.Null((await host.AsStaffAsync(new ReturnReportCommand(report, "The day is wrong"))).Refusal);
        return agency;
    }

    private async Task RunAsync(int daysOn) => Assert.Null((await host.Send(new EscalateUnseenNoticesCommand(CivilClock.StartOf(host.Today.AddDays(daysOn))))).Refusal);

    private Task<long> LettersAsync() => host.ScalarAsync<long>("select count(*) from kernel.notice where kind = 'notices-unseen'");

    private Task<long> EscalatedAsync(Guid agency) => host.ScalarAsync<long>("select count(*) from certification.notice_escalation where agency_id = $1", agency);

    private Task<string> SufficientAsync(Guid notice) => host.ScalarAsync<string>("select coalesce(sufficient::text, 'unsent') from kernel.notice where id = $1", notice);

    private Task<Guid> MemberAsync(Guid account) => host.ScalarAsync<Guid>("select id from certification.agency_member where account_id = $1", account);

    private Task InstructAsync(int days) => host.ExecuteAsync(
        """
        insert into commission.deadline_rule (id, code, version, title, kind, count, unit, direction, roll, starts, non_business_day_is_next,
          service_adds_days, calendar_code, clause, source, effective_from, reason, recorded_at, recorded_by)
        select gen_random_uuid(), code, 2, title, kind, $1, unit, direction, roll, starts, non_business_day_is_next, service_adds_days, calendar_code,
          clause, 'Instruction of the Commission', effective_from, 'Test', now(), 'Test'
        from commission.deadline_rule where code = 'notice-seen'
        """, days);
}
