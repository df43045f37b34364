using Npgsql;
using Post.Certification.Domain;
using Post.Certification.Features.ListStatements;
using Post.Certification.Features.ReturnStatement;
using Post.Certification.Features.ShowStatement;
using Post.Certification.Features.SubmitStatement;
using Post.Certification.Features.TakeInStatement;
using Post.Certification.Personal;
using Post.Certification.Reporting;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>What an officer tells is kept as it was said, changes no status, and the officer sees what became of it.</summary>
public sealed class SubmitStatementTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Theory]
    [InlineData(StatementKind.Address, "7001-0001")]
    [InlineData(StatementKind.Name, "7001-0002")]
    [InlineData(StatementKind.Workplace, "7001-0003")]
    [InlineData(StatementKind.WorkStatus, "7001-0004")]
    [InlineData(StatementKind.UnitHead, "7001-0005")]
    [InlineData(StatementKind.Training, "7001-0006")]
    [Trait("Clause", "12.07(1)(b)3.b")]
    public async Task EachKind_WaitsWithItsClocks_AndStaffSeeItAsTheOfficerSaidIt(StatementKind kind, string number)
    {
        var officer = await PortalOfficer.OpenAsync(host, number);
        var before = await StandingAsync(officer.Person);

        var id = await officer.ToldAsync(kind);

        var file = await officer.FileAsync(id);
        Assert.Equal((officer.Says(kind).OccurredOn, officer.Says(kind).KnownOn, 1), (file.OccurredOn, file.KnownOn, file.Elapsed));
        Assert.Equal((true, true, (DateOnly?)null), (file.Waits, file.InTime, file.DueOn));
        var row = Assert.Single(await AllWaitingAsync(), r => r.Id == id);
        Assert.Equal((file.Reference, number, officer.Person), (row.Reference, row.OfficerNumber, row.PersonId));
        var seen = (await host.AsStaffAsync(new ShowStatementQuery(id))).Value;
        Assert.Equal(file.Says, seen.File.Says);
        Assert.Equal(officer.Person, seen.Record.PersonId);
        Assert.Equal(before, await StandingAsync(officer.Person));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'own-record.statement.submitted' and outcome = 'Ok' and actor_id = $1 and subject_ids = array[$2] and purpose = 'own-record'",
            officer.Caller.Id!, officer.Person));
    }

    [Fact]
    [Trait("Clause", "12.07(1)(d)")]
    public async Task WithoutAttestation_NothingIsReceived()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7002-0001");

        var told = await officer.TellAsync(StatementKind.Workplace, attested: false);

        Assert.Equal("attestation-required", told.Refusal!.Code);
        Assert.Contains("12.07(1)(d)", told.Refusal.Text, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(officer));
        var id = await officer.ToldAsync(StatementKind.Workplace);
        Assert.Equal(StatementKinds.AttestationVersion, await host.ScalarAsync<string>("select attested from certification.officer_statement where id = $1", id));
    }

    [Fact]
    public async Task DaysOutOfOrderOrAhead_AreRefused()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7003-0001");
        var said = officer.Says(StatementKind.Workplace);

        Assert.IsType<DayNeeded>((await officer.TellAsync(StatementKind.Workplace, said with { OccurredOn = null })).Refusal);
        Assert.IsType<DayNeeded>((await officer.TellAsync(StatementKind.Workplace, said with { KnownOn = null })).Refusal);
        Assert.IsType<DayAhead>((await officer.TellAsync(StatementKind.Workplace, said with { OccurredOn = host.Today.AddDays(1) })).Refusal);
        Assert.IsType<KnownAhead>((await officer.TellAsync(StatementKind.Workplace, said with { KnownOn = host.Today.AddDays(1) })).Refusal);
        Assert.IsType<DateOrder>((await officer.TellAsync(StatementKind.Workplace, said with { KnownOn = said.OccurredOn!.Value.AddDays(-1) })).Refusal);
        Assert.Null((await officer.TellAsync(StatementKind.Workplace, said with { OccurredOn = host.Today, KnownOn = host.Today })).Refusal);
        Assert.Equal(1, await CountAsync(officer));
    }

    [Fact]
    public async Task WhatAKindMustSay_IsAskedFor()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7004-0001");

        async Task<string?> Code(StatementKind kind, Func<StatementContent, StatementContent> but) => (await officer.TellAsync(kind, but(officer.Says(kind)))).Refusal?.Code;

        Assert.Equal("answer-required", await Code(StatementKind.Address, s => s with { Channel = null }));
        Assert.Equal("part-needed", await Code(StatementKind.Address, s => s with { Contact = null }));
        Assert.Equal("part-needed", await Code(StatementKind.Name, s => s with { Evidence = null }));
        Assert.Equal("on-record-already", await Code(StatementKind.Name, s => s with { FirstName = "Alex", Surname = "Rivers" }));
        Assert.Equal("part-needed", await Code(StatementKind.Workplace, s => s with { Subject = null }));
        Assert.Equal("answer-required", await Code(StatementKind.WorkStatus, s => s with { WorkStatusCode = "Sabbatical" }));
        Assert.Equal("part-needed", await Code(StatementKind.WorkStatus, s => s with { WorkStatusCode = "Other" }));
        Assert.Equal("part-needed", await Code(StatementKind.Training, s => s with { Minutes = 0 }));
        Assert.Equal("part-needed", await Code(StatementKind.Training, s => s with { Evidence = null }));
        Assert.Equal(RefusalKind.Invalid, (await officer.TellAsync(StatementKind.Petition)).Refusal!.Kind);
        Assert.Equal(0, await CountAsync(officer));
    }

    [Fact]
    public async Task MalformedAddress_IsRefused_AndTheOfficersOwnStandsBesideTheAgencys()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Alder Police Department", "7005-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7005-0001");
        var report = await agency.ReceivedAsync(ReportKind.ContactChange, agency.Matter("7005-0001") with { Channel = "Email", Contact = "agency-gave@alder.example" });
        await host.AsStaffAsync(new Features.TakeInReport.TakeInReportCommand(report, null, false));

        Assert.Equal("email-invalid", (await officer.TellAsync(StatementKind.Address, officer.Says(StatementKind.Address) with { Contact = "nowhere" })).Refusal!.Code);
        var id = await officer.ToldAsync(StatementKind.Address);
        Assert.Null((await agency.AnswerAsync(id, takesIn: true)).Refusal);

        Assert.Equal(
            [("agency-gave@alder.example", "OnBehalfOfAddressee"), ("new7005-0001@home.example", "Addressee"), ("officer7005-0001@home.example", "OnBehalfOfAddressee")],
            await host.RowsAsync(
                "select value, origin from kernel.contact_point where owner_id = $1 and state = 'Active' order by 1", r => (r.GetString(0), r.GetString(1)), officer.Person));
        var own = (await officer.RecordAsync()).Addresses;
        Assert.True(own.Single(a => a.Value == "new7005-0001@home.example").Own);
        Assert.False(own.Single(a => a.Value == "agency-gave@alder.example").Own);
    }

    // G: the officer removes the last address T address-required.
    [Fact]
    [Trait("Clause", "12.07(1)(b)3.a")]
    public async Task LastAddress_IsNotEnded_AnotherIs()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7006-0001");
        var other = await PortalOfficer.OpenAsync(host, "7006-0002");
        var first = Assert.Single((await officer.RecordAsync()).Addresses);
        var foreign = Assert.Single((await other.RecordAsync()).Addresses);
        var end = officer.Says(StatementKind.AddressEnd);

        Assert.Equal("address-required", (await officer.TellAsync(StatementKind.AddressEnd, end with { AddressId = first.Id })).Refusal!.Code);
        Assert.IsType<AddressNotYours>((await officer.TellAsync(StatementKind.AddressEnd, end with { AddressId = foreign.Id })).Refusal);
        Assert.Null((await host.AsStaffAsync(new TakeInStatementCommand(await officer.ToldAsync(StatementKind.Address), null))).Refusal);
        var ended = await officer.ToldAsync(StatementKind.AddressEnd, end with { AddressId = first.Id });
        Assert.Null((await host.AsStaffAsync(new TakeInStatementCommand(ended, null))).Refusal);

        Assert.DoesNotContain((await officer.RecordAsync()).Addresses, a => a.Id == first.Id);
        Assert.Equal(nameof(ContactState.Retired), await host.ScalarAsync<string>("select state from kernel.contact_point where id = $1", first.Id));
        Assert.Equal("new7006-0001@home.example", Assert.Single((await officer.RecordAsync()).Addresses).Value);
    }

    [Fact]
    [Trait("Clause", "12.07(1)(b)2")]
    public async Task NoBargainingUnit_IsACompleteAnswer_AndAHeadNeedsAnAddress()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7007-0001");
        var said = officer.Says(StatementKind.UnitHead);

        Assert.Equal("part-needed", (await officer.TellAsync(StatementKind.UnitHead, said with { Head = null })).Refusal!.Code);
        Assert.Equal("part-needed", (await officer.TellAsync(StatementKind.UnitHead, said with { Contact = null })).Refusal!.Code);
        Assert.Equal("email-invalid", (await officer.TellAsync(StatementKind.UnitHead, said with { Contact = "nowhere" })).Refusal!.Code);
        var none = await officer.ToldAsync(StatementKind.UnitHead, said with { Head = null, Contact = null, NoUnit = true });

        Assert.Equal("None", Assert.Single((await officer.FileAsync(none)).Says).Words);
        Assert.Equal(none, Assert.Single((await officer.RecordAsync()).Told).Statement.Id);
    }

    // G: a change reported by officer and agency with different dates T both stand, neither is written over.
    [Fact]
    [Trait("Clause", "12.07(1)(b)3")]
    public async Task ChangeToldByOfficerAndAgency_StandsBeside_WithTheOtherDayMarked()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Briar Police Department", "7008-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7008-0001");
        var report = await agency.ReceivedAsync(ReportKind.WorkStatusChange, agency.Matter("7008-0001", host.Today.AddDays(-9)) with { WorkStatusCode = "OnLeave", LeaveNatureCode = "Family" });
        Assert.Null((await host.AsStaffAsync(new Features.TakeInReport.TakeInReportCommand(report, null, false))).Refusal);
        var before = await StandingAsync(officer.Person);
        var id = await officer.ToldAsync(StatementKind.WorkStatus);

        var beside = Assert.Single((await host.AsStaffAsync(new ShowStatementQuery(id))).Value.Beside);

        Assert.Equal((report, host.Today.AddDays(-9), true), (beside.Id, beside.OccurredOn, beside.OtherDay));
        Assert.IsType<AnswerNeeded>((await agency.AnswerAsync(id, takesIn: true, " ")).Refusal);
        Assert.Null((await agency.AnswerAsync(id, takesIn: true, "The day of the order is the right one")).Refusal);
        Assert.Equal(before, await StandingAsync(officer.Person));
        Assert.Equal("TakenIn", (await officer.FileAsync(id)).State);
    }

    [Fact]
    public async Task TrainingToldByTheOfficer_StandsUnverified_AndIsNoTrainingOfTheRecord()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7009-0001");

        var id = await officer.ToldAsync(StatementKind.Training);

        Assert.Empty((await officer.RecordAsync()).File.Trainings);
        Assert.Equal("Waits at the Commission", Assert.Single((await officer.RecordAsync()).Told).StateWords);
        Assert.Null((await host.AsStaffAsync(new TakeInStatementCommand(id, "The academy was asked for its record"))).Refusal);
        Assert.Empty((await officer.RecordAsync()).File.Trainings);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from certification.training_record where person_id = $1", officer.Person));
    }

    [Fact]
    public async Task NameTakenIn_IsTheNameFromItsDay_WithTheStatementAsItsSource()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7010-0001");
        var id = await officer.ToldAsync(StatementKind.Name);

        Assert.Null((await host.AsStaffAsync(new TakeInStatementCommand(id, null))).Refusal);

        var file = (await officer.RecordAsync()).File;
        Assert.Equal(("Alexandra Rivers-Stone", "Alex Rivers"), (file.Name.Full, Assert.Single(file.FormerNames).Full));
        Assert.Equal(host.Today.AddDays(-3), file.Name.From);
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from certification.person_name where source_id = $1", id));
        Assert.IsType<StatementSettled>((await host.AsStaffAsync(new TakeInStatementCommand(id, null))).Refusal);
    }

    [Fact]
    public async Task Returned_IsToldWithItsReasons_AndAnsweredByACorrection()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7011-0001");
        var id = await officer.ToldAsync(StatementKind.Workplace);

        Assert.Null((await host.AsStaffAsync(new ReturnStatementCommand(id, "Name the county"))).Refusal);

        var file = await officer.FileAsync(id);
        Assert.Equal(("Returned", true), (file.State, file.Correctable));
        Assert.Equal(("Name the county", "The Commission"), (file.Steps[^1].Note, file.Steps[^1].By));
        Assert.Contains("Name the county", await host.ScalarAsync<string>(
            "select body from kernel.notice where kind = 'officer-statement-settled' and occasion = $1", $"officer-statement:{id}"), StringComparison.Ordinal);
        var next = await officer.Send(new SubmitStatementCommand(StatementKind.Workplace, officer.Says(StatementKind.Workplace), true, id));
        Assert.Null(next.Refusal);
        Assert.Equal(next.Value.Reference, (await officer.FileAsync(id)).ReplacedBy!.Reference);
        Assert.Equal("Returned", (await officer.FileAsync(id)).State);
        Assert.IsType<CorrectsNothing>((await officer.Send(new SubmitStatementCommand(StatementKind.Workplace, officer.Says(StatementKind.Workplace), true, id))).Refusal);

        var again = await officer.Send(new SubmitStatementCommand(StatementKind.Workplace, officer.Says(StatementKind.Workplace), true, next.Value.Id));
        Assert.Equal("Replaced", (await officer.FileAsync(next.Value.Id)).State);
        Assert.IsType<StatementSettled>((await host.AsStaffAsync(new ReturnStatementCommand(next.Value.Id, "Too late"))).Refusal);
        Assert.Null(again.Refusal);
    }

    [Fact]
    public async Task AnothersStatement_IsCorrectedByNobody()
    {
        var (one, two) = (await PortalOfficer.OpenAsync(host, "7012-0001"), await PortalOfficer.OpenAsync(host, "7012-0002"));
        var id = await one.ToldAsync(StatementKind.Workplace);

        Assert.IsType<CorrectsNothing>((await two.Send(new SubmitStatementCommand(StatementKind.Workplace, two.Says(StatementKind.Workplace), true, id))).Refusal);
        Assert.IsType<CorrectsNothing>((await one.Send(new SubmitStatementCommand(StatementKind.UnitHead, one.Says(StatementKind.UnitHead), true, id))).Refusal);
        Assert.True((await one.FileAsync(id)).Waits);
    }

    [Fact]
    public async Task Submitted_IsKeptByTheDatabaseAgainstTheApplicationItself()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7013-0001");
        await officer.ToldAsync(StatementKind.Workplace);
        await using var source = NpgsqlDataSource.Create(host.Database.App);
        await using var command = source.CreateCommand("update certification.officer_statement set subject = 'Elsewhere'");

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }

    // With a number set by the Commission the day is counted, and a late one is taken and stays late.
    [Fact]
    public async Task LateByInstruction_IsReceivedAndMarked_AndTheDayIsExplained()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7014-0001");
        await host.ExecuteAsync("""
            insert into commission.deadline_rule (id, code, version, title, kind, count, unit, direction, roll, starts, non_business_day_is_next,
              service_adds_days, calendar_code, clause, source, effective_from, reason, recorded_at, recorded_by)
            select gen_random_uuid(), code, 2, title, kind, 2, unit, direction, roll, starts, non_business_day_is_next, service_adds_days, calendar_code,
              clause, 'Instruction of the Commission', effective_from, 'Test', now(), 'Test'
            from commission.deadline_rule where code = 'officer-statement'
            """);
        var said = officer.Says(StatementKind.Workplace) with { OccurredOn = host.Today.AddDays(-20), KnownOn = host.Today.AddDays(-20) };
        var late = await officer.ToldAsync(StatementKind.Workplace, said);
        var prompt = await officer.ToldAsync(StatementKind.Workplace, said with { KnownOn = host.Today });
        await host.ExecuteAsync("delete from commission.deadline_rule where code = 'officer-statement' and version = 2");

        var (first, second) = (await officer.FileAsync(late), await officer.FileAsync(prompt));
        Assert.Equal((false, true), (first.InTime, second.InTime));
        Assert.True(first.DueOn < host.Today);
        Assert.NotNull(first.HowCounted);
        Assert.NotNull(second.HowCounted);
        Assert.Equal(late, (await AllWaitingAsync())[0].Id);
    }

    [Fact]
    public async Task Waiting_AreGoneThroughOnce_LateFirst()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7015-0001");
        for (var i = 0; i < 7; i++) await officer.ToldAsync(StatementKind.Workplace);

        var all = await AllWaitingAsync(limit: 3);

        Assert.Equal(all.Select(r => r.Id).Distinct(), all.Select(r => r.Id));
        Assert.Equal(all.OrderBy(r => r.InTime).ThenBy(r => r.SubmittedAt).ThenBy(r => r.Id).Select(r => r.Id), all.Select(r => r.Id));
        Assert.True(all.Count >= 7);
    }

    private async Task<List<StatementRow>> AllWaitingAsync(int limit = 100)
    {
        var all = new List<StatementRow>();
        Guid? after = null;
        do
        {
            var page = await host.AsStaffAsync(new ListStatementsQuery(After: after, Limit: limit));
            Assert.Null(page.Refusal);
            all.AddRange(page.Value.Rows);
            after = page.Value.Next;
        }
        while (after is not null);
        return all;
    }

    private Task<long> CountAsync(PortalOfficer officer) =>
        host.ScalarAsync<long>("select count(*) from certification.officer_statement where person_id = $1", officer.Person);

    // Status, service, certificates and training, as the record knows them.
    private Task<string> StandingAsync(Guid person) => host.ScalarAsync<string>("""
        select concat_ws('|',
          (select string_agg(s.id::text || s.code || coalesce(s.superseded_at::text, ''), ',' order by s.id) from certification.status_report s where person_id = $1),
          (select string_agg(e.id::text || coalesce(e.superseded_at::text, ''), ',' order by e.id) from certification.employment e where person_id = $1),
          (select string_agg(f.id::text || coalesce(f.superseded_at::text, ''), ',' order by f.id) from certification.service_fact f where person_id = $1),
          (select count(*) from certification.certificate where person_id = $1), (select count(*) from certification.training_record where person_id = $1))
        """, person);
}
