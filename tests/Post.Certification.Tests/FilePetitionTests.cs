using Post.Certification.Applications;
using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Features.FilePetition;
using Post.Certification.Features.RecordReviewStep;
using Post.Certification.Features.TakeInStatement;
using Post.Certification.Personal;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>A petition filed by the officer: in the review at once while the window is open, received and marked late after it.</summary>
public sealed class FilePetitionTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task InTime_IsFiledInTheReview_WithReceipt_AndThePublicStateFollows()
    {
        var (officer, decision) = await NotRenewedAsync("7201-0001");
        await ServedAsync(decision, host.Today);
        var shown = Assert.Single((await officer.RecordAsync()).File.Decisions);
        Assert.Equal((true, (DateOnly?)host.Today.AddDays(21)), (shown.MayPetition, shown.WindowEndsOn));
        Assert.NotNull(shown.WindowCounted);

        var filed = await FileAsync(officer, decision);

        Assert.Null(filed.Refusal);
        Assert.False(filed.Value.Late);
        Assert.Equal(new CertificationReview(true, null), (await host.FactsOfAsync("7201-0001")).Review);
        var file = await officer.FileAsync(filed.Value.Id);
        Assert.Equal(("TakenIn", true, (DateOnly?)host.Today.AddDays(21)), (file.State, file.InTime, file.DueOn));
        Assert.NotNull(file.HowCounted);
        var after = Assert.Single((await officer.RecordAsync()).File.Decisions);
        Assert.Equal((false, filed.Value.Reference), (after.MayPetition, after.Petition!.Reference));
        Assert.Equal("Met", await host.ScalarAsync<string>(
            "select state from kernel.deadline where subject_kind = 'CertificationReview' and subject_id = $1 and superseded_at is null", decision));
        Assert.Equal(filed.Value.Reference, Assert.IsType<PetitionedAlready>((await FileAsync(officer, decision)).Refusal).Reference);
    }

    [Theory]
    [InlineData("7202-0001", 21, false)]
    [InlineData("7202-0002", 22, true)]
    public async Task LastDay_IsInTime_AndTheDayAfterIsLate(string number, int daysAgo, bool late)
    {
        var (officer, decision) = await NotRenewedAsync(number, daysAgo);
        await ServedAsync(decision, host.Today.AddDays(-daysAgo));

        var filed = await FileAsync(officer, decision);

        Assert.Null(filed.Refusal);
        Assert.Equal(late, filed.Value.Late);
        Assert.Equal(late ? 0 : 1, await host.ScalarAsync<long>("select count(*) from certification.review_step where decision_id = $1 and kind = 'Filed'", decision));
        var file = await officer.FileAsync(filed.Value.Id);
        Assert.Equal((!late, late), (file.InTime, file.Waits));
        if (!late) return;
        Assert.Contains("After the last day", file.Steps[0].Note, StringComparison.Ordinal);
        Assert.IsType<PetitionedAlready>((await FileAsync(officer, decision)).Refusal);
        Assert.IsType<AnswerNeeded>((await host.AsStaffAsync(new TakeInStatementCommand(filed.Value.Id, null))).Refusal);
        Assert.Null((await host.AsStaffAsync(new TakeInStatementCommand(filed.Value.Id, "It was not posted in time"))).Refusal);
        Assert.Null((await host.FactsOfAsync(number)).Review);
    }

    [Fact]
    public async Task BeforeService_ThePetitionIsFiledToo_AndNoDayIsCounted()
    {
        var (officer, decision) = await NotRenewedAsync("7203-0001");

        var filed = await FileAsync(officer, decision);

        Assert.Null(filed.Refusal);
        Assert.Null((await officer.FileAsync(filed.Value.Id)).DueOn);
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from certification.review_step where decision_id = $1 and kind = 'Filed'", decision));
    }

    [Fact]
    public async Task AnothersDecisionAndNone_AreAnsweredAlike_AndUnattestedIsNotFiled()
    {
        var (officer, decision) = await NotRenewedAsync("7204-0001");
        var other = await PortalOfficer.OpenAsync(host, "7204-0002");

        Assert.Equal(new NotFound("This decision"), (await FileAsync(other, decision)).Refusal);
        Assert.Equal(new NotFound("This decision"), (await FileAsync(other, Guid.NewGuid())).Refusal);
        Assert.Equal("attestation-required", (await officer.Send(new FilePetitionCommand(decision, "Wrong hours", false))).Refusal!.Code);
        Assert.Equal(RefusalKind.Invalid, (await officer.Send(new FilePetitionCommand(decision, " ", true))).Refusal!.Kind);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from certification.officer_statement where decision_id = $1", decision));
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from certification.review_step where decision_id = $1", decision));
    }

    [Fact]
    public async Task DecisionThatGivesWhatWasAsked_IsNotPetitioned()
    {
        var person = await host.OfficerAsync("7205-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7205-0001");
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification);
        await host.ShowAllAsync(application);
        var granted = (await host.DecideAsync(application, DecisionKind.Grant)).Value;

        Assert.IsType<StepDoesNotFollow>((await FileAsync(officer, granted)).Refusal);
        Assert.False(Assert.Single((await officer.RecordAsync()).File.Decisions).MayPetition);
    }

    [Fact]
    public async Task Condition_IsShownWithItsDayAndHowItIsCounted()
    {
        var person = await host.OfficerAsync("7206-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7206-0001");
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification);
        await host.ShowAllAsync(application, "in-service");
        var decided = await host.DecideAsync(
            application, DecisionKind.GrantConditionally, conditions: new ConditionWish("Complete the training of the year", host.Today.AddDays(60)));
        Assert.Null(decided.Refusal);

        var condition = Assert.Single(Assert.Single((await officer.RecordAsync()).File.Decisions).Conditions);

        Assert.Equal(("Complete the training of the year", host.Today.AddDays(60), "Open", false), (condition.Words, condition.DueOn, condition.State, condition.Late));
        Assert.NotNull(condition.Counted);
    }

    private static Task<Result<FiledPetition>> FileAsync(PortalOfficer officer, Guid decision) =>
        officer.Send(new FilePetitionCommand(decision, "The hours were counted wrongly", Attested: true));

    private async Task ServedAsync(Guid decision, DateOnly on) =>
        Assert.Null((await host.AsStaffAsync(new RecordReviewStepCommand(decision, nameof(ReviewStepKind.Served), on, "By electronic mail"))).Refusal);

    private async Task<(PortalOfficer Officer, Guid Decision)> NotRenewedAsync(string number, int daysAgo = 0)
    {
        var person = await host.OfficerAsync(number, expires: "7/1/2025");
        await host.ExecuteAsync("update certification.status_report set as_of = '2025-01-31' where person_id = $1", person);
        var officer = await PortalOfficer.InvitedAsync(host, number);
        var now = host.Clock.GetUtcNow();
        host.Clock.Set(now.AddDays(-daysAgo));
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification);
        var decided = await host.DecideAsync(application, DecisionKind.Nonrenew);
        host.Clock.Set(now);
        Assert.Null(decided.Refusal);
        return (officer, decided.Value);
    }
}
