using Post.Certification.Domain;
using Post.Certification.Features.ListAgencyReports;
using Post.Certification.Features.ListOwnRoster;
using Post.Certification.Features.ReturnReport;
using Post.Certification.Features.ShowAgencyReport;
using Post.Certification.Features.TakeInReport;
using Post.Certification.Reporting;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>Staff take a report into the record, with the report as the source of every row, or send it back with reasons.</summary>
[Trait("Clause", "12.05(1)(i)(b)")]
public sealed class TakeInReportTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    [Trait("Clause", "12.04(1)(a)2")]
    [Trait("Clause", "8.05(1)(j)")]
    [Trait("Clause", "12.05(1)(i)")]
    public async Task Separation_EndsTheService_AndTheEarlierRowIsKeptAsKnownBefore()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Larch Police Department", "4701-0001");
        await agency.KnownSinceAsync("4701-0001", new DateOnly(2015, 5, 4));
        var person = await host.PersonAsync("4701-0001");
        var report = await agency.ReceivedAsync(ReportKind.Separation, agency.Separation("4701-0001", new DateOnly(2026, 6, 1)));
        var before = await ChangedAsync(person);

        Assert.Null((await TakeInAsync(report)).Refusal);

        var service = Assert.Single((await host.FactsOfAsync("4701-0001")).Service);
        Assert.Equal((new DateOnly(2015, 5, 4), new DateOnly(2026, 6, 1)), (service.From!.Value, service.Until!.Value));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from certification.employment where person_id = $1 and superseded_at is not null and ends_on is null", person));
        Assert.Equal(2, await host.ScalarAsync<long>(
            """
            select (select count(*) from certification.employment where source_id = $1) + (
              select count(*) from certification.employment_separation where source_id = $1 and nature_code = 'Retirement' and superseded_at is null)
            """, report));
        Assert.Equal("TakenIn", (await agency.FileAsync(report)).State);
        Assert.Equal(before + 1, await ChangedAsync(person));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'agency-report.taken-in' and outcome = 'Ok' and subject_ids = array[$1]", person));
        Assert.Empty((await host.Send(new ListOwnRosterQuery(), agency.Clerk)).Value.Rows);
        Assert.IsType<ReportSettled>((await TakeInAsync(report)).Refusal);
        Assert.IsType<OnRecordAlready>((await agency.ReportAsync(ReportKind.Separation, agency.Separation("4701-0001", new DateOnly(2026, 6, 1)))).Refusal);
    }

    [Fact]
    [Trait("Clause", "12.04(1)(a)2")]
    [Trait("Clause", "8.05(1)(j)")]
    public async Task SuspensionFromWork_LeavesTheServiceOpen()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Maple Police Department", "4702-0001");
        var report = await agency.ReceivedAsync(ReportKind.Separation, agency.Separation("4702-0001") with { NatureCode = "Suspension" });

        Assert.Null((await TakeInAsync(report)).Refusal);

        Assert.Null(Assert.Single((await host.FactsOfAsync("4702-0001")).Service).Until);
        Assert.Equal("Suspension", await host.ScalarAsync<string>("select nature_code from certification.employment_separation where source_id = $1", report));
        Assert.Single((await host.Send(new ListOwnRosterQuery(), agency.Clerk)).Value.Rows);
    }

    [Fact]
    [Trait("Clause", "12.03(2) Suspension")]
    public async Task SuspensionFromWork_IsNoneOfTheCertification_OnRecordOrInPublic()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Mulberry Police Department", "4716-0001");
        var person = await host.PersonAsync("4716-0001");
        await host.SettleAsync();
        var before = await host.TimelineAsync(person);

        foreach (var (kind, said) in new[]
        {
            (ReportKind.Separation, agency.Separation("4716-0001") with { NatureCode = "Suspension" }),
            (ReportKind.WorkStatusChange, agency.Matter("4716-0001") with { WorkStatusCode = "Suspended", Evidence = null }),
        })
        {
            Assert.Null((await TakeInAsync(await agency.ReceivedAsync(kind, said))).Refusal);
        }

        await host.SettleAsync();
        Assert.Equal(("Suspension", "Suspended"), (
            await host.ScalarAsync<string>("select nature_code from certification.employment_separation where person_id = $1", person),
            await host.ScalarAsync<string>("select value from certification.service_fact where person_id = $1", person)));
        Assert.Equal(before, await host.TimelineAsync(person));
        Assert.Equal("Certified", await host.ScalarAsync<string>("select status_code from published.officer where officer_number = '4716-0001'"));
        Assert.DoesNotContain("uspen", await host.ScalarAsync<string>("select doc::text from published.officer where officer_number = '4716-0001'"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "12.04(1)(a)3")]
    [Trait("Clause", "8.05(1)(k)")]
    public async Task SeparationDuringAnInvestigation_IsPutBeforeAPerson_OnceForAll()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Nutmeg Police Department", "4703-0001");
        var said = agency.Separation("4703-0001") with { NatureCode = "Resignation", DuringInvestigation = "Yes", Investigation = "IA 2026-014" };
        var report = await agency.ReceivedAsync(ReportKind.Separation, said);

        Assert.Null((await TakeInAsync(report)).Refusal);
        var corrected = await agency.CorrectionAsync(report, ReportKind.Separation, said with { Reason = "Other reason" });
        Assert.Null((await agency.SubmitAsync(corrected)).Refusal);
        Assert.Null((await TakeInAsync(corrected)).Refusal);

        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from certification.review_item where kind = 'SeparationUnderInvestigation' and officer_number = '4703-0001'"));
        Assert.Equal("Other reason", await host.ScalarAsync<string>(
            "select reason from certification.employment_separation s join certification.person p on p.id = s.person_id where p.officer_number = '4703-0001' and superseded_at is null"));
    }

    [Fact]
    [Trait("Clause", "12.05(3)")]
    [Trait("Clause", "12.05(1)(i)")]
    public async Task CorrectionOfWhatWasTakenIn_SupersedesItsRows()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Olive Police Department", "4704-0001");
        var first = await agency.ReceivedAsync(ReportKind.Separation, agency.Separation("4704-0001", new DateOnly(2026, 5, 1)));
        Assert.Null((await TakeInAsync(first)).Refusal);

        var second = await agency.CorrectionAsync(first, ReportKind.Separation, agency.Separation("4704-0001", new DateOnly(2026, 5, 15)));
        Assert.Null((await agency.SubmitAsync(second)).Refusal);
        Assert.Equal("TakenIn", (await agency.FileAsync(first)).State);
        Assert.Null((await TakeInAsync(second)).Refusal);

        Assert.Equal(new DateOnly(2026, 5, 15), Assert.Single((await host.FactsOfAsync("4704-0001")).Service).Until);
        Assert.Equal([new DateOnly(2026, 5, 15)], await host.RowsAsync(
            """
            select separated_on from certification.employment_separation s join certification.person p on p.id = s.person_id
            where p.officer_number = '4704-0001' and superseded_at is null
            """, r => r.GetFieldValue<DateOnly>(0)));
        Assert.Equal(2, await host.ScalarAsync<long>(
            "select count(*) from certification.source where id = $1 or id = $2", first, second));
    }

    [Fact]
    [Trait("Clause", "12.04(1)(a)1")]
    public async Task Hire_BeginsServiceOnItsDay_AndRegistersWhoHasANewNumber()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Poplar Police Department", "4705-0001");
        var newcomer = await agency.ReceivedAsync(ReportKind.Hire, agency.Hire("4705-7777", "Robin", "Vale", new DateOnly(2026, 3, 1)));
        Assert.Null((await host.AsStaffAsync(new ShowAgencyReportQuery(newcomer))).Value.Record);

        Assert.Null((await TakeInAsync(newcomer)).Refusal);

        var facts = await host.FactsOfAsync("4705-7777");
        Assert.Equal(new DateOnly(2026, 3, 1), Assert.Single(facts.Service).From);
        Assert.Equal(2, (await host.Send(new ListOwnRosterQuery(), agency.Clerk)).Value.Rows.Count);
    }

    [Fact]
    [Trait("Clause", "12.04(1)(a)1")]
    public async Task HireOfWhomAListOnlySaw_IsTheSameServiceWithItsDay()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Quince Police Department", "4706-0001");
        var report = await agency.ReceivedAsync(ReportKind.Hire, agency.Hire("4706-0001", on: new DateOnly(2019, 9, 2)));

        Assert.Null((await TakeInAsync(report)).Refusal);

        var service = Assert.Single((await host.FactsOfAsync("4706-0001")).Service);
        Assert.Equal(new DateOnly(2019, 9, 2), service.From);
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from certification.employment e join certification.person p on p.id = e.person_id where p.officer_number = '4706-0001' and superseded_at is null"));
    }

    [Fact]
    public async Task HireFromAnotherAgency_LeavesItsServiceOpen_AndSaysThatItsEndIsUnconfirmed()
    {
        var old = await ReportingAgency.OpenAsync(host, "Redbud Police Department", "4707-0001");
        var agency = await ReportingAgency.OpenAsync(host, "Spruce Police Department");
        var report = await agency.ReceivedAsync(ReportKind.Hire, agency.Hire("4707-0001"));

        var record = (await host.AsStaffAsync(new ShowAgencyReportQuery(report))).Value.Record!;
        Assert.Equal(old.Id, Assert.Single(record.OpenElsewhere(agency.Id)).AgencyId);
        Assert.Null((await TakeInAsync(report)).Refusal);

        var service = (await host.FactsOfAsync("4707-0001")).Service;
        Assert.Equal(2, service.Count);
        Assert.All(service, s => Assert.True(s.Current));
        // What the gate knows of employers may be half a minute old (ADR 0045).
        host.Clock.Set(host.Clock.GetUtcNow().AddMinutes(1));
        var row = Assert.Single((await host.Send(new ListOwnRosterQuery(), old.Clerk)).Value.Rows);
        Assert.Contains(row.Due, d => d.Words.StartsWith("Serves elsewhere", StringComparison.Ordinal) && d.On == host.Today.AddDays(-2));
        Assert.DoesNotContain(
            Assert.Single((await host.Send(new ListOwnRosterQuery(), agency.Clerk)).Value.Rows).Due,
            d => d.Words.StartsWith("Serves elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task HireUnderAnotherName_IsTakenOnlyWhenStaffSayThatItIsTheSamePerson()
    {
        await ReportingAgency.OpenAsync(host, "Tupelo Police Department", "4708-0001");
        var agency = await ReportingAgency.OpenAsync(host, "Umbra Police Department");
        var report = await agency.ReceivedAsync(ReportKind.Hire, agency.Hire("4708-0001", "Wanda", "Stone"));

        Assert.Equal("name-disagrees", (await TakeInAsync(report)).Refusal!.Code);
        Assert.IsType<NotValid>((await host.AsStaffAsync(new TakeInReportCommand(report, null, SamePerson: true))).Refusal);
        Assert.Null((await host.AsStaffAsync(new TakeInReportCommand(report, "Marriage certificate seen", SamePerson: true))).Refusal);
        // The name on record is left to the Commission's lists.
        Assert.Equal("Rivers", await host.ScalarAsync<string>(
            "select surname from certification.person_name n join certification.person p on p.id = n.person_id where p.officer_number = '4708-0001' and valid_to is null and superseded_at is null"));
    }

    [Fact]
    public async Task SeparationOfWhoseHireStillWaits_IsNotTakenBeforeIt()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Viburnum Police Department");
        var hire = await agency.ReceivedAsync(ReportKind.Hire, agency.Hire("4709-0001", "Robin", "Vale", host.Today.AddDays(-9)));
        var left = await agency.ReceivedAsync(ReportKind.Separation, agency.Separation("4709-0001", host.Today.AddDays(-1)));

        Assert.IsType<NothingToEnd>((await TakeInAsync(left)).Refusal);
        Assert.Null((await TakeInAsync(hire)).Refusal);
        Assert.Null((await TakeInAsync(left)).Refusal);

        var service = Assert.Single((await host.FactsOfAsync("4709-0001")).Service);
        Assert.Equal((host.Today.AddDays(-9), host.Today.AddDays(-1)), (service.From!.Value, service.Until!.Value));
    }

    [Fact]
    [Trait("Clause", "12.05(3)")]
    public async Task ReturnedReport_IsToldToTheLiaison_WithItsReasons_AndAnsweredByACorrection()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Willow Police Department", "4710-0001");
        var report = await agency.ReceivedAsync(ReportKind.Separation, agency.Separation("4710-0001"));

        Assert.IsType<NotValid>((await host.AsStaffAsync(new ReturnReportCommand(report, " "))).Refusal);
        Assert.Null((await host.AsStaffAsync(new ReturnReportCommand(report, "The day is a Sunday on which nobody retired."))).Refusal);

        var file = await agency.FileAsync(report);
        Assert.Equal("Returned", file.State);
        Assert.Contains(file.Steps, s => s is { By: "The Commission", Note: "The day is a Sunday on which nobody retired." });
        var letter = await host.ScalarAsync<string>("select body from kernel.notice where kind = 'agency-report-returned' and addressee_kind = 'OtherPerson' and occasion = $1", $"agency-report:{report}");
        Assert.Contains("The day is a Sunday on which nobody retired.", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("4710-0001", letter, StringComparison.Ordinal);
        Assert.IsType<ReportSettled>((await TakeInAsync(report)).Refusal);

        var again = await agency.CorrectionAsync(report, ReportKind.Separation, agency.Separation("4710-0001", host.Today.AddDays(-4)));
        Assert.Null((await agency.SubmitAsync(again)).Refusal);
        Assert.Null((await TakeInAsync(again)).Refusal);
        Assert.Equal("Returned", (await agency.FileAsync(report)).State);
    }

    [Fact]
    public async Task QueueGoesThroughEveryReportOnce_AndTheStaffHomeCountsIt()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Yew Police Department", [.. Enumerable.Range(0, 7).Select(i => $"4711-{i:0000}")]);
        var ids = new List<Guid>();
        for (var i = 0; i < 7; i++) ids.Add(await agency.ReceivedAsync(ReportKind.Separation, agency.Separation($"4711-{i:0000}", host.Today.AddDays(-i))));

        var seen = new List<AgencyReportRow>();
        Guid? after = null;
        do
        {
            var page = (await host.AsStaffAsync(new ListAgencyReportsQuery(false, after, 2))).Value;
            seen.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(seen.Count, seen.Select(r => r.Id).Distinct().Count());
        Assert.Subset(seen.Select(r => r.Id).ToHashSet(), ids.ToHashSet());
        Assert.Equal(seen.OrderBy(r => !r.InTime ? 0 : 1).ThenBy(r => r.DueOn ?? r.KnownOn).Select(r => r.KnownOn), seen.Select(r => r.KnownOn));
        Assert.Equal(seen.Count, await host.ScalarAsync<long>("select count(*) from certification.agency_report where state = 'Submitted'"));
    }

    private Task<Result<Done>> TakeInAsync(Guid report) => host.AsStaffAsync(new TakeInReportCommand(report, null, SamePerson: false));

    private Task<long> ChangedAsync(Guid person) => host.ScalarAsync<long>(
        "select count(*) from kernel.outbox where type like '%OfficersChanged%' and body::text like $1", $"%{person}%");
}
