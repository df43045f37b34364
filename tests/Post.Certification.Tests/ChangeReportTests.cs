using Post.Certification.Domain;
using Post.Certification.Features.ListOwnRoster;
using Post.Certification.Features.ShowOfficer;
using Post.Certification.Features.ShowOwnOfficer;
using Post.Certification.Features.TakeInReport;
using Post.Certification.OfficerFiles;
using Post.Certification.Reporting;
using Post.Kernel.Access;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Notices.Addresses.RecordAddress;
using Post.Kernel.Notices.Addresses.VerifyAddress;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>Changes of what the record holds of an officer: each a dated row, with the report as its source and the old one kept.</summary>
public sealed class ChangeReportTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    [Trait("Clause", "12.05(1)(i)")]
    public async Task LeaveAndReturn_AreSpansOfDays_SoonerToldOrLater()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Tansy Police Department", "4931-0001");
        var person = await host.PersonAsync("4931-0001");

        // The return is told before the leave.
        await TakenInAsync(agency, ReportKind.WorkStatusChange, Status(agency, "FullDuty", -2));
        await TakenInAsync(agency, ReportKind.WorkStatusChange, Status(agency, "OnLeave", -30));
        await TakenInAsync(agency, ReportKind.WorkStatusChange, Status(agency, "Other", -10) with { Subject = "Assigned to a task force" });

        Assert.Equal(
            [("FullDuty", Day(-2), null), ("Other", Day(-10), Day(-2)), ("OnLeave", Day(-30), (DateOnly?)Day(-10))],
            (await FactsAsync(person)).Select(f => (f.Value, f.From, f.Until)));
        var then = Assert.Single((await host.AsStaffAsync(new ShowOfficerQuery(person, Day(-15)))).Value.Employments).Facts.Where(f => f.Register is ServiceRegister.WorkStatus).ToList();
        Assert.Equal(("OnLeave", (DateOnly?)null), (Assert.Single(then).Value, then[0].Until));
        Assert.All(await FactsAsync(person), f => Assert.Contains("Tansy", f.Source, StringComparison.Ordinal));
        Assert.DoesNotContain((await host.Send(new ShowOwnOfficerQuery(person), agency.Clerk)).Value.Service[0].Facts, f => f.Source.Contains("AR-", StringComparison.Ordinal));
        Assert.IsType<OnRecordAlready>((await agency.ReportAsync(ReportKind.WorkStatusChange, Status(agency, "FullDuty", -1))).Refusal);
    }

    [Fact]
    [Trait("Clause", "12.05(1)(i)")]
    public async Task CorrectedDay_MovesTheSpan_AndHealsTheOneBefore()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Umbel Police Department", "4932-0001");
        var person = await host.PersonAsync("4932-0001");
        await TakenInAsync(agency, ReportKind.WorkStatusChange, Status(agency, "FullDuty", -90, "4932-0001"));
        var wrong = await TakenInAsync(agency, ReportKind.WorkStatusChange, Status(agency, "OnLeave", -40, "4932-0001"));

        var right = await agency.CorrectionAsync(wrong, ReportKind.WorkStatusChange, Status(agency, "OnLeave", -20, "4932-0001"));
        Assert.Null((await agency.SubmitAsync(right)).Refusal);
        Assert.Null((await TakeInAsync(right)).Refusal);

        Assert.Equal(
            [("OnLeave", Day(-20), null), ("FullDuty", Day(-90), (DateOnly?)Day(-20))],
            (await FactsAsync(person)).Select(f => (f.Value, f.From, f.Until)));
        Assert.Equal(2, await host.ScalarAsync<long>(
            "select count(*) from certification.service_fact where person_id = $1 and superseded_at is not null and source_id = $2 and register = 'WorkStatus'", person, wrong)
            + await host.ScalarAsync<long>(
                "select count(*) from certification.service_fact where person_id = $1 and superseded_at is not null and value = 'FullDuty' and valid_to = $2", person, Day(-40)));
    }

    [Fact]
    public async Task RankFromADay_IsTheRankOfTheRoster_AndTheOneBeforeIsToldWithItsDays()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Vetch Police Department", "4933-0001");
        await agency.KnownSinceAsync("4933-0001", new DateOnly(2018, 4, 2));
        await host.ExecuteAsync(
            "update certification.employment e set rank = 'Patrol Officer' from certification.person p where p.id = e.person_id and p.officer_number = '4933-0001'");
        var person = await host.PersonAsync("4933-0001");
        Assert.IsType<OnRecordAlready>((await agency.ReportAsync(
            ReportKind.RankChange, agency.Matter("4933-0001", Day(-7)) with { Rank = "Patrol Officer" })).Refusal);

        var report = await TakenInAsync(agency, ReportKind.RankChange, agency.Matter("4933-0001", Day(-7)) with { Rank = "Sergeant" });

        Assert.Equal(
            [("Sergeant", Day(-7), null), ("Patrol Officer", new DateOnly(2018, 4, 2), (DateOnly?)Day(-7))],
            (await FactsAsync(person)).Select(f => (f.Value, f.From, f.Until)));
        Assert.Equal("Sergeant", Assert.Single((await host.Send(new ListOwnRosterQuery(), agency.Clerk)).Value.Rows).Rank);
        Assert.Equal("Patrol Officer", Assert.Single((await host.AsStaffAsync(new ShowOfficerQuery(person, Day(-8)))).Value.Employments).Rank);
        Assert.Equal(new DateOnly(2018, 4, 2), Assert.Single((await host.FactsOfAsync("4933-0001")).Service).From);

        var second = await agency.CorrectionAsync(report, ReportKind.RankChange, agency.Matter("4933-0001", Day(-7)) with { Rank = "Lieutenant" });
        Assert.Null((await agency.SubmitAsync(second)).Refusal);
        Assert.Null((await TakeInAsync(second)).Refusal);
        Assert.Equal("Lieutenant", Assert.Single((await host.Send(new ListOwnRosterQuery(), agency.Clerk)).Value.Rows).Rank);
    }

    [Fact]
    public async Task NewName_StandsFromItsDay_AndTheOldOneIsFormer_AlsoWhereItWasSeenLater()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Woodruff Police Department", "4934-0001", "4934-0002");
        Assert.Equal("day-needed", (await agency.ReportAsync(ReportKind.NameChange, Named(agency, "4934-0001", "Brook") with { OccurredOn = null })).Refusal!.Code);
        Assert.IsType<OnRecordAlready>((await agency.ReportAsync(ReportKind.NameChange, Named(agency, "4934-0001", "Rivers"))).Refusal);

        var wrong = await TakenInAsync(agency, ReportKind.NameChange, Named(agency, "4934-0001", "Brok"));
        var right = await agency.CorrectionAsync(wrong, ReportKind.NameChange, Named(agency, "4934-0001", "Brook"));
        Assert.Null((await agency.SubmitAsync(right)).Refusal);
        Assert.Null((await TakeInAsync(right)).Refusal);
        // Before the first list that named the officer.
        await TakenInAsync(agency, ReportKind.NameChange, Named(agency, "4934-0002", "Brook", new DateOnly(2024, 1, 15)));

        var file = (await host.AsStaffAsync(new ShowOfficerQuery(await host.PersonAsync("4934-0001")))).Value;
        Assert.Equal(("Brook", Day(-3)), (file.Name.Surname, file.Name.ValidFrom));
        var former = Assert.Single(file.FormerNames);
        Assert.Equal(("Rivers", (DateOnly?)Day(-3)), (former.Surname, former.ValidTo));
        var older = Assert.Single((await host.AsStaffAsync(new ShowOfficerQuery(await host.PersonAsync("4934-0002")))).Value.FormerNames);
        Assert.Equal((new DateOnly(2024, 1, 14), (DateOnly?)new DateOnly(2024, 1, 15)), (older.ValidFrom, older.ValidTo));
    }

    [Fact]
    [Trait("Clause", "12.05(1)(i)(a)")]
    public async Task NewAddress_IsUsedBesideTheOldOne_UntilItIsVerified()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Yarrow Police Department", "4935-0001");
        var person = await host.PersonAsync("4935-0001");
        Assert.Null((await host.AsStaffAsync(new RecordAddressCommand(
            AddresseeKind.Officer, person, ContactKind.Email, "own@officer.example", [ContactPurposes.CommissionCorrespondence], AddressOrigin.Addressee,
            "The officer", Day(-100)))).Refusal);
        await TakenInAsync(agency, ReportKind.ContactChange, Address(agency, "old@agency.example", -50));
        var report = await TakenInAsync(agency, ReportKind.ContactChange, Address(agency, "new@agency.example", -2));

        await agency.ConditionalAsync("4935-0001", "Complete the training");
        Assert.Equal(["new@agency.example", "old@agency.example", "own@officer.example"], await SentToAsync(person));
        Assert.Contains(await host.RowsAsync(
            "select furnished_by from kernel.contact_point where owner_id = $1 and value = 'new@agency.example'", r => r.GetString(0), person),
            f => f.Contains("Yarrow", StringComparison.Ordinal) && f.Contains("AR-", StringComparison.Ordinal));

        var point = await host.ScalarAsync<Guid>("select id from kernel.contact_point where owner_id = $1 and value = 'new@agency.example'", person);
        Assert.IsType<NotValid>((await host.AsStaffAsync(new VerifyAddressCommand(point, " "))).Refusal);
        Assert.Null((await host.AsStaffAsync(new VerifyAddressCommand(point, "The officer answered from it"))).Refusal);

        // What the officer gave stays: only what the same side gave before is followed.
        Assert.Equal(["new@agency.example", "own@officer.example"], await ActiveAsync(person));
        Assert.IsType<AddressSettled>((await host.AsStaffAsync(new VerifyAddressCommand(point, "Again"))).Refusal);
        Assert.Equal("TakenIn", (await agency.FileAsync(report)).State);
    }

    [Fact]
    public async Task AddressInUseAlready_IsTakenInWithoutASecondRow_AndTheAgencyLearnsNothing()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Zinnia Police Department", "4936-0001");
        await TakenInAsync(agency, ReportKind.ContactChange, Address(agency, "same@agency.example", -50, "4936-0001"));
        await TakenInAsync(agency, ReportKind.ContactChange, Address(agency, "same@AGENCY.example", -2, "4936-0001"));

        Assert.Equal(["same@agency.example"], await ActiveAsync(await host.PersonAsync("4936-0001")));
        Assert.Equal("address-unfit", (await agency.ReportAsync(ReportKind.ContactChange, Address(agency, "no address", -2, "4936-0001"))).Refusal!.Code);
    }

    [Fact]
    public async Task OfficersOfOthers_AndNobody_AreAnsweredAlike_InEveryKindOfChange()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Acanthus Police Department", "4937-0001");
        await ReportingAgency.OpenAsync(host, "Bergamot Police Department", "4937-0002");

        foreach (var number in new[] { "4937-0002", "4937-9999" })
        {
            Assert.Equal(new NotOfOwnAgency(), (await agency.ReportAsync(ReportKind.WorkStatusChange, Status(agency, "OnLeave", -2, number))).Refusal);
            Assert.Equal(new NotOfOwnAgency(), (await agency.ReportAsync(ReportKind.ContactChange, Address(agency, "a@b.example", -2, number))).Refusal);
            Assert.Equal(new NotOfOwnAgency(), (await agency.ReportAsync(ReportKind.NameChange, Named(agency, number, "Brook"))).Refusal);
            Assert.Equal(new NotOfOwnAgency(), (await agency.ReportAsync(
                ReportKind.RankChange, agency.Matter(number) with { Rank = "Sergeant" })).Refusal);
        }
    }

    private DateOnly Day(int days) => host.Today.AddDays(days);

    private ReportContent Status(ReportingAgency agency, string code, int days, string number = "4931-0001") =>
        agency.Matter(number, Day(days)) with { WorkStatusCode = code, LeaveNatureCode = code == "OnLeave" ? "Family" : null, Evidence = null };

    private ReportContent Address(ReportingAgency agency, string value, int days, string number = "4935-0001") =>
        agency.Matter(number, Day(days)) with { Channel = "Email", Contact = value, Evidence = null };

    private static ReportContent Named(ReportingAgency agency, string number, string surname, DateOnly? on = null) =>
        agency.Matter(number, on) with { FirstName = "First0", Surname = surname, Evidence = null };

    private async Task<IReadOnlyList<ServiceFactRow>> FactsAsync(Guid person) =>
        [.. Assert.Single((await host.AsStaffAsync(new ShowOfficerQuery(person))).Value.Employments).Facts.Where(f => f.Register is not ServiceRegister.Leave)];

    private Task<IReadOnlyList<string>> ActiveAsync(Guid person) => host.RowsAsync(
        "select value from kernel.contact_point where owner_id = $1 and state = 'Active' order by value", r => r.GetString(0), person);

    private Task<IReadOnlyList<string>> SentToAsync(Guid person) => host.RowsAsync(
        """
        select distinct c.value from kernel.notice_delivery d
        join kernel.notice n on n.id = d.notice_id join kernel.contact_point c on c.id = d.contact_point_id
        where n.addressee_id = $1 and n.addressee_kind = 'Officer' order by c.value
        """, r => r.GetString(0), person);

    private async Task<Guid> TakenInAsync(ReportingAgency agency, ReportKind kind, ReportContent said)
    {
        var report = await agency.ReceivedAsync(kind, said);
        Assert.Null((await TakeInAsync(report)).Refusal);
        return report;
    }

    private Task<Result<Done>> TakeInAsync(Guid report) => host.AsStaffAsync(new TakeInReportCommand(report, null, SamePerson: false));
}
