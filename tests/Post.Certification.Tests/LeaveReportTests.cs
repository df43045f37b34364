using System.Text;
using System.Text.Json;
using Post.App.Access;
using Post.Certification.Domain;
using Post.Certification.Features.ExportReports;
using Post.Certification.Features.SaveOwnReport;
using Post.Certification.Features.ShowOfficer;
using Post.Certification.Features.ShowOwnOfficer;
using Post.Certification.Features.TakeInReport;
using Post.Certification.OfficerFiles;
using Post.Certification.Reporting;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Certification.Tests;

/// <summary>Leaves of officers: told with the work status, shown to the officer, the agency of that service and readers of the file, and to nobody else.</summary>
public sealed class LeaveReportTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Words = "Sabbatical of the academy";

    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    // G: open-ended leave W saved T work status OnLeave and a 12.05(1)(i)(c) report is proposed.
    [Fact]
    [Trait("Clause", "12.04(1)(a)4")]
    public async Task OpenEndedLeave_IsProposedAsAReportOfTheWorkStatus_AndIsTheWorkStatusOnceTakenIn()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Alder Leave Police Department", "4951-0001");
        var person = await host.PersonAsync("4951-0001");

        // Whoever records a leave does not have to say besides that the officer is on leave.
        var report = await agency.PrepareAsync(
            ReportKind.WorkStatusChange, agency.Matter("4951-0001", Day(-10)) with { LeaveNatureCode = "Military", Evidence = null });

        var proposed = Assert.Single((await OwnAsync(agency, person)).Proposed);
        Assert.Equal((report, "On leave, Military", (DateOnly?)Day(-10), true), (proposed.Report.Id, proposed.Words, proposed.From, proposed.Draft));
        Assert.Equal("OnLeave", (await agency.FileAsync(report)).Content.WorkStatusCode);

        Assert.Null((await agency.SubmitAsync(report)).Refusal);
        Assert.False(Assert.Single((await OwnAsync(agency, person)).Proposed).Draft);
        Assert.Null((await TakeInAsync(report)).Refusal);

        var own = await OwnAsync(agency, person);
        Assert.Empty(own.Proposed);
        Assert.True(own.OnLeave);
        var row = Assert.Single(await ServiceAsync(person));
        Assert.Equal(new LeavePeriod(Day(-10), null, null, "Military", null), Assert.Single(row.Leaves));
        Assert.Equal(("OnLeave", (DateOnly?)null), Assert.Single(row.Facts, f => f.Register is ServiceRegister.WorkStatus) switch { var f => (f.Value, f.Until) });
    }

    // B: overlapping leaves (concurrent kinds exist) → saved with flag `leave-overlap`.
    [Fact]
    [Trait("Clause", "12.04(1)(a)4")]
    public async Task LeavesOfTwoKindsAtOnce_AreBothSaved_AndMarkedForAgencyOfficerAndStaff()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Briar Leave Police Department", "4952-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "4952-0001");
        var first = await TakenInAsync(agency, Leave(agency, "4952-0001", -30, "Medical"));

        var second = await TakenInAsync(agency, Leave(agency, "4952-0001", -30, "Family", -5));

        Assert.DoesNotContain((await agency.FileAsync(first)).Steps, s => s.Note is not null);
        Assert.Contains((await agency.FileAsync(second)).Steps, s => s.Note?.Contains("leave-overlap", StringComparison.Ordinal) is true);
        foreach (var leaves in new[]
        {
            Assert.Single(await ServiceAsync(officer.Person)).Leaves, (await OwnAsync(agency, officer.Person)).Service[0].Leaves,
            Assert.Single((await officer.RecordAsync()).File.Service).Leaves,
        })
        {
            Assert.Equal([("Family", (DateOnly?)Day(-5), true), ("Medical", null, true)], leaves.Select(l => (l.NatureCode, l.LastDay, l.Overlaps)));
        }

        // The return ends what goes on; each of both keeps its own days.
        await TakenInAsync(agency, Status(agency, "4952-0001", "FullDuty", -2));
        Assert.Equal([Day(-5), (DateOnly?)Day(-3)], Assert.Single(await ServiceAsync(officer.Person)).Leaves.Select(l => l.LastDay));
        Assert.False((await OwnAsync(agency, officer.Person)).OnLeave);
    }

    [Fact]
    [Trait("Clause", "12.04(1)(a)4")]
    public async Task ExpectedDayThatPassed_AsksTheAgencyForTheReturn_UntilItIsReported()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Cedar Leave Police Department", "4953-0001", "4953-0002");
        var person = await host.PersonAsync("4953-0001");
        await TakenInAsync(agency, Leave(agency, "4953-0001", -30, "Vacation", -4));
        await TakenInAsync(agency, Leave(agency, "4953-0002", -30, "Vacation", 0));

        var due = Assert.Single((await OwnAsync(agency, person)).Due, d => d.Words.StartsWith("Leave", StringComparison.Ordinal));
        Assert.Equal((Day(-4), true), (due.On, due.Past));
        Assert.DoesNotContain((await OwnAsync(agency, await host.PersonAsync("4953-0002"))).Due, d => d.Words.StartsWith("Leave", StringComparison.Ordinal));
        Assert.True((await OwnAsync(agency, person)).OnLeave);

        // It goes on longer: the later word of the same day stands.
        await TakenInAsync(agency, Leave(agency, "4953-0001", -30, "Vacation", 8));
        Assert.Equal(Day(8), Assert.Single(Assert.Single(await ServiceAsync(person)).Leaves).ExpectedLastDay);
        await TakenInAsync(agency, Status(agency, "4953-0001", "FullDuty", -1));
        Assert.DoesNotContain((await OwnAsync(agency, person)).Due, d => d.Words.StartsWith("Leave", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CorrectedLeave_LeavesOneLeave_AndTheOldOneIsKept()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Dogwood Leave Police Department", "4954-0001");
        var person = await host.PersonAsync("4954-0001");
        await TakenInAsync(agency, Status(agency, "4954-0001", "FullDuty", -90));
        var wrong = await TakenInAsync(agency, Leave(agency, "4954-0001", -40, "Medical"));
        await TakenInAsync(agency, Status(agency, "4954-0001", "Restricted", -10));

        var right = await agency.CorrectionAsync(wrong, ReportKind.WorkStatusChange, Leave(agency, "4954-0001", -20, "Family", -12));
        Assert.Null((await agency.SubmitAsync(right)).Refusal);
        Assert.Null((await TakeInAsync(right)).Refusal);
        Assert.NotNull((await TakeInAsync(right)).Refusal);

        Assert.Equal(new LeavePeriod(Day(-20), Day(-11), Day(-12), "Family", null), Assert.Single(Assert.Single(await ServiceAsync(person)).Leaves));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from certification.service_fact where person_id = $1 and register = 'Leave' and superseded_at is not null and value = 'Medical'", person));
        // What was known before stays so as of then; and of a day before, the leave had not begun.
        Assert.Empty(Assert.Single((await host.AsStaffAsync(new ShowOfficerQuery(person, Day(-25)))).Value.Employments).Leaves);
        Assert.Equal(Day(-12), Assert.Single(Assert.Single((await host.AsStaffAsync(new ShowOfficerQuery(person, Day(-15)))).Value.Employments).Leaves).ExpectedLastDay);
    }

    [Fact]
    public async Task SameLeaveAgain_IsOnRecordAlready_AndTheSameThatWaits_IsReportedAlready()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Elder Leave Police Department", "4955-0001");
        await agency.ReceivedAsync(ReportKind.WorkStatusChange, Leave(agency, "4955-0001", -9, "Medical"));
        Assert.IsType<ReportedAlready>((await agency.ReportAsync(ReportKind.WorkStatusChange, Leave(agency, "4955-0001", -9, "Medical"))).Refusal);
        await agency.ReceivedAsync(ReportKind.WorkStatusChange, Leave(agency, "4955-0001", -9, "Family"));
        await TakenInAsync(agency, Leave(agency, "4955-0001", -8, "Military"));

        Assert.IsType<OnRecordAlready>((await agency.ReportAsync(ReportKind.WorkStatusChange, Leave(agency, "4955-0001", -3, "Military"))).Refusal);
        Assert.Null((await agency.ReportAsync(ReportKind.WorkStatusChange, Leave(agency, "4955-0001", -3, "Military", 5))).Refusal);
    }

    [Fact]
    [Trait("Clause", "8.06(4)")]
    public async Task NatureOfALeave_IsInNoPublicRow_NoFileOfAList_NoOtherAgencysPage_AndNoWordOfTheLog()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Fir Leave Police Department", "4956-0001");
        var other = await ReportingAgency.OpenAsync(host, "Gorse Leave Police Department", "4956-0002");
        var person = await host.PersonAsync("4956-0001");
        // The same officer serves at a second agency too.
        await host.ExecuteAsync(
            """
            insert into certification.employment select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'agency_id', $2))).*
            from certification.employment e join certification.person p on p.id = e.person_id where p.officer_number = $1
            """, "4956-0001", other.Id);
        var report = await TakenInAsync(agency, Leave(agency, "4956-0001", -9, "Other") with { LeaveWords = Words });
        await host.SettleAsync();

        Assert.Contains(Words, JsonSerializer.Serialize(await OwnAsync(agency, person)), StringComparison.Ordinal);
        var shown = await host.Send(new ShowOwnOfficerQuery(person), other.Head);
        Assert.Null(shown.Refusal);
        Assert.DoesNotContain(Words, JsonSerializer.Serialize(shown.Value), StringComparison.Ordinal);
        Assert.All(shown.Value.Service, s => Assert.Empty(s.Leaves));
        Assert.Equal(new NotOfOwnAgency(), (await host.Send(new ShowOwnOfficerQuery(await host.PersonAsync("4956-0002")), agency.Head)).Refusal);

        var file = (await host.AsStaffAsync(new ExportReportsCommand(true, agency.Id, false))).Value;
        Assert.Equal(1, file.RowCount);
        Assert.DoesNotContain(Words, Encoding.UTF8.GetString(file.Content), StringComparison.Ordinal);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from published.officer where officer_number = '4956-0001' and doc::text like '%' || $1 || '%'", Words));
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from audit.event e where e::text like '%' || $1 || '%'", Words));
        Assert.Contains(Words, (await agency.FileAsync(report)).Says.Single(l => l.Title == "Nature of the leave").Words!, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task LeaveInTheFile_IsReadByThoseWhoReadTheFile(string role)
    {
        var file = await host.Send(new ShowOfficerQuery(Guid.NewGuid()), People.With(role, host.Clock));

        Assert.Equal(RolePermissions.Table.Allows([role], CertificationPermissions.ReadOfficers), file.Refusal is not NotAllowed);
    }

    [Fact]
    public async Task WordsThatAreTooLong_AreRefusedAsADraft()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Ivy Leave Police Department", "4958-0001");
        var said = Leave(agency, "4958-0001", -3, "Other");

        Assert.IsType<NotValid>((await host.Send(
            new SaveOwnReportCommand(null, ReportKind.WorkStatusChange, said with { LeaveWords = new string('x', AgencyReport.ShortMaxLength + 1) }), agency.Clerk)).Refusal);
        Assert.Null((await host.Send(
            new SaveOwnReportCommand(null, ReportKind.WorkStatusChange, said with { LeaveWords = new string('x', AgencyReport.ShortMaxLength) }), agency.Clerk)).Refusal);
        Assert.NotNull((await host.Send(new SaveOwnReportCommand(null, ReportKind.WorkStatusChange, said), PortalOfficer.AtWork(host, Guid.NewGuid()))).Refusal);
    }

    private DateOnly Day(int days) => host.Today.AddDays(days);

    private ReportContent Status(ReportingAgency agency, string number, string code, int from) =>
        agency.Matter(number, Day(from)) with { WorkStatusCode = code, Evidence = null };

    private ReportContent Leave(ReportingAgency agency, string number, int from, string nature, int? until = null) =>
        Status(agency, number, "OnLeave", from) with { LeaveNatureCode = nature, LeaveEndsOn = until is { } last ? Day(last) : null };

    private async Task<OwnOfficer> OwnAsync(ReportingAgency agency, Guid person)
    {
        var shown = await host.Send(new ShowOwnOfficerQuery(person), agency.Clerk);
        Assert.Null(shown.Refusal);
        return shown.Value;
    }

    private async Task<IReadOnlyList<EmploymentRow>> ServiceAsync(Guid person) => (await host.AsStaffAsync(new ShowOfficerQuery(person))).Value.Employments;

    private async Task<Guid> TakenInAsync(ReportingAgency agency, ReportContent said)
    {
        var report = await agency.ReceivedAsync(ReportKind.WorkStatusChange, said);
        Assert.Null((await TakeInAsync(report)).Refusal);
        return report;
    }

    private Task<Result<Done>> TakeInAsync(Guid report) => host.AsStaffAsync(new TakeInReportCommand(report, null, SamePerson: false));
}
