using Post.Certification.Domain;
using Post.Certification.Features.ListOwnConditions;
using Post.Certification.Features.ListOwnRoster;
using Post.Certification.Features.MarkMissedConditions;
using Post.Certification.Features.SaveOwnReport;
using Post.Certification.Features.SettleCondition;
using Post.Certification.Features.ShowAgencyReport;
using Post.Certification.Features.ShowOwnOfficer;
using Post.Certification.Features.TakeInReport;
using Post.Certification.Reporting;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Tests;

/// <summary>An agency reports that a condition was met; the report changes nothing, and staff settle the condition by a decision of their own.</summary>
public sealed class ConditionReportTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    [Trait("Clause", "12.05(1)(a)")]
    public async Task ConditionMet_IsReported_AndStaysOpenUntilStaffSettleIt()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Aster Police Department", "4901-0001");
        var (application, conditions) = await agency.ConditionalAsync("4901-0001", "Complete the in-service training");
        var person = await host.PersonAsync("4901-0001");
        var before = await host.TimelineAsync(person);

        var report = await agency.ReceivedAsync(ReportKind.ConditionMet, agency.Matter("4901-0001") with { ConditionId = conditions[0] });

        Assert.Equal("Open", await agency.StateAsync(conditions[0]));
        Assert.Equal(report, (await host.ApplicationAsync(application)).Decisions[0].Conditions[0].Reported!.Id);
        Assert.Contains((await agency.FileAsync(report)).Says, l => l.Words is { } w && w.Contains("Complete the in-service training", StringComparison.Ordinal));
        Assert.Equal("condition-open", (await TakeInAsync(report)).Refusal!.Code);

        Assert.Null((await SettleAsync(conditions[0])).Refusal);
        Assert.Null((await TakeInAsync(report)).Refusal);

        Assert.Equal(("Met", "TakenIn"), (await agency.StateAsync(conditions[0]), (await agency.FileAsync(report)).State));
        Assert.Equal(before, await host.TimelineAsync(person));
        Assert.Equal("ConditionallyCertified", (await host.FactsOfAsync("4901-0001")).Status!.Code);
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'agency-report.taken-in' and outcome = 'Ok' and subject_ids = array[$1]", person));
    }

    [Fact]
    [Trait("Clause", "12.05(1)(a)")]
    public async Task ConditionOfAnotherOfficer_OfAnotherAgency_OrOfAnotherKind_IsAMismatch_AllAlike()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Begonia Police Department", "4902-0001", "4902-0002");
        var other = await ReportingAgency.OpenAsync(host, "Clover Police Department", "4902-0003");
        var own = (await agency.ConditionalAsync("4902-0001", "Pass the fitness evaluation")).Conditions[0];
        var elsewhere = (await other.ConditionalAsync("4902-0003", "Pass the fitness evaluation")).Conditions[0];

        var refused = new List<Refusal?>();
        foreach (var (kind, number, condition) in new[]
        {
            (ReportKind.ConditionMet, "4902-0002", own), (ReportKind.ConditionMet, "4902-0001", elsewhere),
            (ReportKind.ConditionMet, "4902-0003", elsewhere), (ReportKind.ConditionMet, "4902-0001", Guid.NewGuid()),
            (ReportKind.RestrictionConditionMet, "4902-0001", own), (ReportKind.Retraining, "4902-0001", own),
        })
        {
            refused.Add((await host.Send(new SaveOwnReportCommand(null, kind, agency.Matter(number) with { ConditionId = condition }), agency.Clerk)).Refusal);
        }

        Assert.All(refused, r => Assert.Equal(new ConditionMismatch(), r));
        Assert.Equal("condition-mismatch", refused[0]!.Code);
    }

    [Fact]
    [Trait("Clause", "12.03(2) SRO Certification")]
    public async Task ConditionAsASchoolResourceOfficer_IsMatchedToThatCertification_AndNotToTheOfficersOwn()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Jonquil Police Department", "4909-0001");
        var person = await host.PersonAsync("4909-0001");
        var own = (await agency.ConditionalAsync("4909-0001", "Complete the training")).Conditions[0];
        var (application, conditions) = await agency.ConditionalSroAsync("4909-0001", "Complete the training");

        var report = await agency.ReceivedAsync(ReportKind.ConditionMet, agency.Matter("4909-0001") with { ConditionId = conditions[0] });

        Assert.Contains((await agency.FileAsync(report)).Says, l => l.Words is { } w && w.Contains("(School resource officer): Complete", StringComparison.Ordinal));
        Assert.Equal(application, (await host.AsStaffAsync(new ShowAgencyReportQuery(report))).Value.Condition!.ApplicationId);
        Assert.Equal("Sro", await host.ScalarAsync<string>(
            """
            select c.type_code from certification.condition x join certification.decision d on d.id = x.decision_id
            join certification.certificate c on c.id = d.certificate_id where x.id = $1
            """, conditions[0]));
        Assert.Null((await SettleAsync(conditions[0])).Refusal);
        Assert.Null((await TakeInAsync(report)).Refusal);
        Assert.Equal(("Met", "Open"), (await agency.StateAsync(conditions[0]), await agency.StateAsync(own)));
        Assert.Equal(["Initial", "Sro"], (await host.CertificatesAsync(person)).Select(c => c.Type));
        Assert.Equal("ConditionallyCertified", (await host.FactsOfAsync("4909-0001")).Status!.Code);
    }

    [Fact]
    [Trait("Clause", "12.05(1)(f)")]
    public async Task OneOfTwoConditionsOfARestriction_IsAPart_AndTheStatusStays()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Dahlia Police Department", "4903-0001");
        var (_, conditions) = await agency.RestrictedAsync("4903-0001", "Work under supervision for a month", "Qualify with the service weapon");

        var report = await agency.ReceivedAsync(
            ReportKind.RestrictionConditionMet, agency.Matter("4903-0001") with { ConditionId = conditions[0] });

        Assert.Contains((await agency.FileAsync(report)).Says, l => l.Words == "Part of several");
        Assert.True((await host.AsStaffAsync(new ShowAgencyReportQuery(report))).Value.Condition!.Partial);
        Assert.Null((await SettleAsync(conditions[0])).Refusal);
        Assert.Null((await TakeInAsync(report)).Refusal);
        Assert.Equal(("Met", "Open"), (await agency.StateAsync(conditions[0]), await agency.StateAsync(conditions[1])));
        Assert.Equal("Restricted", (await host.FactsOfAsync("4903-0001")).Status!.Code);

        var last = await agency.ReceivedAsync(
            ReportKind.RestrictionConditionMet, agency.Matter("4903-0001") with { ConditionId = conditions[1] });
        Assert.Contains((await agency.FileAsync(last)).Says, l => l.Words == "All of it");
        Assert.Null((await SettleAsync(conditions[1])).Refusal);
        Assert.Null((await TakeInAsync(last)).Refusal);
        Assert.Equal("Restricted", (await host.FactsOfAsync("4903-0001")).Status!.Code);
    }

    [Fact]
    [Trait("Clause", "12.05(1)(f)")]
    public async Task ConditionNamedInWords_IsTakenInWithARemarkOfWhatWasDone()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Edelweiss Police Department", "4904-0001");
        var said = agency.Matter("4904-0001") with { Subject = "Order of suspension of May 4, 2026: a course on report writing" };
        Assert.Equal("answer-required", (await agency.ReportAsync(ReportKind.RestrictionConditionMet, said)).Refusal!.Code);

        var report = await agency.ReceivedAsync(ReportKind.RestrictionConditionMet, said with { Extent = "Part" });

        Assert.Null((await host.AsStaffAsync(new ShowAgencyReportQuery(report))).Value.Condition);
        Assert.IsType<RemarkNeeded>((await TakeInAsync(report)).Refusal);
        Assert.Null((await host.AsStaffAsync(new TakeInReportCommand(report, "Put with the order", false))).Refusal);
    }

    [Fact]
    [Trait("Clause", "12.05(1)(a)")]
    public async Task SameReportTwice_AndAfterTheConditionIsSettled_IsRefused()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Freesia Police Department", "4905-0001");
        var (_, conditions) = await agency.ConditionalAsync("4905-0001", "First aid", "Background check");
        var said = agency.Matter("4905-0001") with { ConditionId = conditions[0] };
        var first = await agency.ReceivedAsync(ReportKind.ConditionMet, said);

        Assert.IsType<ReportedAlready>((await agency.ReportAsync(ReportKind.ConditionMet, said)).Refusal);
        // The other condition, met on the same day, is another report.
        var late = await agency.PrepareAsync(ReportKind.ConditionMet, said with { ConditionId = conditions[1] });
        Assert.Null((await SettleAsync(conditions[1])).Refusal);
        Assert.IsType<OnRecordAlready>((await agency.SubmitAsync(late)).Refusal);
        Assert.Equal("Submitted", (await agency.FileAsync(first)).State);
    }

    [Fact]
    [Trait("Clause", "12.05(3)")]
    public async Task CorrectionOfWhatWasSettled_IsTakenBesideIt_AndChangesNothing()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Ficus Police Department", "4908-0001");
        var (_, conditions) = await agency.ConditionalAsync("4908-0001", "First aid");
        var said = agency.Matter("4908-0001") with { ConditionId = conditions[0] };
        var first = await agency.ReceivedAsync(ReportKind.ConditionMet, said);
        Assert.Null((await SettleAsync(conditions[0])).Refusal);
        Assert.Null((await TakeInAsync(first)).Refusal);

        var second = await agency.CorrectionAsync(first, ReportKind.ConditionMet, said with { OccurredOn = host.Today.AddDays(-4) });
        Assert.Null((await agency.SubmitAsync(second)).Refusal);
        Assert.Null((await TakeInAsync(second)).Refusal);

        Assert.Equal("Met", await agency.StateAsync(conditions[0]));
        Assert.Equal((await agency.FileAsync(first)).Says[1], (await agency.FileAsync(second)).Says[1]);
    }

    [Fact]
    [Trait("Clause", "12.05(1)(a)")]
    public async Task ReportInTime_HoldsTheNightUntilItIsSettled_AndALateOneDoesNot()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Gentian Police Department", "4906-0001", "4906-0002");
        var inTime = (await agency.ConditionalAsync("4906-0001", "Complete the training")).Conditions[0];
        var silent = (await agency.ConditionalAsync("4906-0002", "Complete the training")).Conditions[0];
        await agency.ReceivedAsync(ReportKind.ConditionMet, agency.Matter("4906-0001") with { ConditionId = inTime });

        Assert.Null((await host.Send(new MarkMissedConditionsCommand(CivilClock.At(host.Today.AddDays(31), new TimeOnly(0, 35))))).Refusal);

        Assert.Equal(("Open", "Missed"), (await agency.StateAsync(inTime), await agency.StateAsync(silent)));
    }

    [Fact]
    public async Task ConditionsToChooseFrom_AreOfTheOwnServingOfficerAlone_AndOnRecord()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Heather Police Department", "4907-0001", "4907-0002");
        var other = await ReportingAgency.OpenAsync(host, "Iris Police Department", "4907-0003");
        var condition = (await agency.ConditionalAsync("4907-0001", "Complete the training")).Conditions[0];
        await other.ConditionalAsync("4907-0003", "Complete the training");
        host.Clock.Set(host.Clock.GetUtcNow().AddMinutes(1));

        var listed = await host.Send(new ListOwnConditionsQuery("4907-0001"), agency.Clerk);
        Assert.Equal([condition], listed.Value.Rows.Select(r => r.Id));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'own-agency.conditions.listed' and outcome = 'Ok' and subject_ids = array[$1]",
            await host.PersonAsync("4907-0001")));
        Assert.Equal(new NotOfOwnAgency(), (await host.Send(new ListOwnConditionsQuery("4907-0003"), agency.Clerk)).Refusal);
        Assert.Equal(new NotOfOwnAgency(), (await host.Send(new ListOwnConditionsQuery("4907-9999"), agency.Head)).Refusal);
        Assert.IsType<NotAllowed>((await host.AsStaffAsync(new ListOwnConditionsQuery("4907-0001"))).Refusal);
        Assert.Equal([condition], (await host.Send(new ShowOwnOfficerQuery(await host.PersonAsync("4907-0001")), agency.Clerk)).Value.Conditions.Select(c => c.Id));
        Assert.Contains(
            (await host.Send(new ListOwnRosterQuery(), agency.Clerk)).Value.Rows, r => r.Due.Any(d => d.Words == "Condition: Complete the training"));
    }

    private Task<Result<Done>> TakeInAsync(Guid report) => host.AsStaffAsync(new TakeInReportCommand(report, null, SamePerson: false));

    private Task<Result<Done>> SettleAsync(Guid condition) =>
        host.AsStaffAsync(new SettleConditionCommand(condition, true, host.Today, "As the agency reports"));
}
