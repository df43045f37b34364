using Post.Certification.Domain;
using Post.Certification.Features.ExplainTraining;
using Post.Certification.Features.ShowOfficer;
using Post.Certification.Features.ShowOwnOfficer;
using Post.Certification.OfficerFiles;
using Post.Certification.Tests.Imports;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

/// <summary>What an officer says of a requirement missed: their own words, beside what the provider reported, and nobody else's to change.</summary>
public sealed class ExplainTrainingTests(PortalHost host) : IClassFixture<PortalHost>
{
    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    // G: officer enters explanation T agency sees it read-only.
    [Fact]
    [Trait("Clause", "12.04(1)(e)~4")]
    public async Task Explanation_StandsBesideTheRequirement_ForTheOfficerTheStaffAndTheAgency_AndIsWrittenOnce()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Anise Police Department", "7401-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7401-0001");
        var row = await MissedAsync(officer, "M-7401", explanation: "On leave, says the academy");

        Assert.Null((await SayAsync(officer, row, "  The course was full until July.\nI am entered for the next.  ")).Refusal);

        var said = ("The course was full until July.\nI am entered for the next.", TrainingExplanationKind.MitigatingFactor, "Alex Rivers", host.Clock.GetUtcNow());
        Assert.Equal(said, Told(Assert.Single(await OwnAsync(officer))));
        Assert.Equal(said, Told(Assert.Single(await StaffAsync(officer))));
        foreach (var member in new[] { agency.Head, agency.Liaison, agency.Clerk }) Assert.Equal(said, Told(Assert.Single((await AgencyAsync(member, officer)).Explanations)));
        // What came with the file stays what it is, and the agency does not read it.
        Assert.Equal("On leave, says the academy", (await RowAsync(officer)).Explanation);
        Assert.Null((await AgencyAsync(agency.Head, officer)).Explanation);
        Assert.Equal(["INSERT", "SELECT"], await host.RowsAsync(
            "select privilege_type::text from information_schema.table_privileges where grantee = 'post_app' and table_schema = 'certification' and table_name = 'training_explanation' order by 1",
            r => r.GetString(0)));
        Assert.Equal(1, await host.ScalarAsync<long>(
            """
            select count(*) from audit.event e where action = 'own-record.training.explained' and outcome = 'Ok' and subject_ids = array[$1]
              and e::text not like '%course was full%'
            """, officer.Person));
    }

    [Fact]
    [Trait("Clause", "12.04(1)(e)~4")]
    public async Task LaterExplanation_StandsBeforeTheEarlier_WhichTheOfficerAndTheStaffStillRead()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Basil Police Department", "7402-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7402-0001");
        var row = await MissedAsync(officer, "M-7402");

        // At one instant: the order is that in which they were said.
        foreach (var text in new[] { "First", "Second", "Third" }) Assert.Null((await SayAsync(officer, row, text)).Refusal);
        Assert.Null((await SayAsync(officer, row, "Third", TrainingExplanationKind.Other)).Refusal);
        Assert.Null((await SayAsync(officer, row, "First")).Refusal);

        string[] all = ["First", "Third", "Third", "Second", "First"];
        Assert.Equal(all, (await OwnAsync(officer)).Select(e => e.Text));
        Assert.Equal(all, (await StaffAsync(officer)).Select(e => e.Text));
        Assert.Equal(["First"], (await AgencyAsync(agency.Liaison, officer)).Explanations.Select(e => e.Text));
    }

    [Fact]
    public async Task SaidTwice_IsKeptOnce_AlsoAtTheSameMoment()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7403-0001");
        var row = await MissedAsync(officer, "M-7403");

        var told = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SayAsync(officer, row, "The course was full")));

        Assert.Single(told, t => t.Refusal is null);
        Assert.Equal(3, told.Count(t => t.Refusal is ExplainedAlready));
        Assert.IsType<ExplainedAlready>((await SayAsync(officer, row, " The course was full ")).Refusal);
        Assert.Single(await OwnAsync(officer));
    }

    [Theory]
    [InlineData("", "Say what explains it.")]
    [InlineData(" \n\t ", "Say what explains it.")]
    [InlineData(null, "Say what explains it.")]
    [InlineData("long", "Shorten the explanation")]
    public async Task WithoutWords_OrWithTooMany_ItIsInvalid(string? text, string because)
    {
        var officer = await PortalOfficer.OpenAsync(host, $"7404-{text?.Length ?? 1:0000}");

        var refused = (await SayAsync(officer, Guid.NewGuid(), text == "long" ? new string('x', TrainingExplanation.TextMaxLength + 1) : text!)).Refusal;

        Assert.StartsWith(because, Assert.IsType<NotValid>(refused).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData((TrainingExplanationKind)7)]
    public async Task WithoutAKind_ItIsInvalid(TrainingExplanationKind? kind)
    {
        var officer = await PortalOfficer.OpenAsync(host, $"7411-000{(int?)kind ?? 1}");

        Assert.IsType<NotValid>((await officer.Send(new ExplainTrainingCommand(Guid.NewGuid(), kind, "The course was full"))).Refusal);
    }

    [Fact]
    public async Task OnlyARequirementThatOneselfMissed_IsExplained()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7405-0001");
        var other = await PortalOfficer.OpenAsync(host, "7405-0002", surname: "Stone");
        var theirs = await MissedAsync(other, "M-7405-2", surname: "Stone");
        await host.BringInAsync("training", Trainings(Training("7405-0001", "M-7405-3", last: "Rivers", first: "Alex")));
        var taken = await host.ScalarAsync<Guid>("select id from certification.training_record where record_key = 'M-7405-3'");

        Assert.Equal(new NotFound("This training"), (await SayAsync(officer, theirs, "Not mine")).Refusal);
        Assert.Equal(new NotFound("This training"), (await SayAsync(officer, Guid.NewGuid(), "Nobody's")).Refusal);
        Assert.IsType<NothingMissed>((await SayAsync(officer, taken, "Taken")).Refusal);
        Assert.Equal(0, await host.ScalarAsync<long>(
            "select count(*) from certification.training_explanation e join certification.training_record t on t.id = e.training_id where t.record_key like 'M-7405%'"));
    }

    // The row that was read is gone; what was said before stays with the record, whatever its provider makes of it.
    [Fact]
    public async Task ReportedAnew_TheRowIsReadAgainFirst_AndWhatWasSaidBeforeStays()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7406-0001");
        var row = await MissedAsync(officer, "M-7406");
        Assert.Null((await SayAsync(officer, row, "The course was full")).Refusal);
        await MissedAsync(officer, "M-7406", course: "In-service 2025, corrected", asOf: July);

        Assert.IsType<TrainingReportedAnew>((await SayAsync(officer, row, "Once more")).Refusal);
        Assert.Equal(["The course was full"], (await OwnAsync(officer)).Select(e => e.Text));
        var anew = (await RowAsync(officer)).Id;
        Assert.NotEqual(row, anew);
        Assert.IsType<ExplainedAlready>((await SayAsync(officer, anew, "The course was full")).Refusal);
        Assert.Null((await SayAsync(officer, anew, "Once more")).Refusal);
        Assert.Equal(["Once more", "The course was full"], (await StaffAsync(officer)).Select(e => e.Text));
    }

    [Fact]
    public async Task FileOfAnEarlierDay_HasNoExplanationYet()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7407-0001");
        var row = await MissedAsync(officer, "M-7407");
        var before = host.Today;
        host.Clock.Advance(TimeSpan.FromDays(2));
        officer = officer with { Caller = PortalOfficer.AtWork(host, officer.Caller.Id!.Value) };
        Assert.Null((await SayAsync(officer, row, "The course was full")).Refusal);

        Assert.Single(await StaffAsync(officer));
        Assert.Empty(Assert.Single((await host.FileAsync("7407-0001", on: before)).Trainings).Explanations);
        Assert.Empty(Assert.Single((await host.FileAsync("7407-0001", known: before)).Trainings).Explanations);
        Assert.Single(Assert.Single((await host.FileAsync("7407-0001", on: host.Today)).Trainings).Explanations);
    }

    [Fact]
    public async Task RequirementUnderAnotherNumberOfOnes_IsExplained_AndGoesWithItsNumber()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7408-0001");
        await host.ReportAsync(Reports.List(Reports.September, Reports.Officer("7408-0002", "Alex", "Rivers")));
        var row = await MissedAsync(officer with { Number = "7408-0002" }, "M-7408");
        Assert.IsType<NotFound>((await SayAsync(officer, row, "Too early")).Refusal);
        Assert.Null((await host.MergeAsync("7408-0002", "7408-0001")).Refusal);
        GateKnows();

        Assert.Null((await SayAsync(officer, row, "The course was full")).Refusal);

        Assert.Single(await OwnAsync(officer));
        Assert.Null((await host.UnmergeAsync("7408-0002")).Refusal);
        GateKnows();
        Assert.Empty((await officer.RecordAsync()).File.Trainings);
        Assert.Single(Assert.Single((await host.FileAsync("7408-0002")).Trainings).Explanations);

        void GateKnows() => host.Clock.Set(host.Clock.GetUtcNow().AddMinutes(1));
    }

    // An agency reads it while the officer serves there, and no other agency does.
    [Fact]
    public async Task AgencyThatTheOfficerLeft_ReadsItNoMore()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Cumin Police Department", "7409-0001");
        var elsewhere = await ReportingAgency.OpenAsync(host, "Dill Police Department", "7409-0002");
        var officer = await PortalOfficer.InvitedAsync(host, "7409-0001");
        Assert.Null((await SayAsync(officer, await MissedAsync(officer, "M-7409"), "The course was full")).Refusal);
        Assert.IsType<NotOfOwnAgency>((await host.Send(new ShowOwnOfficerQuery(officer.Person), elsewhere.Head)).Refusal);

        await host.ExecuteAsync("update certification.employment set ends_on = $2 where person_id = $1", officer.Person, host.Today.AddDays(-1));

        Assert.Empty((await host.Send(new ShowOwnOfficerQuery(officer.Person), agency.Head)).Value.Trainings);
    }

    [Fact]
    public async Task WhateverIsWritten_ComesBackAsItWasWritten()
    {
        string[] parts = ["Zoë", "\r\n", "\n", "O'Brien", "<b>", "--", "; drop table", "%", "\\", "\"", "訓練", "👮🏽", "\u202e", "a\u0301", "  ", "{0}", "$1", "\t", "&amp;"];
        var officer = await PortalOfficer.OpenAsync(host, "7410-0001");
        var row = await MissedAsync(officer, "M-7410");
        var draws = new Random(20261123);
        var last = "";
        for (var i = 0; i < 25; i++)
        {
            var text = string.Concat(Enumerable.Range(0, draws.Next(1, 12)).Select(_ => parts[draws.Next(parts.Length)]));
            if (text.Trim() == "" || text.Trim() == last) continue;
            Assert.Null((await SayAsync(officer, row, text)).Refusal);
            Assert.Equal(last = text.Trim(), (await OwnAsync(officer))[0].Text);
        }

        var longest = string.Concat(Enumerable.Repeat("é", TrainingExplanation.TextMaxLength));
        Assert.Null((await SayAsync(officer, row, longest)).Refusal);
        Assert.Equal(longest, (await StaffAsync(officer))[0].Text);
    }

    [Fact]
    public async Task File_TakesAsManyStatements_HoweverMuchWasSaid()
    {
        const int Most = 16;
        var officer = await PortalOfficer.OpenAsync(host, "7412-0001");
        var row = await MissedAsync(officer, "M-7412");
        await host.StatementsOfAsync(new ShowOfficerQuery(officer.Person));
        var before = await host.StatementsOfAsync(new ShowOfficerQuery(officer.Person));
        foreach (var text in new[] { "First", "Second", "Third" }) Assert.Null((await SayAsync(officer, row, text)).Refusal);

        Assert.Equal(before, await host.StatementsOfAsync(new ShowOfficerQuery(officer.Person)));
        Assert.InRange(before, 4, Most);
    }

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task AnOfficerAlone_Explains(string role)
    {
        var refused = (await host.Send(new ExplainTrainingCommand(Guid.NewGuid(), TrainingExplanationKind.Other, "Words"), People.With(role, host.Clock))).Refusal;

        Assert.Equal(role != Roles.OfficerUser, refused is NotAllowed);
        Assert.NotNull(refused);
    }

    private async Task<Guid> MissedAsync(
        PortalOfficer officer, string key, string surname = "Rivers", string course = "In-service 2025", string explanation = "", DateOnly? asOf = null)
    {
        // The Commission's list of an agency names its officers First0 and on; an officer alone is Alex.
        var first = await host.ScalarAsync<string>(
            "select first_name from certification.person_name n join certification.person p on p.id = n.person_id where p.officer_number = $1 and n.valid_to is null and n.superseded_at is null", officer.Number);
        await host.BringInAsync("training", Trainings(Training(
            officer.Number, key, course, completed: "", missed: "6/30/2025", hours: "", place: "", explanation: explanation, last: surname, first: first)), asOf);
        return await host.ScalarAsync<Guid>("select id from certification.training_record where record_key = $1 and superseded_at is null", key);
    }

    private static Task<Result<Done>> SayAsync(
        PortalOfficer officer, Guid training, string text, TrainingExplanationKind kind = TrainingExplanationKind.MitigatingFactor) =>
        officer.Send(new ExplainTrainingCommand(training, kind, text));

    private static (string, TrainingExplanationKind, string, DateTimeOffset) Told(TrainingExplanationRow row) => (row.Text, row.Kind, row.By, row.At);

    private static async Task<IReadOnlyList<TrainingExplanationRow>> OwnAsync(PortalOfficer officer) =>
        Assert.Single((await officer.RecordAsync()).File.Trainings, t => t.MissedBy is not null).Explanations;

    private async Task<TrainingRow> RowAsync(PortalOfficer officer) =>
        Assert.Single((await host.AsStaffAsync(new ShowOfficerQuery(officer.Person))).Value.Trainings, t => t.MissedBy is not null);

    private async Task<IReadOnlyList<TrainingExplanationRow>> StaffAsync(PortalOfficer officer) => (await RowAsync(officer)).Explanations;

    private async Task<TrainingRow> AgencyAsync(Caller member, PortalOfficer officer) =>
        Assert.Single((await host.Send(new ShowOwnOfficerQuery(officer.Person), member)).Value.Trainings);
}
