using Post.Certification.Domain;
using Post.Certification.Features.ListOwnReports;
using Post.Certification.Features.RecordOwnEntry;
using Post.Certification.Features.SettleCondition;
using Post.Certification.Records;

namespace Post.Certification.Tests;

/// <summary>What became of a condition is on the agency's own record, and that it was satisfied goes to the Commission.</summary>
public sealed class ConditionRecordsTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    [Trait("Clause", "12.04(1)(b)8")]
    public async Task ConditionWhoseDayHasPassed_LacksItsOutcome_UntilTheAgencySaysIt_ThatItWasNotSatisfiedToo()
    {
        var (agency, person, condition) = await ConditionedAsync("Ironwood Police Department", "7731-0001");
        Assert.Equal(RecordState.NotApplicable, (await RowAsync(agency, person)).Standing.State);
        await host.ExecuteAsync("update certification.condition set due_on = $2 where id = $1", condition, host.Today.AddDays(-1));
        var row = await RowAsync(agency, person);
        Assert.Equal((RecordState.Incomplete, "Whether it was satisfied"), (row.Standing.State, Assert.Single(row.Standing.Missing)));
        // Marked as missed by its day, it still lacks the agency's word.
        await host.ExecuteAsync("update certification.condition set state = 'Missed', settled_on = $2, settled_at = now(), settled_by_name = 'job', note = 'day' where id = $1", condition, host.Today);
        Assert.Equal(RecordState.Incomplete, (await RowAsync(agency, person)).Standing.State);

        Assert.IsType<RecordNeeds>((await SayAsync(agency, person, null)).Refusal);
        var said = await SayAsync(agency, person, ConditionOutcome.NotSatisfied);

        Assert.Null(said.Refusal);
        Assert.Null(said.Value.Report);
        row = await RowAsync(agency, person);
        Assert.Equal((RecordState.Complete, ConditionOutcome.NotSatisfied), (row.Standing.State, row.Said!.Particulars.Outcome));
        Assert.Empty((await host.Send(new ListOwnReportsQuery(), agency.Clerk)).Value.Rows);
    }

    [Fact]
    [Trait("Clause", "12.04(1)(b)8")]
    [Trait("Clause", "12.05(1)(a)")]
    public async Task ConditionSaidToBeSatisfied_PreparesItsReportOnce_WhichTheAgencySubmits()
    {
        var (agency, person, condition) = await ConditionedAsync("Jasmine Police Department", "7732-0001");

        var prepared = (await SayAsync(agency, person, ConditionOutcome.Satisfied)).Value.Report;

        Assert.NotNull(prepared);
        var file = await agency.FileAsync(prepared.Id);
        Assert.Equal(("ConditionMet", "Draft"), (file.Kind.ToString(), file.State));
        Assert.Contains(file.Says, l => l.Words is { } w && w.Contains("Pass the fitness evaluation", StringComparison.Ordinal));
        // Said anew it is not prepared anew.
        var again = await SayAsync(agency, person, ConditionOutcome.Satisfied, "Vault");
        Assert.Null(again.Refusal);
        Assert.Null(again.Value.Report);
        Assert.Equal("Open", await agency.StateAsync(condition));
        await host.ExecuteAsync("update certification.agency_report set shows_misconduct = 'No' where id = $1", prepared.Id);
        Assert.Null((await agency.SubmitAsync(prepared.Id)).Refusal);
        Assert.Equal("Submitted", (await agency.FileAsync(prepared.Id)).State);
    }

    [Fact]
    public async Task ConditionThatTheCommissionFoundMet_IsOnRecord_AndPreparesNothing()
    {
        var (agency, person, condition) = await ConditionedAsync("Laurel Police Department", "7733-0001");
        Assert.Null((await host.AsStaffAsync(new SettleConditionCommand(condition, Met: true, host.Today, "Certificate seen"))).Refusal);

        Assert.Equal(RecordState.Complete, (await RowAsync(agency, person)).Standing.State);

        var said = await SayAsync(agency, person, ConditionOutcome.Satisfied);
        Assert.Null(said.Refusal);
        Assert.Null(said.Value.Report);
    }

    private async Task<(ReportingAgency Agency, Guid Person, Guid Condition)> ConditionedAsync(string name, string number)
    {
        var agency = await ReportingAgency.OpenAsync(host, name, number);
        var (_, conditions) = await agency.ConditionalAsync(number, "Pass the fitness evaluation");
        return (agency, await host.PersonAsync(number), conditions[0]);
    }

    private static async Task<RecordRow> RowAsync(ReportingAgency agency, Guid person) => await agency.RowAsync(person, RecordKind.Conditions);

    private static async Task<Kernel.Requests.Result<RecordEntered>> SayAsync(ReportingAgency agency, Guid person, ConditionOutcome? outcome, string keptAt = "Personnel file") =>
        await agency.EnterAsync(
            person, await agency.CycleAsync(person), RecordKind.Conditions,
            agency.Held(new RecordParticulars { Outcome = outcome }) with { KeptAt = keptAt }, agency.Liaison);
}
