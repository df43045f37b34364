using System.Text.Json;
using Post.App.Access;
using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Features.ListAgencies;
using Post.Certification.Features.ListReviewItems;
using Post.Certification.Features.QueueEndedService;
using Post.Certification.Features.RecordAgencySuccession;
using Post.Certification.Features.RenameAgency;
using Post.Certification.Features.ResolveReviewItem;
using Post.Certification.Features.ShowAgency;
using Post.Certification.Features.WithdrawAgencySuccession;
using Post.Certification.Tests.Imports;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

[Trait("Clause", "8.03(2) Law Enforcement Agency")]
public sealed class AgencySuccessionTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private static readonly DateOnly s_end = new(2026, 1, 1);

    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    [Fact]
    public async Task Merger_IsKnownToOthersAndMovesNobodysService()
    {
        var (ended, into) = (await AgencyAsync("Acre Police"), await AgencyAsync("Bramley Police"));
        await host.BringInAsync("officers", Officers(Officer("7001-0001", agency: "Acre Police")));
        var service = await ServiceAsync("7001-0001");
        var before = await SeqAsync();

        Assert.Null((await RecordAsync(ended, [into])).Refusal);

        var agencies = await host.AgenciesAsync();
        var end = agencies.Single(a => a.Id == ended).Ended!;
        Assert.Equal((AgencyEnding.Merged, s_end), (end.Nature, end.EndedOn));
        Assert.Equal([into], end.SuccessorIds);
        Assert.Equal(ended, Assert.Single(agencies.Single(a => a.Id == into).TookOver).AgencyId);
        Assert.Equal(service, await ServiceAsync("7001-0001"));
        Assert.Equal(ended, (await host.FactsOfAsync("7001-0001")).CurrentAgencyId);
        var told = JsonDocument.Parse(await host.ScalarAsync<string>("select body::text from kernel.outbox where seq > $1", before)).RootElement;
        Assert.Equal((ended, into), (told.GetProperty("agencyId").GetGuid(), told.GetProperty("successorIds")[0].GetGuid()));
    }

    [Fact]
    public async Task OpenService_IsPutBeforeAPersonOnceAndNamedInTheEvent()
    {
        var (ended, into) = (await AgencyAsync("Cole Police"), await AgencyAsync("Dunmore Police"));
        await host.BringInAsync("officers", Officers(Officer("7002-0001", agency: "Cole Police")));

        await RecordAsync(ended, [into]);
        await host.Send(new QueueEndedServiceCommand(), ServiceAccounts.Importer(host.Clock) with { Roles = [Roles.System] });

        Assert.Equal(["Still reported with Cole Police, which ended on 2026-01-01."], await AskedAsync("7002-0001"));
        Assert.Equal([await host.PersonAsync("7002-0001")], await host.ScalarAsync<Guid[]>(
            "select subject_ids from audit.event where action = 'agency-succession.recorded' and outcome = 'Ok' order by at_db desc limit 1"));
    }

    [Fact]
    public async Task FilesThatNameItAfterItsEnd_AreFlaggedTheSameWay()
    {
        var (ended, into) = (await AgencyAsync("Elm Police"), await AgencyAsync("Foss Police"));
        await RecordAsync(ended, [into]);

        await host.BringInAsync("officers", Officers(Officer("7003-0001", agency: "Elm Police")), new DateOnly(2026, 3, 1));
        await host.BringInAsync("employment", Employment(
            Spell("7003-0002", "3/1/2015", "3/1/2026", "Elm Police"), Spell("7003-0003", "3/1/2015", "1/1/2026", "Elm Police"),
            Spell("7003-0004", "2/1/2026", agency: "Elm Police")), new DateOnly(2026, 3, 1));
        await host.ReportAsync(Reports.List(new DateOnly(2026, 4, 1), Reports.Officer("7003-0005", "Ida", "Moe", agency: "ELM POLICE")));

        Assert.Equal(["Service since 2026-03-01 is reported with Elm Police, which ended on 2026-01-01."], await AskedAsync("7003-0001"));
        Assert.Equal(["Service until 2026-03-01 is reported with Elm Police, which ended on 2026-01-01."], await AskedAsync("7003-0002"));
        // Service that ended with the agency is as it should be.
        Assert.Empty(await AskedAsync("7003-0003"));
        Assert.Equal(["Service since 2026-02-01 is reported with Elm Police, which ended on 2026-01-01."], await AskedAsync("7003-0004"));
        Assert.Equal(["Service since 2026-04-01 is reported with Elm Police, which ended on 2026-01-01."], await AskedAsync("7003-0005"));
    }

    [Fact]
    public async Task EndToCome_AsksNobodyBeforeItsDay()
    {
        await using var alone = await ImportOfficersTests.StartAsync();
        CertificationHost later = alone;
        await later.BringInAsync("agencies", Agencies(Agency("Gill Police"), Agency("Hale Police")));
        await later.BringInAsync("officers", Officers(Officer("7004-0001", agency: "Gill Police")));
        var (ended, into) = (await later.AgencyAsync("Gill Police"), await later.AgencyAsync("Hale Police"));
        Assert.Null((await later.AsStaffAsync(Command(ended, [into]) with { EndedOn = new DateOnly(2026, 7, 1) })).Refusal);
        var job = ServiceAccounts.Importer(later.Clock) with { Roles = [Roles.System] };

        await later.Send(new QueueEndedServiceCommand(), job);
        Assert.Equal(0L, await later.ScalarAsync<long>("select count(*) from certification.review_item"));
        Assert.Contains((await later.AsStaffAsync(new ListAgenciesQuery(null, null, PresentOnly: true))).Value.Rows, r => r.AgencyId == ended);

        later.Clock.Advance(TimeSpan.FromDays(21));
        await later.Send(new QueueEndedServiceCommand(), job);
        Assert.Equal(1L, await later.ScalarAsync<long>("select count(*) from certification.review_item where kind = 'AgencyEnded'"));
    }

    [Fact]
    public async Task EndedAgency_IsNotOfferedForPresentServiceAndTheArchiveFindsIt()
    {
        var (ended, into) = (await AgencyAsync("Ivy Lane Police"), await AgencyAsync("Joy Lane Police"));
        await RecordAsync(ended, [into]);

        var present = (await host.AsStaffAsync(new ListAgenciesQuery("lane police", null, PresentOnly: true))).Value.Rows;
        var all = (await host.AsStaffAsync(new ListAgenciesQuery("lane police", null))).Value.Rows;

        Assert.Equal([into], present.Select(r => r.AgencyId));
        Assert.Equal([(ended, s_end), (into, (DateOnly?)null)], all.Select(r => (r.AgencyId, r.EndedOn)));
    }

    [Fact]
    public async Task Correction_SupersedesAndTheFileTellsBoth()
    {
        var (ended, wrong, right) = (await AgencyAsync("Kent Police"), await AgencyAsync("Lowe Police"), await AgencyAsync("Moss Police"));
        await host.BringInAsync("officers", Officers(Officer("7006-0001", agency: "Kent Police")));
        await RecordAsync(ended, [wrong]);
        var first = (await FileAsync(ended)).Ended!;

        var corrected = await host.AsStaffAsync(Command(ended, [right]) with { EndedOn = new DateOnly(2025, 7, 1), Corrects = first.Id, Reason = "The vote was read wrongly" });

        Assert.Null(corrected.Refusal);
        var file = await FileAsync(ended);
        Assert.Equal(("Moss Police", new DateOnly(2025, 7, 1)), (Assert.Single(file.Ended!.Successors).Name, file.Ended.EndedOn));
        Assert.Equal(("The vote was read wrongly", first.Id), (Assert.Single(file.Superseded).SupersededBecause, file.Superseded[0].Id));
        Assert.Empty((await FileAsync(wrong)).TookOver);
        Assert.Equal("Kent Police", Assert.Single((await FileAsync(right)).TookOver).Agency.Name);
        Assert.Equal(["Still reported with Kent Police, which ended on 2025-07-01."], await AskedAsync("7006-0001"));
        // The page was open while somebody else corrected: nobody may supersede what is superseded.
        Assert.Equal(new SuccessionNotInForce(), (await host.AsStaffAsync(Command(ended, [right]) with { Corrects = first.Id })).Refusal);
    }

    [Fact]
    public async Task Withdrawal_TakesItsQuestionsAlongAndRecordingAgainAsksAgain()
    {
        var (ended, into) = (await AgencyAsync("Nash Police"), await AgencyAsync("Orne Police"));
        await host.BringInAsync("officers", Officers(Officer("7007-0001", agency: "Nash Police")));
        await RecordAsync(ended, [into]);
        var succession = (await FileAsync(ended)).Ended!.Id;

        Assert.Null((await host.AsStaffAsync(new WithdrawAgencySuccessionCommand(succession, "The vote did not pass"))).Refusal);

        Assert.Empty(await AskedAsync("7007-0001"));
        Assert.Null((await host.AgenciesAsync()).Single(a => a.Id == ended).Ended);
        Assert.Equal("The vote did not pass", Assert.Single((await FileAsync(ended)).Superseded).SupersededBecause);
        Assert.Equal(new WithdrawnAlready(), (await host.AsStaffAsync(new WithdrawAgencySuccessionCommand(succession, "Once more"))).Refusal);
        Assert.Equal(new NotFound("This record of an agency's end"), (await host.AsStaffAsync(new WithdrawAgencySuccessionCommand(Guid.NewGuid(), "None"))).Refusal);

        Assert.Null((await RecordAsync(ended, [into])).Refusal);
        Assert.Single(await AskedAsync("7007-0001"));
    }

    [Fact]
    public async Task QuestionDecided_IsNotAskedAgainByTheNextFile()
    {
        var (ended, into) = (await AgencyAsync("Pine Police"), await AgencyAsync("Quin Police"));
        await host.BringInAsync("officers", Officers(Officer("7008-0001", agency: "Pine Police")));
        await RecordAsync(ended, [into]);
        var item = await host.ScalarAsync<Guid>("select id from certification.review_item where kind = 'AgencyEnded' and officer_number = '7008-0001'");
        Assert.Contains((await host.AsStaffAsync(new ListReviewItemsQuery("AgencyEnded", false, null, 100))).Value.Rows, r => r.Id == item);

        await host.AsStaffAsync(new ResolveReviewItemCommand(item, "LookedAt", "The list is to be put right"));
        await host.BringInAsync("officers", Officers(Officer("7008-0001", agency: "Pine Police", status: "Suspended")), August);

        Assert.Empty(await AskedAsync("7008-0001"));
    }

    [Fact]
    public async Task Refusals_SayWhatStandsAgainstIt()
    {
        var (a, b, c) = (await AgencyAsync("Rand Police"), await AgencyAsync("Sills Police"), await AgencyAsync("Toft Police"));
        await host.ReportAsync(Reports.Agencies(Reports.August, "Umber Police Dept", "Umber Constabulary"));
        var (spelling, merged) = (await host.AgencyAsync("Umber Police Dept"), await host.AgencyAsync("Umber Constabulary"));
        await host.BringInAsync("agencies", Agencies(Agency("Vale Police", others: "Umber Constabulary")));

        Assert.Equal(new SucceedsItself(), (await RecordAsync(a, [b, a])).Refusal);
        Assert.Equal(new StillASpelling("Umber Police Dept"), (await RecordAsync(a, [spelling])).Refusal);
        Assert.Equal(new ProvedToBeAnother("Umber Constabulary"), (await RecordAsync(merged, [b])).Refusal);
        Assert.Equal(new NotFound("An agency of this succession"), (await RecordAsync(a, [Guid.NewGuid()])).Refusal);
        Assert.Equal(new EndsBeforeItsFirstName("Rand Police", June), (await host.AsStaffAsync(Command(a, [b]) with { EndedOn = June })).Refusal);
        Assert.Equal(new EndsTooFarAhead(new DateOnly(2027, 6, 11)), (await host.AsStaffAsync(Command(a, [b]) with { EndedOn = new DateOnly(2027, 6, 12) })).Refusal);

        Assert.Null((await RecordAsync(a, [b])).Refusal);
        Assert.Equal(new HasEndedAlready("Rand Police", s_end), (await RecordAsync(a, [c])).Refusal);
        Assert.Equal(new WouldGoInACircle("Sills Police", "Rand Police"), (await host.AsStaffAsync(Command(b, [a]) with { EndedOn = new DateOnly(2026, 2, 1) })).Refusal);
        Assert.Equal(new SuccessorHadEnded("Rand Police", s_end), (await host.AsStaffAsync(Command(c, [a]) with { EndedOn = new DateOnly(2026, 2, 1) })).Refusal);
        Assert.Equal(new TookOverLater("Sills Police", "Rand Police", s_end), (await host.AsStaffAsync(Command(b, [c]) with { EndedOn = new DateOnly(2025, 9, 1) })).Refusal);
        // It ended later than it took over, so both are true.
        Assert.Null((await host.AsStaffAsync(Command(b, [c]) with { EndedOn = new DateOnly(2026, 2, 1) })).Refusal);
        Assert.Equal(new WouldGoInACircle("Toft Police", "Rand Police"), (await host.AsStaffAsync(Command(c, [a]) with { EndedOn = new DateOnly(2026, 3, 1) })).Refusal);
    }

    [Theory]
    [InlineData("", "How", 1)]
    [InlineData("Vote", " ", 1)]
    [InlineData("Vote", "How", 0)]
    public async Task Incomplete_IsRefused(string authority, string reason, int successors) => Assert.IsType<NotValid>((await host.AsStaffAsync(
        Command(Guid.NewGuid(), [.. Enumerable.Range(0, successors).Select(_ => Guid.NewGuid())]) with { Authority = authority, Reason = reason })).Refusal);

    [Fact]
    public async Task DividedIntoOne_IsRefused() => Assert.IsType<NotValid>((await host.AsStaffAsync(
        Command(Guid.NewGuid(), [Guid.NewGuid()]) with { Nature = AgencyEnding.Divided })).Refusal);

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task Role_KeepsAgenciesOnlyWithThePermission(string role)
    {
        var caller = People.With(role, host.Clock);
        var allowed = RolePermissions.Table.Allows([role], CertificationPermissions.KeepAgencies);
        var before = await host.CountEventsAsync("agency-succession.recorded", Audit.AuditOutcome.Denied);

        Refusal?[] refusals =
        [
            (await host.Send(Command(Guid.NewGuid(), [Guid.NewGuid()]), caller)).Refusal,
            (await host.Send(new WithdrawAgencySuccessionCommand(Guid.NewGuid(), "Why"), caller)).Refusal,
            (await host.Send(new RenameAgencyCommand(Guid.NewGuid(), "Name", s_end, "Vote", "How"), caller)).Refusal,
        ];

        Assert.All(refusals, r => Assert.IsType(allowed ? typeof(NotFound) : typeof(NotAllowed), r));
        Assert.Equal(allowed ? 0 : 1, await host.CountEventsAsync("agency-succession.recorded", Audit.AuditOutcome.Denied) - before);
        Assert.IsType<NotAllowed>((await host.Send(new QueueEndedServiceCommand(), caller)).Refusal);
    }

    private static RecordAgencySuccessionCommand Command(Guid agency, IReadOnlyList<Guid> into) =>
        new(agency, AgencyEnding.Merged, s_end, into, "Vote of the town meeting, May 2025", "Letter of the clerk");

    private Task<Result<Done>> RecordAsync(Guid agency, IReadOnlyList<Guid> into) => host.AsStaffAsync(Command(agency, into));

    private async Task<AgencyFile> FileAsync(Guid agency) => (await host.AsStaffAsync(new ShowAgencyQuery(agency))).Value;

    private async Task<Guid> AgencyAsync(string name)
    {
        await host.BringInAsync("agencies", Agencies(Agency(name)));
        return await host.AgencyAsync(name);
    }

    private Task<string> ServiceAsync(string number) => host.ScalarAsync<string>(
        "select string_agg(e::text, ';' order by e.id) from certification.employment e join certification.person p on p.id = e.person_id where officer_number = $1", number);

    private Task<IReadOnlyList<string>> AskedAsync(string number) => host.RowsAsync(
        "select details from certification.review_item where kind = 'AgencyEnded' and officer_number = $1 and resolved_at is null order by 1",
        r => r.GetString(0), number);

    private Task<long> SeqAsync() => host.ScalarAsync<long>("select coalesce(max(seq), 0) from kernel.outbox");
}
