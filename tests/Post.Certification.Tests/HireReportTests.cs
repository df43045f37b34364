using Post.Certification.Domain;
using Post.Certification.Features.CloseHireTask;
using Post.Certification.Features.ListHireTasks;
using Post.Certification.Features.TakeInReport;
using Post.Certification.Reporting;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>Nobody is hired who may not serve, and every hire is looked up in the index (M.G.L. c. 6E, §§ 4(d), 9, 11).</summary>
public sealed class HireReportTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Theory]
    [InlineData("4801-0001", "Decertified")]
    [InlineData("4801-0002", "Suspended")]
    [InlineData("4801-0003", "AdministrativelySuspended")]
    public async Task HireOfWhomTheLawBars_IsRefusedAtTheSubmit_Kept_AndBeforeStaff(string number, string status)
    {
        var agency = await BarredAsync(number, status);

        var id = await agency.PrepareAsync(ReportKind.Hire, agency.Hire(number));
        var submitted = await agency.SubmitAsync(id);

        Assert.Null(submitted.Refusal);
        Assert.Contains("c. 6E", submitted.Value.Barred!, StringComparison.Ordinal);
        var file = await agency.FileAsync(id);
        Assert.Equal("Refused", file.State);
        Assert.Contains(file.Steps, s => s is { Words: "Refused", By: "The Commission" });
        var task = Assert.Single((await host.AsStaffAsync(new ListHireTasksQuery(Limit: 100))).Value.Rows, t => t.ReportId == id);
        Assert.Equal("BarredHire", task.Kind);
        Assert.IsType<ReportSettled>((await host.AsStaffAsync(new TakeInReportCommand(id, null, false))).Refusal);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from certification.source where id = $1", id));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'own-agency.report.submitted' and outcome = 'Ok' and subject_ids = array[$1] and org = $2",
            await host.PersonAsync(number), agency.Id.ToString()));
    }

    [Theory]
    [InlineData("4802-0001", "Certified")]
    [InlineData("4802-0002", "Expired")]
    [InlineData("4802-0003", "NotCertified")]
    [InlineData("4802-0004", "ConditionallyCertified")]
    public async Task HireOfAnybodyElse_IsReceived_AndOpensTheLookUp(string number, string status)
    {
        var agency = await BarredAsync(number, status);

        var id = await agency.ReceivedAsync(ReportKind.Hire, agency.Hire(number));

        var task = Assert.Single((await host.AsStaffAsync(new ListHireTasksQuery(Limit: 100))).Value.Rows, t => t.ReportId == id);
        Assert.Equal("IndexCheck", task.Kind);
    }

    [Fact]
    public async Task WhoeverIsDecertifiedAfterTheReport_IsNotTakenIn()
    {
        var agency = await BarredAsync("4803-0001", "Certified");
        var id = await agency.ReceivedAsync(ReportKind.Hire, agency.Hire("4803-0001"));
        await host.ReportAsync(Reports.List(Reports.September.AddDays(1), Reports.Officer("4803-0001", "First0", "Rivers", status: "Decertified", agency: null)));

        Assert.Equal("hire-barred", (await host.AsStaffAsync(new TakeInReportCommand(id, null, false))).Refusal!.Code);
    }

    [Fact]
    public async Task RevokedCertificate_BarsWithoutAStatus()
    {
        var agency = await BarredAsync("4804-0001", "NotRecorded");
        await host.ExecuteAsync(
            """
            insert into certification.certificate (id, person_id, number, type_code, status_code, status_source, granted_on, recorded_at, source_id)
            select gen_random_uuid(), p.id, 'C-1', 'Initial', 'Revoked', 'Revoked', date '2022-01-01', now(), s.id
            from certification.person p, certification.source s where p.officer_number = '4804-0001' limit 1
            """);

        Assert.NotNull((await agency.ReportAsync(ReportKind.Hire, agency.Hire("4804-0001"))).Value.Barred);
    }

    [Fact]
    public async Task CorrectionOfAHire_IsNotLookedUpTwice_ButAnotherNumberIs()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Abelia Police Department");
        var first = await agency.ReceivedAsync(ReportKind.Hire, agency.Hire("4805-0001", "Robin", "Vale"));

        var second = await agency.CorrectionAsync(first, ReportKind.Hire, agency.Hire("4805-0001", "Robin", "Vale", host.Today.AddDays(-5)));
        Assert.Null((await agency.SubmitAsync(second)).Refusal);
        Assert.Equal(1, await TasksAsync(first, second));
        var third = await agency.CorrectionAsync(second, ReportKind.Hire, agency.Hire("4805-0002", "Robin", "Vale", host.Today.AddDays(-5)));
        Assert.Null((await agency.SubmitAsync(third)).Refusal);
        Assert.Equal(2, await TasksAsync(first, second, third));
    }

    [Fact]
    public async Task LookUp_IsClosedOnce_WithItsReceiptAndResult()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Begonia Police Department");
        var id = await agency.ReceivedAsync(ReportKind.Hire, agency.Hire("4806-0001", "Robin", "Vale"));
        var task = Assert.Single((await host.AsStaffAsync(new ListHireTasksQuery(Limit: 100))).Value.Rows, t => t.ReportId == id).Id;

        Assert.Equal("receipt-required", (await CloseAsync(task, "NotListed", null)).Refusal!.Code);
        Assert.Equal("outcome-does-not-fit", (await CloseAsync(task, "NotEmployed", "R-1")).Refusal!.Code);
        Assert.IsType<NotValid>((await host.AsStaffAsync(new CloseHireTaskCommand(task, "NotListed", host.Today.AddDays(1), "R-1", "Searched"))).Refusal);
        Assert.IsType<NotValid>((await host.AsStaffAsync(new CloseHireTaskCommand(task, "NotListed", host.Today, "R-1", ""))).Refusal);
        Assert.Null((await CloseAsync(task, "Listed", "R-2026-118")).Refusal);
        Assert.Equal("hire-task-closed", (await CloseAsync(task, "NotListed", "R-2")).Refusal!.Code);

        var done = Assert.Single((await host.AsStaffAsync(new ListHireTasksQuery(Closed: true, Limit: 100))).Value.Rows, t => t.Id == task);
        Assert.Equal(("Listed in the index", "R-2026-118"), (done.Outcome, done.Receipt));
        // A pointer to another state's record: the report waits for a person as before.
        Assert.Equal("Submitted", (await agency.FileAsync(id)).State);
    }

    private Task<Result<Done>> CloseAsync(Guid task, string outcome, string? receipt) =>
        host.AsStaffAsync(new CloseHireTaskCommand(task, outcome, host.Today, receipt, "Searched by name and birth date"));

    private Task<long> TasksAsync(params Guid[] reports) =>
        host.ScalarAsync<long>("select count(*) from certification.hire_task where report_id = any($1) and kind = 'IndexCheck'", reports);

    // Known to the Commission without an employer, and about to be hired.
    private async Task<ReportingAgency> BarredAsync(string number, string status)
    {
        await host.ReportAsync(Reports.List(Reports.August, Reports.Officer(number, "First0", "Rivers", status: status, agency: null)));
        return await ReportingAgency.OpenAsync(host, $"Hiring {number} Police Department");
    }
}
