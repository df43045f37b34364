using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Features.ListAgencyReports;
using Post.Certification.Features.ListOwnReports;
using Post.Certification.Features.SaveOwnReport;
using Post.Certification.Features.ShowAgencyReport;
using Post.Certification.Features.ShowOwnReport;
using Post.Certification.Features.SubmitOwnReport;
using Post.Certification.Members;
using Post.Certification.Reporting;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>An agency prepares, reads over and submits what 12.05(1) asks; each agency its own.</summary>
[Trait("Clause", "12.05(1)(i)(b)")]
public sealed class SubmitOwnReportTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    [Trait("Clause", "12.05(1)")]
    [Trait("Clause", "12.05(3)")]
    public async Task ReportKnownFortyDays_IsReceivedAndNotLate_WhereNoNumberIsSet()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Alder Police Department", "4501-0001");
        var events = await host.CountEventsAsync("own-agency.report.submitted");

        var id = await agency.PrepareAsync(ReportKind.Separation, agency.Separation("4501-0001", host.Today.AddDays(-40)));
        var submitted = await agency.SubmitAsync(id);

        Assert.Null(submitted.Refusal);
        var file = await agency.FileAsync(id);
        Assert.Equal(("Submitted", true, 40), (file.State, file.InTime, file.Elapsed));
        Assert.Null(file.DueOn);
        Assert.Equal(["Prepared", "Submitted"], file.Steps.Select(s => s.Words));
        Assert.Equal("Dana Quill, liaison", file.SubmittedBy);
        Assert.Equal(ReportWords.AttestationVersion, await host.ScalarAsync<string>("select attested from certification.agency_report where id = $1", id));
        Assert.Equal(events + 1, await host.CountEventsAsync("own-agency.report.submitted"));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'own-agency.report.submitted' and outcome = 'Ok' and subject_ids = array[$1] and org = $2",
            await host.PersonAsync("4501-0001"), agency.Id.ToString()));
    }

    [Fact]
    [Trait("Clause", "12.05(1)")]
    public async Task ReportAfterTheLastDay_IsTaken_MarkedLate_AndStaysSoWithItsCount()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Birch Police Department", "4502-0001", "4502-0002");
        await host.ExecuteAsync(
            """
            insert into commission.deadline_rule (id, code, version, title, kind, count, unit, direction, roll, starts, non_business_day_is_next,
              service_adds_days, calendar_code, clause, source, effective_from, reason, recorded_at, recorded_by)
            select gen_random_uuid(), code, 2, title, kind, 2, unit, direction, roll, starts, non_business_day_is_next, service_adds_days,
              calendar_code, clause, 'Instruction of the Commission', '2026-01-01', 'Test', now(), 'Test'
            from commission.deadline_rule where code = 'agency-report'
            """);

        // Known on a Thursday: two business days later is Monday the 8th.
        var late = await agency.ReceivedAsync(ReportKind.Separation, agency.Separation("4502-0001", new DateOnly(2026, 6, 4)));
        var onTime = await agency.ReceivedAsync(ReportKind.Separation, agency.Separation("4502-0002", new DateOnly(2026, 6, 8)));
        await host.ExecuteAsync("delete from commission.deadline_rule where code = 'agency-report' and version = 2");

        var file = await agency.FileAsync(late);
        Assert.Equal((false, (DateOnly?)new DateOnly(2026, 6, 8)), (file.InTime, file.DueOn));
        Assert.Contains(file.HowCounted!.Lines, l => l.Words.Contains("weekend", StringComparison.Ordinal));
        Assert.Contains(file.Steps, s => s.Note is { } note && note.StartsWith("Late", StringComparison.Ordinal));
        Assert.True((await agency.FileAsync(onTime)).InTime);

        // Late ones first, then by the earliest day.
        var rows = (await host.AsStaffAsync(new ListAgencyReportsQuery(Limit: 100))).Value.Rows;
        Assert.Equal(late, rows[0].Id);
        Assert.True(rows.Skip(1).All(r => r.InTime));
    }

    [Fact]
    [Trait("Clause", "12.06(2)(f)")]
    public async Task ClerksDraft_IsReadByWhoSubmits_AndNotSubmittedByTheClerk()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Cedar Police Department", "4503-0001");
        var id = await agency.PrepareAsync(ReportKind.Separation, agency.Separation("4503-0001"));

        Assert.IsType<NotAllowed>((await host.Send(new SubmitOwnReportCommand(id, 1, true), agency.Clerk)).Refusal);
        var promoted = agency.Clerk with { Roles = [Roles.AgencyLiaison] };
        Assert.Equal("submit-not-permitted", (await host.Send(new SubmitOwnReportCommand(id, 1, true), promoted)).Refusal!.Code);

        // The clerk changes it after the liaison opened it.
        Assert.Null((await host.Send(new SaveOwnReportCommand(id, ReportKind.Separation, agency.Separation("4503-0001") with { Reason = "Another" }), agency.Clerk)).Refusal);
        Assert.Equal("review-required", (await host.Send(new SubmitOwnReportCommand(id, 1, true), agency.Liaison)).Refusal!.Code);
        Assert.Equal("attestation-required", (await host.Send(new SubmitOwnReportCommand(id, 2, false), agency.Liaison)).Refusal!.Code);
        Assert.Null((await host.Send(new SubmitOwnReportCommand(id, 2, true), agency.Liaison)).Refusal);
    }

    [Fact]
    [Trait("Clause", "12.05(3)")]
    public async Task SubmittedReport_IsChangedByNobody_NotEvenPastTheApplication()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Dogwood Police Department", "4504-0001");
        var id = await agency.ReceivedAsync(ReportKind.Separation, agency.Separation("4504-0001"));

        var edit = await host.Send(new SaveOwnReportCommand(id, ReportKind.Separation, agency.Separation("4504-0001") with { Reason = "Other words" }), agency.Head);
        Assert.IsType<ReportSubmittedAlready>(edit.Refusal);
        Assert.IsType<ReportSubmittedAlready>((await agency.SubmitAsync(id)).Refusal);
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(
            () => host.ExecuteAsync("update certification.agency_report set reason = 'Other words' where id = $1", id));
        Assert.Contains("is not changed", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "12.05(3)")]
    [Trait("Clause", "12.05(1)(i)")]
    public async Task Correction_NamesTheReportItReplaces_OnceAndWithAReason()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Elm Police Department", "4505-0001");
        var said = agency.Separation("4505-0001");
        var first = await agency.ReceivedAsync(ReportKind.Separation, said);
        Assert.IsType<ReportedAlready>((await agency.ReportAsync(ReportKind.Separation, said)).Refusal);
        Assert.IsType<NotValid>((await host.Send(new SaveOwnReportCommand(null, ReportKind.Separation, said, first), agency.Clerk)).Refusal);
        Assert.IsType<NothingToCorrect>((await host.Send(new SaveOwnReportCommand(null, ReportKind.Hire, said, first, "Wrong"), agency.Clerk)).Refusal);

        var second = await agency.CorrectionAsync(first, ReportKind.Separation, said with { NatureCode = "Resignation" });
        Assert.IsType<CorrectedAlready>((await host.Send(new SaveOwnReportCommand(null, ReportKind.Separation, said, first, "Wrong"), agency.Clerk)).Refusal);
        // Until it is submitted the first one waits, and staff see nothing of the draft.
        Assert.Equal("Submitted", (await agency.FileAsync(first)).State);
        Assert.Null((await host.AsStaffAsync(new ShowAgencyReportQuery(first))).Value.File.ReplacedBy);
        Assert.IsType<NotFound>((await host.AsStaffAsync(new ShowAgencyReportQuery(second))).Refusal);
        Assert.Null((await agency.SubmitAsync(second)).Refusal);

        var (old, next) = ((await host.AsStaffAsync(new ShowAgencyReportQuery(first))).Value.File, (await host.AsStaffAsync(new ShowAgencyReportQuery(second))).Value.File);
        Assert.Equal(("Replaced", second), (old.State, old.ReplacedBy!.Id));
        Assert.Equal((first, "The day was wrong"), (next.Replaces!.Id, next.CorrectionReason));
        Assert.Contains(old.Says, l => l.Words == "Retirement");
    }

    [Fact]
    public async Task SeparationOfAnotherAgencysOfficer_AndOfNobody_AreAnsweredAlike()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Fir Police Department", "4506-0001");
        await ReportingAgency.OpenAsync(host, "Gum Police Department", "4506-0002");

        var another = await agency.ReportAsync(ReportKind.Separation, agency.Separation("4506-0002"));
        var nobody = await agency.ReportAsync(ReportKind.Separation, agency.Separation("4506-9999"));

        Assert.Equal(new NotOfOwnAgency(), another.Refusal);
        Assert.Equal(another.Refusal, nobody.Refusal);
    }

    [Fact]
    public async Task SeparationBeforeTheHireIsTakenIn_IsReceived()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Hawthorn Police Department");
        await agency.ReceivedAsync(ReportKind.Hire, agency.Hire("4507-0001", "Robin", "Vale", host.Today.AddDays(-9)));

        Assert.Equal(new NotOfOwnAgency(), (await agency.ReportAsync(ReportKind.Separation, agency.Separation("4507-0001", host.Today.AddDays(-10)))).Refusal);
        await agency.ReceivedAsync(ReportKind.Separation, agency.Separation("4507-0001", host.Today.AddDays(-1)));
    }

    [Fact]
    [Trait("Clause", "8.05(1)(j)")]
    public async Task SeparationBeforeTheKnownHire_AndWhatTheRecordSays_AreRefused()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Ironwood Police Department", "4508-0001");
        await agency.KnownSinceAsync("4508-0001", new DateOnly(2020, 3, 1));

        Assert.Equal(
            new SeparationBeforeHire(new DateOnly(2020, 3, 1)),
            (await agency.ReportAsync(ReportKind.Separation, agency.Separation("4508-0001", new DateOnly(2020, 2, 29)))).Refusal);
        Assert.Equal(
            new EmploymentOverlap(new DateOnly(2020, 3, 1)), (await agency.ReportAsync(ReportKind.Hire, agency.Hire("4508-0001"))).Refusal);
        Assert.IsType<OnRecordAlready>((await agency.ReportAsync(ReportKind.Hire, agency.Hire("4508-0001", on: new DateOnly(2020, 3, 1)))).Refusal);
    }

    [Fact]
    public async Task ReportsOfOthers_AreNeitherReadNorChangedNorSubmitted_ForRandomPairs()
    {
        var draws = new Random(20260611);
        var agencies = new List<ReportingAgency>();
        for (var i = 0; i < 4; i++) agencies.Add(await ReportingAgency.OpenAsync(host, $"Random Reports {i} Police Department", $"4600-{i:0000}", $"4601-{i:0000}"));
        var reports = new List<(ReportingAgency Of, Guid Id)>();
        foreach (var agency in agencies)
        {
            var i = agencies.IndexOf(agency);
            reports.Add((agency, await agency.PrepareAsync(ReportKind.Separation, agency.Separation($"4600-{i:0000}"))));
            reports.Add((agency, await agency.ReceivedAsync(ReportKind.Separation, agency.Separation($"4601-{i:0000}"))));
        }

        for (var n = 0; n < 40; n++)
        {
            var (of, report) = reports[draws.Next(reports.Count)];
            var by = agencies[draws.Next(agencies.Count)];
            var caller = new[] { by.Head, by.Liaison, by.Clerk }[draws.Next(3)];
            var read = await host.Send(new ShowOwnReportQuery(report), caller);
            Assert.Equal(of == by, !read.Refused);
            if (of == by) continue;
            Assert.Equal(new NotFound("This report"), read.Refusal);
            Assert.Equal(new NotFound("This report"), (await host.Send(new SaveOwnReportCommand(report, ReportKind.Separation, by.Separation("4600-0000")), caller)).Refusal);
            Assert.Equal(new NotFound("This report"), (await host.Send(new SaveOwnReportCommand(null, ReportKind.Separation, by.Separation("4600-0000"), report, "Wrong"), caller)).Refusal);
            Assert.Equal(new NotFound("This report"), (await host.Send(new SubmitOwnReportCommand(report, 1, true), by.Liaison)).Refusal);
            Assert.IsType<NotActingForAgency>((await host.Send(new ShowOwnReportQuery(report), caller with { Organisation = of.Id.ToString() })).Refusal);
        }

        foreach (var agency in agencies)
        {
            var own = reports.Where(r => r.Of == agency).Select(r => r.Id).Order();
            Assert.Equal(own, (await AllAsync(agency.Clerk)).Order());
        }
    }

    [Fact]
    public async Task ReadsAndRefusedTries_AreOnRecordWithTheirSubjects_AndPortalsAreShutToStaff()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Juniper Police Department", "4509-0001");
        var id = await agency.ReceivedAsync(ReportKind.Separation, agency.Separation("4509-0001"));
        var person = await host.PersonAsync("4509-0001");

        await host.Send(new ListOwnReportsQuery(), agency.Clerk);
        await host.Send(new ShowOwnReportQuery(id), agency.Clerk);

        Assert.Equal(2, await host.ScalarAsync<long>(
            """
            select count(*) from audit.event where actor_id = $1 and outcome = 'Ok' and purpose = 'own-agency' and subject_ids @> array[$2]
              and action in ('own-agency.reports.listed', 'own-agency.report.opened')
            """, agency.Clerk.Id!, person));
        Assert.IsType<NotAllowed>((await host.AsStaffAsync(new ShowOwnReportQuery(id))).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new ShowAgencyReportQuery(id), agency.Head)).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new ListAgencyReportsQuery(), agency.Head)).Refusal);
    }

    [Fact]
    public async Task WithoutTheDutiesAcknowledged_NothingIsReported()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Katsura Police Department", "4510-0001");
        var appointed = await host.DesignateAsync(agency.Head, host.Asked(MemberCapacity.Liaison, name: "Robin Vale"));
        var fresh = agency.Liaison with { Id = appointed.Value.Invitation.AccountId, SessionId = appointed.Value.Invitation.AccountId };

        Assert.IsType<AcknowledgmentNeeded>((await host.Send(new SaveOwnReportCommand(null, ReportKind.Hire, agency.Hire("4510-0002")), fresh)).Refusal);
        Assert.IsType<AcknowledgmentNeeded>((await host.Send(new ListOwnReportsQuery(), fresh)).Refusal);
    }

    private async Task<List<Guid>> AllAsync(Caller caller)
    {
        var all = new List<Guid>();
        Guid? before = null;
        do
        {
            var page = await host.Send(new ListOwnReportsQuery(null, before, 1), caller);
            Assert.Null(page.Refusal);
            all.AddRange(page.Value.Rows.Select(r => r.Id));
            before = page.Value.Next;
        }
        while (before is not null);
        return all;
    }
}
