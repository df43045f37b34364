using Post.Certification.Domain;
using Post.Certification.Features.ListOwnSchools;
using Post.Certification.Features.ListReviewItems;
using Post.Certification.Features.QueueSchoolService;
using Post.Certification.Features.RecordSchoolPaper;
using Post.Certification.Features.RecordSchoolService;
using Post.Certification.Features.ShowOfficerSchools;
using Post.Certification.Features.ShowOwnOfficer;
using Post.Certification.Features.ShowPersonalRecord;
using Post.Certification.Features.WithdrawSchoolEntry;
using Post.Certification.Members;
using Post.Certification.Schools;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

/// <summary>Service at schools as the own agency keeps it, with what it rests on, and what is to be looked at.</summary>
public sealed class OwnSchoolsTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Body = "Northfield Public Schools";

    [Fact]
    [Trait("Clause", "12.04(1)(c)4")]
    public async Task ServiceAtSchools_HasSchoolPlaceAndDays_ManyOfOneOfficer_AndTheCommissionReadsIt()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Acacia Police Department", "7401-0001", "7401-0002");
        await PapersAsync(agency);
        await RecordedAsync(agency, Says("7401-0001") with { From = host.Today.AddDays(-90), Until = host.Today.AddDays(-31) });
        await RecordedAsync(agency, Says("7401-0001") with { School = "Northfield Middle School", From = host.Today.AddDays(-30) });

        var officer = Assert.Single((await SchoolsAsync(agency)).Officers);

        Assert.Equal("7401-0001", officer.OfficerNumber);
        Assert.Equal(
            [("Northfield Middle School", -30, (int?)null), ("Northfield High School", -90, -31)],
            officer.Service.Select(s => (s.School, s.From.DayNumber - host.Today.DayNumber, s.Until?.DayNumber - host.Today.DayNumber)));
        Assert.Equal(["sro-not-certified"], officer.Service.SelectMany(s => s.Marks).Select(m => m.Code));
        var staff = (await host.AsStaffAsync(new ShowOfficerSchoolsQuery(officer.PersonId))).Value;
        Assert.Equal([agency.Name, agency.Name], staff.Service.Select(s => s.Agency));
        Assert.Equal(["Northfield", "Northfield"], staff.Service.Select(s => s.Place));
        Assert.Equal(SroStandingKind.None, staff.Certification.Kind);
    }

    [Fact]
    [Trait("Clause", "12.04(1)(c)4")]
    public async Task OfficerReadsTheOwnServiceAtSchools()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Aspen Police Department", "7410-0001", "7410-0002");
        await RecordedAsync(agency, Says("7410-0001"));
        await RecordedAsync(agency, Says("7410-0002") with { School = "Another School" });
        var officer = await PortalOfficer.InvitedAsync(host, "7410-0001");

        var own = (await officer.Send(new ShowPersonalRecordQuery())).Value;

        var read = Assert.Single(own.File.Schools);
        Assert.Equal(("Northfield High School", "Northfield", agency.Name, host.Today.AddDays(-30), (DateOnly?)null), (read.School, read.Place, read.Agency, read.From, read.Until));
    }

    // B: end before start → date-order.
    [Fact]
    [Trait("Clause", "12.04(1)(c)4")]
    public async Task ServiceWithoutPlaceOrDay_OrInTheWrongOrder_IsNotRecorded()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Birch Police Department", "7402-0001");
        var said = Says("7402-0001");

        Assert.IsType<SchoolDayOrder>(await RefusedAsync(agency, said with { Until = said.From!.Value.AddDays(-1) }));
        Assert.IsType<SchoolDayNeeded>(await RefusedAsync(agency, said with { From = null }));
        Assert.IsType<SchoolDayAhead>(await RefusedAsync(agency, said with { From = host.Today.AddDays(1) }));
        Assert.IsType<SchoolWordsNeeded>(await RefusedAsync(agency, said with { School = " -- " }));
        Assert.IsType<SchoolWordsNeeded>(await RefusedAsync(agency, said with { Place = " " }));
        Assert.IsType<SchoolWordsNeeded>(await RefusedAsync(agency, said with { SchoolBody = null }));
        Assert.IsType<SchoolWordsNeeded>(await RefusedAsync(agency, said with { OfficerNumber = "" }));
        Assert.IsType<NotValid>(await RefusedAsync(agency, said with { School = new string('x', ServiceAtSchool.WordsMaxLength + 1) }));
        Assert.Empty((await SchoolsAsync(agency)).Officers);
        await RecordedAsync(agency, said with { Until = said.From });
        Assert.Single((await SchoolsAsync(agency)).Officers);
    }

    [Fact]
    [Trait("Clause", "12.04(1)(c)4")]
    public async Task SameSchoolOnTheSameDays_IsRecordedOnce_HoweverItIsWritten()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Cedar Police Department", "7403-0001");
        await RecordedAsync(agency, Says("7403-0001") with { From = host.Today.AddDays(-90), Until = host.Today.AddDays(-60) });

        Assert.IsType<ServesThereAlready>(await RefusedAsync(agency, Says("7403-0001") with { School = "NORTHFIELD high school", From = host.Today.AddDays(-60) }));
        await RecordedAsync(agency, Says("7403-0001") with { From = host.Today.AddDays(-59) });
        Assert.IsType<ServesThereAlready>(await RefusedAsync(agency, Says("7403-0001")));

        Assert.Equal(2, Assert.Single((await SchoolsAsync(agency)).Officers).Service.Count);
    }

    [Fact]
    [Trait("Clause", "12.04(1)(c)4")]
    public async Task Correction_StandsInTheEntrysPlace_WhatWasSaidStays_AndOneTakenBackIsGoneWithItsReason()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Dogwood Police Department", "7404-0001", "7404-0002");
        await RecordedAsync(agency, Says("7404-0001"));
        var series = Assert.Single((await SchoolsAsync(agency)).Officers).Service[0].SeriesId;

        // Whose it is cannot be corrected: the number is not looked at.
        await RecordedAsync(agency, Says("7404-0002") with { Until = host.Today }, series);
        Assert.IsType<SchoolEntryOnRecord>(await RefusedAsync(agency, Says("7404-0002") with { Until = host.Today }, series));

        var officer = Assert.Single((await SchoolsAsync(agency)).Officers);
        Assert.Equal(("7404-0001", host.Today), (officer.OfficerNumber, officer.Service[0].Until));
        Assert.Equal(2, await host.ScalarAsync<long>("select count(*) from certification.school_service where series_id = $1", series));
        Assert.IsType<NotValid>((await host.Send(new WithdrawSchoolEntryCommand(series, " "), agency.Head)).Refusal);
        Assert.Null((await host.Send(new WithdrawSchoolEntryCommand(series, "Another officer was meant"), agency.Head)).Refusal);
        Assert.IsType<NotFound>((await host.Send(new WithdrawSchoolEntryCommand(series, "Again"), agency.Head)).Refusal);
        Assert.IsType<NotFound>(await RefusedAsync(agency, Says("7404-0001"), series));
        Assert.Empty((await SchoolsAsync(agency)).Officers);
        Assert.Equal("Another officer was meant", await host.ScalarAsync<string>(
            "select withdrawn_because from certification.school_service where series_id = $1 and withdrawn_because is not null", series));
    }

    [Fact]
    [Trait("Clause", "12.04(1)(c)2")]
    [Trait("Clause", "12.04(1)(c)3")]
    public async Task AgreementsAndProcedures_AreKeptWithTheirDays_AndTakeTheirMarksAway()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Elm Police Department", "7405-0001");
        await RecordedAsync(agency, Says("7405-0001"));
        Assert.Equal(["mou-gap", "procedures-absent", "sro-not-certified"], await MarksAsync(agency));

        await PaperedAsync(agency, Paper(SchoolPaperKind.Agreement));
        await PaperedAsync(agency, Paper(SchoolPaperKind.Procedures) with { Title = "Version 1", Until = host.Today.AddDays(-40) });
        await PaperedAsync(agency, Paper(SchoolPaperKind.Procedures) with { Title = "Version 2", From = host.Today.AddDays(-39) });

        Assert.Equal(["sro-not-certified"], await MarksAsync(agency));
        var papers = (await SchoolsAsync(agency)).Papers;
        Assert.Equal(["2026", "Version 2", "Version 1"], papers.Select(p => p.Title));
        Assert.Equal(("The agency and the district", "Office of the chief"), (papers[0].Parties, papers[0].KeptAt));
        // The agreement ran out while the service goes on.
        Assert.Null((await host.Send(new RecordSchoolPaperCommand(papers[0].SeriesId, Paper(SchoolPaperKind.Agreement) with { Until = host.Today.AddDays(-1) }), agency.Liaison)).Refusal);
        Assert.Equal(["mou-gap", "sro-not-certified"], await MarksAsync(agency));
        Assert.Null((await host.Send(new WithdrawSchoolEntryCommand(papers[1].SeriesId, "Never issued"), agency.Liaison)).Refusal);
        Assert.Equal(["mou-gap", "procedures-absent", "sro-not-certified"], await MarksAsync(agency));
    }

    [Fact]
    [Trait("Clause", "12.04(1)(c)2")]
    public async Task AgreementWithoutPartiesBodyPlaceOrDay_IsNotRecorded()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Fir Police Department", "7406-0001");
        var said = Paper(SchoolPaperKind.Agreement);

        Assert.IsType<PartiesNeeded>(await RefusedPaperAsync(agency, said with { Parties = " " }));
        Assert.IsType<SchoolWordsNeeded>(await RefusedPaperAsync(agency, said with { Title = null }));
        Assert.IsType<SchoolWordsNeeded>(await RefusedPaperAsync(agency, said with { SchoolBody = "--" }));
        Assert.IsType<SchoolWordsNeeded>(await RefusedPaperAsync(agency, said with { KeptAt = "" }));
        Assert.IsType<SchoolDayNeeded>(await RefusedPaperAsync(agency, said with { From = null }));
        Assert.IsType<SchoolDayAhead>(await RefusedPaperAsync(agency, said with { From = host.Today.AddDays(1) }));
        Assert.IsType<SchoolDayOrder>(await RefusedPaperAsync(agency, said with { Until = said.From!.Value.AddDays(-1) }));
        Assert.IsType<NotValid>(await RefusedPaperAsync(agency, said with { Kind = "Letter" }));
        Assert.IsType<NotValid>(await RefusedPaperAsync(agency, said with { Kind = null }));
        await PaperedAsync(agency, said);
        Assert.IsType<SchoolEntryOnRecord>(await RefusedPaperAsync(agency, said));
    }

    [Fact]
    [Trait("Clause", "12.04(1)(c)4")]
    public async Task OfficersAndEntriesOfAnotherAgency_AreOutOfReach()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Ginkgo Police Department", "7407-0001");
        var other = await ReportingAgency.OpenAsync(host, "Hazel Police Department", "7407-0002");
        await RecordedAsync(other, Says("7407-0002"));
        await PaperedAsync(other, Paper(SchoolPaperKind.Agreement));
        var theirs = await SchoolsAsync(other);
        var service = theirs.Officers[0].Service[0].SeriesId;

        // An officer of another agency and a number that nobody has are told alike.
        Assert.Equal(
            Text(await RefusedAsync(agency, Says("7407-9999")), "7407-9999"), Text(await RefusedAsync(agency, Says("7407-0002")), "7407-0002"));
        Assert.IsType<NotFound>(await RefusedAsync(agency, Says("7407-0001"), service));
        Assert.IsType<NotFound>((await host.Send(new RecordSchoolPaperCommand(theirs.Papers[0].SeriesId, Paper(SchoolPaperKind.Agreement)), agency.Head)).Refusal);
        Assert.IsType<NotFound>((await host.Send(new WithdrawSchoolEntryCommand(service, "Not ours"), agency.Head)).Refusal);
        Assert.IsType<NotFound>((await host.Send(new WithdrawSchoolEntryCommand(theirs.Papers[0].SeriesId, "Not ours"), agency.Head)).Refusal);
        var own = await SchoolsAsync(agency);
        Assert.Equal((0, 0), (own.Officers.Count, own.Papers.Count));
        Assert.Single((await SchoolsAsync(other)).Officers);

        static string Text(Refusal? refusal, string number) => Assert.IsType<NoOfficerServesHere>(refusal).Text.Replace(number, "", StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "12.04(1)(c)4")]
    public async Task ClerkReads_AndDoesNotRecord_NorDoStaff()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Juniper Police Department", "7408-0001");
        await RecordedAsync(agency, Says("7408-0001"));

        Assert.False((await host.Send(new ListOwnSchoolsQuery(), agency.Clerk)).Value.MayKeep);
        Assert.IsType<NotAllowed>((await host.Send(new RecordSchoolServiceCommand(null, Says("7408-0001")), agency.Clerk)).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new RecordSchoolPaperCommand(null, Paper(SchoolPaperKind.Agreement)), agency.Clerk)).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new WithdrawSchoolEntryCommand(Guid.NewGuid(), "No"), agency.Clerk)).Refusal);
        Assert.IsType<SignatoryNotAuthorised>(
            (await host.Send(new RecordSchoolServiceCommand(null, Says("7408-0001")), agency.Clerk with { Roles = [Roles.AgencyHead] })).Refusal);
        Assert.IsType<NotAllowed>((await host.AsStaffAsync(new RecordSchoolServiceCommand(null, Says("7408-0001")))).Refusal);
        Assert.IsType<NotAllowed>((await host.AsStaffAsync(new ListOwnSchoolsQuery())).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new ShowOfficerSchoolsQuery(await host.PersonAsync("7408-0001")), agency.Head)).Refusal);
        Assert.IsType<NotFound>((await host.AsStaffAsync(new ShowOfficerSchoolsQuery(Guid.NewGuid()))).Refusal);
    }

    // B: open assignment while SRO certification suspended → flag sro-serving-while-suspended.
    [Theory]
    [InlineData("7409-0001", "Certified", "Suspended")]
    [InlineData("7409-0002", "Suspended", "Active")]
    [InlineData("7409-0003", "Decertified", "Active")]
    [Trait("Clause", "12.04(1)(c)4")]
    [Trait("Clause", "IF-10.00 SRO")]
    public async Task WhoServesWhileSuspended_IsMarkedAtTheAgency_AndComesBeforeAPersonOnce(string number, string status, string certificate)
    {
        var agency = await ReportingAgency.OpenAsync(host, $"Larch {number[^1]} Police Department", number);
        await host.BringInAsync("officers", Officers(Officer(number, "Rivers, First0", status, agency.Name)), July);
        await host.BringInAsync("certifications", Certifications(
            Certificate(number, $"S-{number}", "SRO", "9/1/2024", "9/1/2027", certificate, certificate is "Active" ? "" : "5/1/2025", last: "Rivers", first: "First0")), July);
        await PapersAsync(agency);
        await RecordedAsync(agency, Says(number));

        Assert.Equal(["sro-serving-while-suspended"], await MarksAsync(agency));
        for (var night = 0; night < 3; night++) Assert.Null((await host.Send(new QueueSchoolServiceCommand(host.Clock.GetUtcNow().AddDays(night)))).Refusal);

        var asked = Assert.Single((await host.AsStaffAsync(new ListReviewItemsQuery(nameof(ReviewKind.SroServesWhileSuspended), false, null))).Value.Rows, r => r.OfficerNumber == number);
        Assert.Contains("Northfield High School", asked.Details, StringComparison.Ordinal);
        Assert.Contains(agency.Name, asked.Details, StringComparison.Ordinal);
    }

    // The clock stands in the last month of the training year.
    [Fact]
    [Trait("Clause", "MMA-03")]
    public async Task YearThatEndsSoon_IsDueAtTheAgencyUntilTheTrainingIsReported()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Maple Police Department", "7411-0001", "7411-0002");
        await host.BringInAsync("certifications", Certifications(Certificate("7411-0001", "S-7411", "SRO", "9/1/2024", "9/1/2027", last: "Rivers", first: "First0")), July);
        var ends = new DateOnly(2026, 6, 30);

        Assert.Equal([ends], await DueAsync("7411-0001"));
        Assert.Empty(await DueAsync("7411-0002"));
        await host.BringInAsync("training", Trainings(
            Training("7411-0001", "M-7411", "SRO annual", "10/14/2025", type: "SRO", last: "Rivers", first: "First0")), new DateOnly(2026, 5, 31));
        Assert.Empty(await DueAsync("7411-0001"));

        async Task<IEnumerable<DateOnly>> DueAsync(string number) =>
            (await host.Send(new ShowOwnOfficerQuery(await host.PersonAsync(number)), agency.Clerk)).Value.Due
                .Where(d => d.Words == "Yearly training as a school resource officer").Select(d => d.On!.Value);
    }

    private SchoolServiceSaid Says(string number) =>
        new(number, "Northfield High School", "Northfield", Body, host.Today.AddDays(-30), null);

    private SchoolPaperSaid Paper(SchoolPaperKind kind) => new(
        kind.ToString(), "2026", "The agency and the district", Body, host.Today.AddDays(-400), null, "Office of the chief");

    private async Task PapersAsync(ReportingAgency agency)
    {
        await PaperedAsync(agency, Paper(SchoolPaperKind.Agreement));
        await PaperedAsync(agency, Paper(SchoolPaperKind.Procedures));
    }

    private async Task<OwnSchools> SchoolsAsync(ReportingAgency agency)
    {
        var read = await host.Send(new ListOwnSchoolsQuery(), agency.Head);
        Assert.Null(read.Refusal);
        return read.Value;
    }

    private async Task<IEnumerable<string>> MarksAsync(ReportingAgency agency) =>
        (await SchoolsAsync(agency)).Officers.SelectMany(o => o.Service).SelectMany(s => s.Marks).Select(m => m.Code);

    private async Task RecordedAsync(ReportingAgency agency, SchoolServiceSaid said, Guid? series = null) => Assert.Null(await RefusedAsync(agency, said, series));

    private async Task<Refusal?> RefusedAsync(ReportingAgency agency, SchoolServiceSaid said, Guid? series = null) =>
        (await host.Send(new RecordSchoolServiceCommand(series, said), agency.Liaison)).Refusal;

    private async Task PaperedAsync(ReportingAgency agency, SchoolPaperSaid said) => Assert.Null(await RefusedPaperAsync(agency, said));

    private async Task<Refusal?> RefusedPaperAsync(ReportingAgency agency, SchoolPaperSaid said) =>
        (await host.Send(new RecordSchoolPaperCommand(null, said), agency.Liaison)).Refusal;
}
