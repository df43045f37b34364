using Post.Certification.Domain;
using Post.Certification.Features.ShowOwnStatement;
using Post.Certification.Features.ShowStatement;
using Post.Certification.Personal;
using Post.Certification.Reporting;
using Post.Certification.Tests.Imports;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

/// <summary>Training that an officer tells of is unverified until a training of that day is on record.</summary>
[Trait("Clause", "12.07(1)(b)5")]
public sealed class UnverifiedTrainingTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Nothing = "Unverified: no training of that day is on record";
    private const string Matched = "Matches Crisis intervention, Municipal Police Training Committee";

    [Fact]
    public async Task ToldToTheAgency_ItIsUnverified_UntilTheCommitteeReportsIt_AndTheStaffReadNoWordOfEither()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Alder Police Department", "7601-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7601-0001");
        var told = await officer.ToldAsync(StatementKind.Training);
        Assert.Equal((Nothing, Nothing), (await OwnAsync(officer, told), await AgencyAsync(agency, told)));

        await TakenAsync("7601-0001", "M-7601", "First0");

        Assert.Equal((Matched, Matched), (await OwnAsync(officer, told), await AgencyAsync(agency, told)));
        Assert.Empty((await host.AsStaffAsync(new ShowStatementQuery(told))).Value.File.Says);
    }

    // Told to the Commission, its staff read it too; taking it in makes no training, so the word stays.
    [Fact]
    public async Task ToldToTheCommission_TheStaffReadTheWordToo()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7602-0001", agency: null!);
        var told = await officer.ToldAsync(StatementKind.Training);
        Assert.Equal((Nothing, Nothing), (await OwnAsync(officer, told), await StaffAsync(told)));

        Assert.Null((await host.AsStaffAsync(new Features.TakeInStatement.TakeInStatementCommand(told, "Seen"))).Refusal);
        Assert.Equal((Nothing, Nothing), (await OwnAsync(officer, told), await StaffAsync(told)));
        await TakenAsync("7602-0001", "M-7602");

        Assert.Equal((Matched, Matched), (await OwnAsync(officer, told), await StaffAsync(told)));
    }

    [Theory]
    [InlineData("7603-0001", "CRISIS  Intervention", 0, "Matches CRISIS  Intervention, Municipal Police Training Committee")]
    [InlineData("7603-0002", "Crisis intervention", 1, Nothing)]
    [InlineData("7603-0003", "Crisis intervention", -1, Nothing)]
    [InlineData("7603-0004", "Use of Force", 0, "Unverified: no training of that name is on record; of that day, Use of Force, Municipal Police Training Committee")]
    public async Task DayAndNameAreCompared(string number, string course, int daysFrom, string expected)
    {
        var officer = await PortalOfficer.OpenAsync(host, number, agency: null!);
        var told = await officer.ToldAsync(StatementKind.Training);

        await TakenAsync(number, $"M-{number}", course: course, days: daysFrom);

        Assert.Equal(expected, await OwnAsync(officer, told));
    }

    [Fact]
    public async Task WhatIsNoTrainingOfTheOfficerOnThatDayAnyMore_VerifiesNothing()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7604-0001", agency: null!);
        await PortalOfficer.OpenAsync(host, "7604-0002", agency: null!);
        var told = await officer.ToldAsync(StatementKind.Training);
        await TakenAsync("7604-0002", "M-7604-2");
        await TakenAsync("7604-0001", "M-7604-3", missed: true);
        Assert.Equal(Nothing, await OwnAsync(officer, told));

        await TakenAsync("7604-0001", "M-7604");
        Assert.Equal(Matched, await OwnAsync(officer, told));
        // The committee puts the day right: that row stands no more.
        await host.ExecuteAsync("update certification.training_record set superseded_at = now() where record_key = 'M-7604'");
        Assert.Equal(Nothing, await OwnAsync(officer, told));
    }

    [Fact]
    public async Task TrainingUnderAnotherNumberOfTheOfficer_Matches()
    {
        var officer = await PortalOfficer.OpenAsync(host, "7605-0001", agency: null!);
        await PortalOfficer.OpenAsync(host, "7605-0002", agency: null!);
        var told = await officer.ToldAsync(StatementKind.Training);
        await TakenAsync("7605-0002", "M-7605");
        Assert.Equal(Nothing, await StaffAsync(told));

        Assert.Null((await host.MergeAsync("7605-0002", "7605-0001")).Refusal);

        Assert.Equal(Matched, await StaffAsync(told));
    }

    [Fact]
    public async Task AgencyThatTheOfficerLeft_IsToldNothingOfTheRecord_AndNoOtherKindHasTheLine()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Birch Police Department", "7606-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7606-0001");
        var (told, works) = (await officer.ToldAsync(StatementKind.Training), await officer.ToldAsync(StatementKind.Workplace));
        Assert.DoesNotContain((await officer.FileAsync(works)).Says, l => l.Title == "On record");
        await TakenAsync("7606-0001", "M-7606", "First0");
        Assert.Equal(Matched, await AgencyAsync(agency, told));

        await host.ExecuteAsync("update certification.employment set ends_on = $2 where person_id = $1", officer.Person, host.Today.AddDays(-1));

        Assert.Null(await AgencyAsync(agency, told));
        Assert.Equal(Matched, await OwnAsync(officer, told));
    }

    [Fact]
    public void SeveralOfOneDay_AreEachNamed_AndThoseOfTheSameNameAlone_WhereThereAreSome()
    {
        Assert.Equal(
            "Matches First Aid, Municipal Police Training Committee; FIRST AID, State Police",
            StatementLines.OfRecord(" first aid", [("First Aid", "Mptc"), ("Pursuit", "Mptc"), ("FIRST AID", "StatePolice")]).Words);
        Assert.StartsWith(
            "Unverified: no training of that name is on record; of that day, Pursuit, Municipal Police Training Committee; Use of Force, ",
            StatementLines.OfRecord("First Aid", [("Pursuit", "Mptc"), ("Use of Force", "Other")]).Words, StringComparison.Ordinal);
    }

    // The day of the statement, or as many days from it.
    private async Task TakenAsync(string number, string key, string first = "Alex", string course = "Crisis intervention", int days = 0, bool missed = false)
    {
        var day = FormattableString.Invariant($"{host.Today.AddDays(-3 + days):M/d/yyyy}");
        var row = missed
            ? Training(number, key, course, completed: "", missed: day, hours: "", place: "", last: "Rivers", first: first)
            : Training(number, key, course, day, last: "Rivers", first: first);
        Assert.Equal(1, (await host.BringInAsync("training", Trainings(row), host.Today)).Counts.Accepted);
    }

    private static async Task<string?> OwnAsync(PortalOfficer officer, Guid told) => Of((await officer.FileAsync(told)).Says);

    private async Task<string?> AgencyAsync(ReportingAgency agency, Guid told) => Of((await host.Send(new ShowOwnStatementQuery(told), agency.Liaison)).Value.File.Says);

    private async Task<string?> StaffAsync(Guid told) => Of((await host.AsStaffAsync(new ShowStatementQuery(told))).Value.File.Says);

    private static string? Of(IReadOnlyList<ReportLine> says) => says.SingleOrDefault(l => l.Title == "On record")?.Words;
}
