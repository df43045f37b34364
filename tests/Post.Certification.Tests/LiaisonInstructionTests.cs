using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Features.AcknowledgeInstruction;
using Post.Certification.Features.EndInstruction;
using Post.Certification.Features.EndOwnDuty;
using Post.Certification.Features.IssueInstruction;
using Post.Certification.Features.ListInstructions;
using Post.Certification.Features.ListOwnInstructions;
using Post.Certification.Features.ListOwnWork;
using Post.Certification.Features.SetOwnDuty;
using Post.Certification.Features.ShowInstruction;
using Post.Certification.Instructions;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>Liaisons work by instructions of the Commission, each read once by each of them, and by duties that their own head sets.</summary>
public sealed class LiaisonInstructionTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    [Trait("Clause", "12.06(2)")]
    public async Task Instruction_IsAskedOnceOfEachLiaison_AndAnewWhenItChanges()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Alder Police Department", "7601-0001");
        var second = await host.MemberAsync(agency.Id, MemberCapacity.Liaison);
        var series = await IssuedAsync("Rosters each January (synthetic)");

        var shown = await OneAsync(agency.Liaison, series);
        Assert.True(shown.IsAsked);
        Assert.False((await OneAsync(agency.Head, series)).IsAsked);
        Assert.False((await OneAsync(agency.Clerk, series)).IsAsked);
        Assert.Equal(2, shown.Waiting.Count);
        Assert.Null((await host.Send(new AcknowledgeInstructionCommand(shown.Id), agency.Liaison)).Refusal);
        var first = Assert.Single((await OneAsync(agency.Liaison, series)).ReadBy);
        host.Clock.Set(host.Clock.GetUtcNow().AddHours(1));
        Assert.Null((await host.Send(new AcknowledgeInstructionCommand(shown.Id), agency.Liaison)).Refusal);
        Assert.Equal(first, Assert.Single((await OneAsync(agency.Liaison, series)).ReadBy));
        Assert.False((await OneAsync(agency.Liaison, series)).IsAsked);
        Assert.True((await OneAsync(second, series)).IsAsked);

        Assert.Null((await host.AsStaffAsync(new IssueInstructionCommand(series, Said("Rosters each January (synthetic)", "By January 20")))).Refusal);
        var anew = await OneAsync(agency.Liaison, series);
        Assert.True(anew.IsAsked);
        Assert.Equal(2, anew.Version);
        Assert.Equal(new InstructionChangedMeanwhile(), (await host.Send(new AcknowledgeInstructionCommand(shown.Id), agency.Liaison)).Refusal);
        Assert.Empty((await OneAsync(agency.Liaison, series)).ReadBy);
    }

    [Fact]
    [Trait("Clause", "12.06(2)")]
    public async Task Instruction_ReachesEveryAgencyForWhichSomebodyActs_OnceForEachVersion()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Birch Police Department", "7602-0001");
        await host.ReportAsync(Reports.Agencies(Reports.September, "Nobody Acts Here Police Department"));
        var idle = await host.AgencyAsync("Nobody Acts Here Police Department");

        var series = await IssuedAsync("Mailboxes (synthetic)");
        Assert.IsType<InstructionUnchanged>((await host.AsStaffAsync(new IssueInstructionCommand(series, Said("Mailboxes (synthetic)")))).Refusal);

        Assert.Equal(1, await LettersAsync(agency.Id, series));
        Assert.Equal(0, await LettersAsync(idle, series));
        Assert.Contains("Watch the mailbox", await host.ScalarAsync<string>(
            "select body from kernel.notice where kind = 'liaison-instruction' and addressee_id = $1 order by id desc limit 1", agency.Id), StringComparison.Ordinal);
        var row = (await host.AsStaffAsync(new ListInstructionsQuery())).Value.InForce.Single(i => i.SeriesId == series);
        Assert.Equal(0, row.Acknowledged);
        var asked = Assert.Single((await host.AsStaffAsync(new ShowInstructionQuery(series, Limit: 100))).Value.Agencies, a => a.AgencyId == agency.Id);
        Assert.Equal((1, 0), (asked.Liaisons, asked.Acknowledged));
        var id = (await OneAsync(agency.Liaison, series)).Id;
        Assert.Null((await host.Send(new AcknowledgeInstructionCommand(id), agency.Liaison)).Refusal);
        var after = (await host.AsStaffAsync(new ShowInstructionQuery(series, Limit: 100))).Value;
        Assert.DoesNotContain(after.Agencies, a => a.AgencyId == agency.Id);
        Assert.Equal(after.Asked - 1, after.Waiting);
        Assert.Equal(1, (await host.AsStaffAsync(new ListInstructionsQuery())).Value.InForce.Single(i => i.SeriesId == series).Acknowledged);
    }

    // The law it rests on is printed from the edition in force; without one nothing is instructed (12.01(1)).
    [Fact]
    public async Task Instruction_PrintsTheAuthorityOfItsEdition_AndIsRefusedWithoutOne()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Buckeye Police Department", "7608-0001");
        await IssuedAsync("With its authority (synthetic)");
        Assert.Contains("Authority: M.G.L. c. 6E, §§ 3(a), 8(d).", await host.ScalarAsync<string>(
            "select body from kernel.notice where kind = 'liaison-instruction' and addressee_id = $1 and subject like '%With its authority%'", agency.Id), StringComparison.Ordinal);

        foreach (var without in new[] { "update commission.regulation_edition set authority = null where regulation = '555 CMR 12.00'", "update commission.regulation_edition set authority = 'M.G.L. c. 6E, §§ 3(a), 8(d)', effective_from = '2999-01-01' where regulation = '555 CMR 12.00'" })
        {
            await host.ExecuteAsync(without);
            var refused = await host.AsStaffAsync(new IssueInstructionCommand(null, Said("Without an edition (synthetic)")));
            Assert.Equal("edition-missing", refused.Refusal!.Code);
        }

        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from certification.liaison_instruction where title like 'Without an edition%'"));
        await host.ExecuteAsync("update commission.regulation_edition set effective_from = '2024-11-08' where regulation = '555 CMR 12.00'");
        await IssuedAsync("Without an edition (synthetic), and then with one");
    }

    [Fact]
    [Trait("Clause", "12.06(2)")]
    public async Task Agencies_PageByName_EachOnce()
    {
        for (var i = 0; i < 5; i++) await ReportingAgency.OpenAsync(host, $"Cedar {i} Police Department", $"7603-000{i}");
        var series = await IssuedAsync("Pages (synthetic)");

        var seen = new List<string>();
        Guid? after = null;
        do
        {
            var page = (await host.AsStaffAsync(new ShowInstructionQuery(series, All: true, After: after, Limit: 2))).Value;
            seen.AddRange(page.Agencies.Select(a => a.Agency));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal((await host.AsStaffAsync(new ShowInstructionQuery(series))).Value.Asked, seen.Count);
        Assert.Equal(seen.Order(StringComparer.Ordinal).Distinct(), seen);
        Assert.Equal(new NotFound("This instruction"), (await host.AsStaffAsync(new ShowInstructionQuery(Guid.NewGuid()))).Refusal);
    }

    [Fact]
    [Trait("Clause", "12.06(2)(g)")]
    public async Task DutyOfAnAgency_IsSeenByItAlone_AndEndsWithItsReason()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Dogwood Police Department", "7604-0001");
        var other = await ReportingAgency.OpenAsync(host, "Elm Police Department", "7604-0002");

        Assert.Null((await host.Send(new SetOwnDutyCommand(null, Said("Weekly call (synthetic)")), agency.Head)).Refusal);
        var duty = (await host.Send(new ListOwnInstructionsQuery(), agency.Liaison)).Value.Rows.Single(r => r.Title == "Weekly call (synthetic)");
        Assert.Equal((InstructionSource.Agency, true), (duty.Source, duty.IsAsked));
        Assert.DoesNotContain((await host.Send(new ListOwnInstructionsQuery(), other.Head)).Value.Rows, r => r.SeriesId == duty.SeriesId);
        Assert.DoesNotContain((await host.Send(new ListOwnWorkQuery(), other.Liaison)).Value.Rows, r => r.Words.Contains("Weekly call", StringComparison.Ordinal));
        Assert.DoesNotContain((await host.AsStaffAsync(new ListInstructionsQuery())).Value.InForce, r => r.SeriesId == duty.SeriesId);

        var missing = new NotFound("This instruction");
        Assert.Equal(missing, (await host.Send(new AcknowledgeInstructionCommand(duty.Id), other.Liaison)).Refusal);
        Assert.Equal(missing, (await host.Send(new SetOwnDutyCommand(duty.SeriesId, Said("Ours now (synthetic)")), other.Head)).Refusal);
        Assert.Equal(missing, (await host.Send(new EndOwnDutyCommand(duty.SeriesId, "Not ours"), other.Head)).Refusal);
        Assert.Equal(missing, (await host.AsStaffAsync(new EndInstructionCommand(duty.SeriesId, "Not the Commission's"))).Refusal);
        Assert.Equal(missing, (await host.AsStaffAsync(new ShowInstructionQuery(duty.SeriesId))).Refusal);

        Assert.Null((await host.Send(new EndOwnDutyCommand(duty.SeriesId, "The call moved"), agency.Head)).Refusal);
        var list = (await host.Send(new ListOwnInstructionsQuery(), agency.Liaison)).Value;
        Assert.DoesNotContain(list.Rows, r => r.SeriesId == duty.SeriesId);
        Assert.Equal("The call moved", list.Ended.Single(e => e.Title == "Weekly call (synthetic)").Because);
        Assert.Equal(missing, (await host.Send(new EndOwnDutyCommand(duty.SeriesId, "Again"), agency.Head)).Refusal);
        Assert.Equal(new InstructionChangedMeanwhile(), (await host.Send(new AcknowledgeInstructionCommand(duty.Id), agency.Liaison)).Refusal);
    }

    [Fact]
    public async Task HeadCannotTouchAnInstructionOfTheCommission_AndOnlyTheNamedRolesAct()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Fir Police Department", "7605-0001");
        var series = await IssuedAsync("Of the Commission (synthetic)");
        var id = (await OneAsync(agency.Liaison, series)).Id;

        Assert.Equal(new NotFound("This instruction"), (await host.Send(new EndOwnDutyCommand(series, "Not for us"), agency.Head)).Refusal);
        Assert.Equal(new NotFound("This instruction"), (await host.Send(new SetOwnDutyCommand(series, Said("Ours")), agency.Head)).Refusal);
        foreach (var caller in new[] { agency.Liaison, agency.Clerk })
        {
            Assert.IsType<NotAllowed>((await host.Send(new SetOwnDutyCommand(null, Said("Of a liaison")), caller)).Refusal);
            Assert.IsType<NotAllowed>((await host.Send(new EndOwnDutyCommand(series, "Why"), caller)).Refusal);
        }

        Assert.IsType<NotAllowed>((await host.Send(new AcknowledgeInstructionCommand(id), agency.Clerk)).Refusal);
        foreach (var caller in new[] { agency.Head, agency.Liaison, agency.Clerk })
        {
            Assert.IsType<NotAllowed>((await host.Send(new IssueInstructionCommand(null, Said("Of an agency")), caller)).Refusal);
            Assert.IsType<NotAllowed>((await host.Send(new EndInstructionCommand(series, "Why"), caller)).Refusal);
            Assert.IsType<NotAllowed>((await host.Send(new ListInstructionsQuery(), caller)).Refusal);
            Assert.IsType<NotAllowed>((await host.Send(new ShowInstructionQuery(series), caller)).Refusal);
        }

        var outside = host.Staff with { Roles = [Roles.StdStaff] };
        Assert.IsType<NotAllowed>((await host.Send(new IssueInstructionCommand(null, Said("Of others")), outside)).Refusal);
        Assert.IsType<NotAllowed>((await host.AsStaffAsync(new ListOwnInstructionsQuery())).Refusal);
        Assert.True(await host.ScalarAsync<long>("select count(*) from audit.event where action = 'liaison-instruction.issued' and outcome = 'Denied'") >= 4);
    }

    [Theory]
    [InlineData("", "Words", 0, null, "Give it a title")]
    [InlineData("  ", "Words", 0, null, "Give it a title")]
    [InlineData("A title", "  ", 0, null, "Say what liaisons are to do")]
    [InlineData("A title", "Words", null, null, "Give the day from which it holds")]
    [InlineData("A title", "Words", 0, -1, "lies behind")]
    public async Task WithoutTitleWordsOrDays_NothingIsIssued(string title, string body, int? from, int? by, string why)
    {
        var said = new InstructionSaid(title, body, from is { } f ? host.Today.AddDays(f) : null, by is { } b ? host.Today.AddDays(b) : null);

        var refused = await host.AsStaffAsync(new IssueInstructionCommand(null, said));

        Assert.Contains(why, refused.Refusal!.Text, StringComparison.Ordinal);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from certification.liaison_instruction where title = 'A title'"));
    }

    [Fact]
    public async Task TwoOfOneTitle_AreNotInForceTogether_AndTheSameClickTwiceMakesOne()
    {
        var said = Said("Once only (synthetic)");
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.AsStaffAsync(new IssueInstructionCommand(null, said))));

        Assert.Single(sent, s => s.Refusal is null);
        Assert.All(sent.Where(s => s.Refused), s => Assert.IsType<InstructionOfThatTitle>(s.Refusal));
        var series = sent.Single(s => !s.Refused).Value.SeriesId;
        Assert.Null((await host.AsStaffAsync(new EndInstructionCommand(series, "Done with"))).Refusal);
        Assert.Null((await host.AsStaffAsync(new IssueInstructionCommand(null, said))).Refusal);
    }

    private async Task<Guid> IssuedAsync(string title)
    {
        var issued = await host.AsStaffAsync(new IssueInstructionCommand(null, Said(title)));
        Assert.Null(issued.Refusal);
        return issued.Value.SeriesId;
    }

    private InstructionSaid Said(string title, string body = "Watch the mailbox of your agency each day on which it is open.") =>
        new(title, body, host.Today, host.Today.AddDays(14));

    private async Task<OwnInstruction> OneAsync(Caller caller, Guid series) =>
        (await host.Send(new ListOwnInstructionsQuery(), caller)).Value.Rows.Single(r => r.SeriesId == series);

    private Task<long> LettersAsync(Guid agency, Guid series) => host.ScalarAsync<long>(
        """
        select count(*) from kernel.notice n where n.kind = 'liaison-instruction' and n.addressee_id = $1
          and n.occasion in (select 'liaison-instruction:' || i.id from certification.liaison_instruction i where i.series_id = $2)
        """, agency, series);
}
