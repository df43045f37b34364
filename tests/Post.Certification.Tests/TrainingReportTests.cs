using Post.Certification.Domain;
using Post.Certification.Features.CloseHireTask;
using Post.Certification.Features.ListHireTasks;
using Post.Certification.Features.ShowOfficer;
using Post.Certification.Features.TakeInReport;
using Post.Certification.Reporting;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>Training under administrative suspension, and retraining that was ordered, as agencies report them.</summary>
public sealed class TrainingReportTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    [Trait("Clause", "12.05(1)(e)")]
    public async Task TrainingUnderSuspension_PutsTheSuspensionBeforeStaffTheSameDay_AndIsTakenIntoTheRecord()
    {
        var agency = await SuspendedAsync("Jasmine Police Department", "4911-0001");
        var person = await host.PersonAsync("4911-0001");

        var report = await agency.ReceivedAsync(ReportKind.SuspensionTraining, Training(agency, "4911-0001"));

        var task = Assert.Single((await host.AsStaffAsync(new ListHireTasksQuery(Limit: 100))).Value.Rows, t => t.ReportId == report);
        Assert.Equal("SuspensionReview", task.Kind);
        Assert.Null((await TakeInAsync(report)).Refusal);
        var row = Assert.Single((await host.AsStaffAsync(new ShowOfficerQuery(person))).Value.Trainings);
        Assert.Equal(("Use of Force", "Agency", 480, (DateOnly?)host.Today.AddDays(-3)), (row.Course, row.ProviderCode, row.Minutes, row.CompletedOn));
        Assert.Equal("AdministrativelySuspended", (await host.FactsOfAsync("4911-0001")).Status!.Code);

        Assert.IsType<OutcomeDoesNotFit>((await host.AsStaffAsync(
            new CloseHireTaskCommand(task.Id, "NotListed", host.Today, null, "Looked"))).Refusal);
        Assert.Null((await host.AsStaffAsync(
            new CloseHireTaskCommand(task.Id, "SuspensionToEnd", host.Today, null, "Put before the Executive Director"))).Refusal);
        Assert.Equal("AdministrativelySuspended", (await host.FactsOfAsync("4911-0001")).Status!.Code);
        Assert.IsType<OnRecordAlready>((await agency.ReportAsync(ReportKind.SuspensionTraining, Training(agency, "4911-0001"))).Refusal);
    }

    [Fact]
    [Trait("Clause", "12.05(1)(e)")]
    public async Task OfficerWhoIsNotAdministrativelySuspended_IsSentToTheOrdinaryWay()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Kalmia Police Department", "4912-0001");

        var refused = (await agency.ReportAsync(ReportKind.SuspensionTraining, Training(agency, "4912-0001"))).Refusal!;

        Assert.Equal("no-admin-suspension", refused.Code);
        Assert.Contains("training file", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "12.05(1)(e)")]
    public async Task TrainingReportedAfterTheSuspensionEnded_IsReceived_WhereItHeldOnTheDay()
    {
        var agency = await SuspendedAsync("Lilac Police Department", "4913-0001");
        await host.ReportAsync(Reports.List(host.Today.AddDays(-2), Reports.Officer("4913-0001", "First0", "Rivers", agency: "Lilac Police Department")));

        await agency.ReceivedAsync(ReportKind.SuspensionTraining, Training(agency, "4913-0001", host.Today.AddDays(-10)));

        Assert.Equal("no-admin-suspension", (await agency.ReportAsync(
            ReportKind.SuspensionTraining, Training(agency, "4913-0001", host.Today.AddDays(-1)))).Refusal!.Code);
    }

    [Fact]
    public async Task Correction_SupersedesTheTrainingOfTheReportThatItReplaces()
    {
        var agency = await SuspendedAsync("Mimosa Police Department", "4914-0001");
        var first = await agency.ReceivedAsync(ReportKind.SuspensionTraining, Training(agency, "4914-0001"));
        Assert.Null((await TakeInAsync(first)).Refusal);

        var second = await agency.CorrectionAsync(first, ReportKind.SuspensionTraining, Training(agency, "4914-0001") with { Minutes = 240 });
        Assert.Null((await agency.SubmitAsync(second)).Refusal);
        Assert.Null((await TakeInAsync(second)).Refusal);

        Assert.Equal([(480, true), (240, false)], await host.RowsAsync(
            """
            select t.minutes, t.superseded_at is not null from certification.training_record t
            join certification.person p on p.id = t.person_id where p.officer_number = '4914-0001' order by t.recorded_at, t.minutes desc
            """, r => (r.GetInt32(0), r.GetBoolean(1))));
    }

    [Fact]
    public async Task RetrainingCompleted_StandsInTheFile_FromItsDay()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Narcissus Police Department", "4915-0001");
        var person = await host.PersonAsync("4915-0001");
        var said = Retraining(agency, "4915-0001");
        Assert.Equal("date-order", (await agency.ReportAsync(ReportKind.Retraining, said with { OrderedOn = said.OccurredOn!.Value.AddDays(1) })).Refusal!.Code);

        var report = await agency.ReceivedAsync(ReportKind.Retraining, said);
        Assert.Empty((await host.AsStaffAsync(new ShowOfficerQuery(person))).Value.Retrainings);
        Assert.Null((await TakeInAsync(report)).Refusal);

        var row = Assert.Single((await host.AsStaffAsync(new ShowOfficerQuery(person))).Value.Retrainings);
        Assert.Equal((host.Today.AddDays(-30), host.Today.AddDays(-3)), (row.OrderedOn, row.CompletedOn));
        Assert.Contains("Narcissus", row.Source, StringComparison.Ordinal);
        Assert.Empty((await host.AsStaffAsync(new ShowOfficerQuery(person, host.Today.AddDays(-4)))).Value.Retrainings);
        Assert.IsType<OnRecordAlready>((await agency.ReportAsync(ReportKind.Retraining, said)).Refusal);
    }

    [Fact]
    public async Task WhatCameAfterTheOfficerLeft_IsRefused_AndWhatCameBeforeIsTakenHoweverLate()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Orchid Police Department", "4916-0001");
        await ReportingAgency.OpenAsync(host, "Peony Police Department", "4916-0002");
        var left = await agency.ReceivedAsync(ReportKind.Separation, agency.Separation("4916-0001", host.Today.AddDays(-20)));
        Assert.Null((await TakeInAsync(left)).Refusal);

        Assert.Equal(new HappenedAfterLeaving(host.Today.AddDays(-20)), (await agency.ReportAsync(ReportKind.Retraining, Retraining(agency, "4916-0001"))).Refusal);
        Assert.Equal(new NotOfOwnAgency(), (await agency.ReportAsync(ReportKind.Retraining, Retraining(agency, "4916-0002"))).Refusal);
        Assert.Equal(new NotOfOwnAgency(), (await agency.ReportAsync(ReportKind.Retraining, Retraining(agency, "4916-9999"))).Refusal);
        await agency.ReceivedAsync(ReportKind.Retraining, Retraining(agency, "4916-0001") with { OccurredOn = host.Today.AddDays(-25) });
    }

    private static ReportContent Training(ReportingAgency agency, string number, DateOnly? on = null) =>
        agency.Matter(number, on) with { Subject = "Use of Force", Minutes = 480, Place = "Randolph Academy", Evidence = null };

    private static ReportContent Retraining(ReportingAgency agency, string number) =>
        agency.Matter(number) with { Subject = "Order of the Commission, paper 12 (synthetic)", OrderedOn = agency.Host.Today.AddDays(-30) };

    private async Task<ReportingAgency> SuspendedAsync(string name, string number)
    {
        var agency = await ReportingAgency.OpenAsync(host, name, number);
        await host.ReportAsync(Reports.List(
            host.Today.AddDays(-60), Reports.Officer(number, "First0", "Rivers", status: "AdministrativelySuspended", agency: name)));
        return agency;
    }

    private Task<Result<Done>> TakeInAsync(Guid report) => host.AsStaffAsync(new TakeInReportCommand(report, null, SamePerson: false));
}
