using Post.Certification.Domain;
using Post.Certification.Features.AnswerOwnStatement;
using Post.Certification.Features.ListOwnStatements;
using Post.Certification.Features.ListStatements;
using Post.Certification.Features.PrepareStatement;
using Post.Certification.Features.SaveOwnReport;
using Post.Certification.Features.ShowOwnOverview;
using Post.Certification.Features.ShowOwnStatement;
using Post.Certification.Features.ShowStatement;
using Post.Certification.Features.SubmitStatement;
using Post.Certification.Features.TakeInStatement;
using Post.Certification.Members;
using Post.Certification.Personal;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>What an employed officer tells is for the liaisons of the employing agencies; the Commission sees that it was told and not what it says.</summary>
[Trait("Clause", "12.07(1)(b)")]
public sealed class OwnStatementTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Employed_ItWaitsAtTheAgency_AndTheCommissionReadsNoWordOfIt()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Aster Police Department", "7201-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7201-0001");
        Assert.Equal([agency.Name], (await officer.Send(new PrepareStatementQuery())).Value.Agencies);

        var id = await officer.ToldAsync(StatementKind.Name);

        var row = Assert.Single((await WaitingAsync(agency.Liaison)).Rows);
        Assert.Equal((id, "7201-0001", officer.Person), (row.Id, row.OfficerNumber, row.PersonId));
        Assert.Equal(1, (await host.Send(new ShowOwnOverviewQuery(), agency.Head)).Value.Told);
        var read = (await host.Send(new ShowOwnStatementQuery(id), agency.Liaison)).Value;
        Assert.Contains(read.File.Says, l => l.Words == "Alexandra Rivers-Stone");
        Assert.Equal("Waits at the agency", (await officer.FileAsync(id)).StateWords);

        Assert.DoesNotContain((await host.AsStaffAsync(new ListStatementsQuery(Limit: 100))).Value.Rows, r => r.Id == id);
        Assert.Contains((await host.AsStaffAsync(new ListStatementsQuery(StatementPart.WithAgencies, Limit: 100))).Value.Rows, r => r.Id == id);
        var seen = (await host.AsStaffAsync(new ShowStatementQuery(id))).Value;
        Assert.Empty(seen.File.Says);
        Assert.Equal(new StatementContent(), seen.File.Content);
        Assert.Equal((agency.Name, true), (Assert.Single(seen.File.Places).Agency, seen.File.Places[0].Waits));
        Assert.IsType<StatementWithAgency>((await host.AsStaffAsync(new TakeInStatementCommand(id, "Seen"))).Refusal);
        Assert.True((await officer.FileAsync(id)).Waits);
    }

    // G: separated yesterday T it goes to the Commission. Of one who is nowhere on record as employed too.
    [Theory]
    [InlineData("7202-0001", -1, false)]
    [InlineData("7202-0002", 0, true)]
    [InlineData("7202-0003", 1, true)]
    public async Task WhoeverServesOnTheDay_TellsTheAgency_WhoeverLeftTheDayBefore_TheCommission(string number, int lastDay, bool toAgency)
    {
        var agency = await ReportingAgency.OpenAsync(host, $"Bluebell {number[^1]} Police Department", number);
        var officer = await PortalOfficer.InvitedAsync(host, number);
        await host.ExecuteAsync("update certification.employment set ends_on = $2 where person_id = $1", officer.Person, host.Today.AddDays(lastDay));

        var id = await officer.ToldAsync(StatementKind.Workplace);

        Assert.Equal(toAgency ? 1 : 0, (await WaitingAsync(agency.Liaison)).Rows.Count);
        Assert.Equal(toAgency, (await officer.FileAsync(id)).WithAgencies);
        Assert.Equal(!toAgency, (await host.AsStaffAsync(new ListStatementsQuery(Limit: 100))).Value.Rows.Any(r => r.Id == id));
    }

    // B: two employers T both; each answers for itself, and reads nothing of what the other said.
    [Fact]
    public async Task TwoEmployers_BothHaveIt_AndItIsSettledWhenBothAnswered()
    {
        var (one, two) = await SharedAsync("Campion", "7203-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7203-0001");

        var id = await officer.ToldAsync(StatementKind.Workplace);

        Assert.Equal(id, Assert.Single((await WaitingAsync(one.Liaison)).Rows).Id);
        Assert.Equal(id, Assert.Single((await WaitingAsync(two.Liaison)).Rows).Id);
        Assert.Null((await one.AnswerAsync(id, takesIn: false, "Not with us")).Refusal);
        Assert.True((await officer.FileAsync(id)).Waits);
        Assert.Empty((await WaitingAsync(one.Liaison)).Rows);
        var there = (await host.Send(new ShowOwnStatementQuery(id), two.Liaison)).Value.File;
        Assert.Equal([two.Name], there.Places.Select(p => p.Agency));
        Assert.DoesNotContain(there.Steps, s => s.Note == "Not with us");

        Assert.Null((await two.AnswerAsync(id, takesIn: true, "The roster shows it")).Refusal);

        var file = await officer.FileAsync(id);
        Assert.Equal("TakenIn", file.State);
        Assert.Equal([(one.Name, "Not with us"), (two.Name, "The roster shows it")], file.Steps.Skip(1).Select(s => (s.By, s.Note!)).Order());
        Assert.Equal(2, await host.ScalarAsync<long>("select count(*) from kernel.notice where kind = 'officer-statement-answered' and occasion like $1", $"officer-statement:{id}:%"));
        Assert.DoesNotContain((await host.AsStaffAsync(new ShowStatementQuery(id))).Value.File.Steps, s => s.Note is not null);
    }

    [Fact]
    public async Task AgencyWhereNobodyElseCouldReadIt_DoesNotHoldItUp_TheCommissionHasIt()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Daisy Police Department", "7204-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7204-0001");
        // Of head and liaison: an officer who acts for the agency reads nothing there of themselves.
        await host.ExecuteAsync(
            "update certification.agency_member set kind = 'Officer', person_id = $2 where agency_id = $1 and id in (select member_id from certification.agency_appointment where capacity <> 'Clerk')",
            agency.Id, officer.Person);

        var id = await officer.ToldAsync(StatementKind.Workplace);

        Assert.False((await officer.FileAsync(id)).WithAgencies);
        Assert.Null((await host.AsStaffAsync(new TakeInStatementCommand(id, "Looked at"))).Refusal);
        Assert.Empty((await officer.Send(new PrepareStatementQuery())).Value.Agencies);
    }

    [Fact]
    public async Task OthersAndClerks_ReadAndAnswerNothing_AndTheRefusalIsOnRecord()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Elder Police Department", "7205-0001");
        var other = await ReportingAgency.OpenAsync(host, "Fennel Police Department", "7205-0002");
        var officer = await PortalOfficer.InvitedAsync(host, "7205-0001");
        var id = await officer.ToldAsync(StatementKind.WorkStatus);

        Assert.Empty((await WaitingAsync(other.Head)).Rows);
        Assert.Equal(new NotFound("This statement"), (await host.Send(new ShowOwnStatementQuery(id), other.Head)).Refusal);
        Assert.Equal(new NotFound("This statement"), (await other.AnswerAsync(id, takesIn: true, "Ours")).Refusal);
        Assert.Equal(new NotFound("This statement"), (await host.Send(Prepare(id, other, "7205-0001"), other.Liaison)).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new ListOwnStatementsQuery(), agency.Clerk)).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new ShowOwnStatementQuery(id), agency.Clerk)).Refusal);
        Assert.IsType<NotAllowed>((await agency.AnswerAsync(id, takesIn: true, "Done", agency.Clerk)).Refusal);
        Assert.IsType<SignatoryNotAuthorised>((await host.Send(Prepare(id, agency, "7205-0001"), agency.Clerk)).Refusal);
        Assert.IsType<NotAllowed>((await host.AsStaffAsync(new ShowOwnStatementQuery(id))).Refusal);
        Assert.IsType<NotAllowed>((await officer.Send(new AnswerOwnStatementCommand(id, true, "Mine"))).Refusal);

        Assert.True((await officer.FileAsync(id)).Waits);
        Assert.Equal(2, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'own-agency.statement.opened' and outcome = 'Denied' and actor_id = any (array[$1, $2])",
            agency.Clerk.Id!, host.Staff.Id!));
    }

    [Fact]
    public async Task LiaisonWhoseDaysAreOver_ReadsNothing()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Gentian Police Department", "7206-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7206-0001");
        var id = await officer.ToldAsync(StatementKind.Workplace);
        await host.ExecuteAsync(
            "update certification.agency_appointment set begins_on = $2, ends_on = $2 where member_id in (select id from certification.agency_member where account_id = $1)",
            agency.Liaison.Id!, host.Today.AddDays(-1));

        Assert.IsType<NotActingForAgency>((await host.Send(new ShowOwnStatementQuery(id), agency.Liaison)).Refusal);
        Assert.Null((await host.Send(new ShowOwnStatementQuery(id), agency.Head)).Refusal);
    }

    // The agency learned of it when the officer told: that day begins its own duty to report at once (12.05(1)(i)(c)).
    [Fact]
    public async Task ReportPreparedFromIt_SaysWhatWasTold_AndSubmittingItAnswers()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Heather Police Department", "7207-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7207-0001");
        var id = await officer.ToldAsync(StatementKind.WorkStatus);
        var view = (await host.Send(new ShowOwnStatementQuery(id), agency.Liaison)).Value;
        Assert.Equal(nameof(ReportKind.WorkStatusChange), view.ReportKind);
        Assert.Equal(("7207-0001", "OnLeave", host.Today.AddDays(-3), host.Today), (view.ToReport.OfficerNumber, view.ToReport.WorkStatusCode, view.ToReport.OccurredOn, view.ToReport.KnownOn));
        Assert.IsType<ReportOfAnotherKind>((await host.Send(
            new SaveOwnReportCommand(null, ReportKind.RankChange, view.ToReport, Statement: id), agency.Liaison)).Refusal);

        var draft = await host.Send(new SaveOwnReportCommand(null, ReportKind.WorkStatusChange, view.ToReport with { ShowsMisconduct = "No", LeaveNatureCode = "Family" }, Statement: id), agency.Liaison);
        Assert.Null(draft.Refusal);
        Assert.True((await officer.FileAsync(id)).Waits);
        var submitted = await agency.SubmitAsync(draft.Value);
        Assert.Null(submitted.Refusal);

        var file = await officer.FileAsync(id);
        Assert.Equal(("TakenIn", $"Reported to the Commission as {submitted.Value.Reference}."), (file.State, file.Steps[^1].Note));
        Assert.Equal(submitted.Value.Reference, Assert.Single((await host.Send(new ShowOwnStatementQuery(id), agency.Liaison)).Value.Reports).Reference);
        Assert.IsType<StatementSettled>((await agency.AnswerAsync(id, takesIn: false, "Too late")).Refusal);
    }

    [Fact]
    public async Task AddressTakenInByTheAgency_IsTheOfficersOwn_WrittenOnceWhereTwoTakeItIn()
    {
        var (one, two) = await SharedAsync("Iris", "7208-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7208-0001");
        var id = await officer.ToldAsync(StatementKind.Address);

        Assert.Null((await one.AnswerAsync(id, takesIn: true)).Refusal);
        Assert.Null((await two.AnswerAsync(id, takesIn: true)).Refusal);

        var written = Assert.Single((await officer.RecordAsync()).Addresses, a => a.Value == "new7208-0001@home.example");
        Assert.True(written.Own);
    }

    [Fact]
    public async Task Corrected_TheFirstWaitsNowhere_AndNobodyAnswersIt()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Jasmine Police Department", "7209-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7209-0001");
        var first = await officer.ToldAsync(StatementKind.Training);

        var next = await officer.Send(new SubmitStatementCommand(StatementKind.Training, officer.Says(StatementKind.Training), true, first));

        Assert.Null(next.Refusal);
        Assert.Equal(next.Value.Id, Assert.Single((await WaitingAsync(agency.Liaison)).Rows).Id);
        Assert.IsType<StatementSettled>((await agency.AnswerAsync(first, takesIn: true, "Seen")).Refusal);
        Assert.Equal("Replaced", (await officer.FileAsync(first)).State);
    }

    [Fact]
    public async Task Waiting_AreGoneThroughOnce_TheOldestFirst_AndAnsweredTheLatestFirst()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Kalmia Police Department", "7210-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7210-0001");
        var told = new List<Guid>();
        for (var i = 0; i < 7; i++)
        {
            host.Clock.Set(host.Clock.GetUtcNow().AddSeconds(1));
            told.Add(await officer.ToldAsync(StatementKind.Workplace));
        }

        Assert.Equal(told, await AllAsync(agency.Liaison, answered: false));
        foreach (var id in told)
        {
            host.Clock.Set(host.Clock.GetUtcNow().AddSeconds(1));
            Assert.Null((await agency.AnswerAsync(id, takesIn: true, "Seen")).Refusal);
        }

        Assert.Empty(await AllAsync(agency.Liaison, answered: false));
        Assert.Equal(told.AsEnumerable().Reverse(), await AllAsync(agency.Liaison, answered: true));
    }

    // A number changes no step of another kind: a petition is the Commission's, whoever employs the officer.
    [Fact]
    public void Petition_GoesToNoAgency() => Assert.Throws<Npgsql.PostgresException>(() => host.ExecuteAsync(
        """
        insert into certification.officer_statement (id, number, person_id, kind, occurred_on, known_on, no_unit, decision_id, attested, submitted_at, submitted_by_name, in_time, state, with_agencies)
        select gen_random_uuid(), 999999, gen_random_uuid(), 'Petition', current_date, current_date, false, gen_random_uuid(), 'x', now(), 'x', true, 'Submitted', true
        """).GetAwaiter().GetResult());

    private static SaveOwnReportCommand Prepare(Guid statement, ReportingAgency agency, string number) =>
        new(null, ReportKind.WorkStatusChange, agency.Matter(number) with { WorkStatusCode = "OnLeave", LeaveNatureCode = "Family" }, Statement: statement);

    private async Task<(ReportingAgency One, ReportingAgency Two)> SharedAsync(string name, string number)
    {
        var one = await ReportingAgency.OpenAsync(host, $"{name} East Police Department", number);
        var two = await ReportingAgency.OpenAsync(host, $"{name} West Police Department", $"{number[..5]}9{number[6..]}");
        await host.ExecuteAsync(
            """
            insert into certification.employment select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'agency_id', $2))).*
            from certification.employment e join certification.person p on p.id = e.person_id where p.officer_number = $1
            """, number, two.Id);
        return (one, two);
    }

    private async Task<OwnStatementList> WaitingAsync(Caller by)
    {
        var list = await host.Send(new ListOwnStatementsQuery(Limit: 100), by);
        Assert.Null(list.Refusal);
        return list.Value;
    }

    private async Task<List<Guid>> AllAsync(Caller by, bool answered)
    {
        var all = new List<Guid>();
        Guid? after = null;
        do
        {
            var page = await host.Send(new ListOwnStatementsQuery(answered, after, 3), by);
            Assert.Null(page.Refusal);
            all.AddRange(page.Value.Rows.Select(r => r.Id));
            after = page.Value.Next;
        }
        while (after is not null);
        return all;
    }
}
