using Post.App.Access;
using Post.Certification.Applications;
using Post.Certification.Domain;
using Post.Certification.Features.MarkMissedConditions;
using Post.Certification.Features.RecordReviewStep;
using Post.Certification.Features.SettleCondition;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Testing;

namespace Post.Certification.Tests;

public sealed class SettleConditionTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    [Fact]
    public async Task Met_ClosesItsClockAndChangesNoStatus()
    {
        var (person, application, condition) = await ConditionalAsync("6401-0001");
        var before = await host.TimelineAsync(person);

        Assert.Null((await SettleAsync(condition, true)).Refusal);

        var settled = Assert.Single((await host.ApplicationAsync(application)).Decisions[0].Conditions);
        Assert.Equal(("Met", "Certificate of the academy"), (settled.State, settled.Note));
        Assert.Equal("Met", await host.ScalarAsync<string>(
            "select state from kernel.deadline where subject_id = $1 and superseded_at is null", condition));
        Assert.Equal(before, await host.TimelineAsync(person));
        Assert.IsType<ConditionSettled>((await SettleAsync(condition, false)).Refusal);
    }

    [Fact]
    public async Task DayPassed_IsMissedOnceAndComesBeforeAPersonWithoutAnyStatus()
    {
        var (person, application, condition) = await ConditionalAsync("6402-0001");
        var before = await host.TimelineAsync(person);
        var dayOf = CivilClock.At(host.Clock.Today().AddDays(30), new TimeOnly(0, 35));

        await RunAsync(dayOf);
        Assert.Equal("Open", (await host.ApplicationAsync(application)).Decisions[0].Conditions[0].State);
        await RunAsync(dayOf.AddDays(1));
        await RunAsync(dayOf.AddDays(1));
        await RunAsync(dayOf.AddDays(2));

        Assert.Equal("Missed", (await host.ApplicationAsync(application)).Decisions[0].Conditions[0].State);
        Assert.Equal(before, await host.TimelineAsync(person));
        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from certification.application where person_id = $1 and kind = 'OwnMotion' and closed_at is null and grounds like 'Condition 1 of CD-%'", person));
        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from kernel.job_effect where job = 'mark-missed-conditions' and subject = $1", condition.ToString()));
    }

    [Fact]
    public async Task MissedOne_MayStillProveToHaveBeenMet()
    {
        var (_, application, condition) = await ConditionalAsync("6403-0001");
        await RunAsync(CivilClock.At(host.Clock.Today().AddDays(40), new TimeOnly(0, 35)));

        Assert.Null((await SettleAsync(condition, true)).Refusal);

        Assert.Equal("Met", (await host.ApplicationAsync(application)).Decisions[0].Conditions[0].State);
    }

    [Fact]
    [Trait("Clause", "IF-7.00 Recertification")]
    public async Task DecisionTakenBackOnReview_TakesItsConditionWithIt()
    {
        var (person, application, condition) = await ConditionalAsync("6404-0001");
        var decision = (await host.ApplicationAsync(application)).Decisions[0].Id;
        foreach (var step in new[] { ReviewStepKind.Served, ReviewStepKind.Filed, ReviewStepKind.Granted })
        {
            Assert.Null((await host.AsStaffAsync(new RecordReviewStepCommand(decision, step.ToString(), host.Clock.Today(), "By letter"))).Refusal);
        }

        await RunAsync(CivilClock.At(host.Clock.Today().AddDays(40), new TimeOnly(0, 35)));

        Assert.Equal("Lifted", await host.ScalarAsync<string>("select state from certification.condition where id = $1", condition));
        Assert.Equal("Ended", await host.ScalarAsync<string>(
            "select state from kernel.deadline where subject_id = $1 and superseded_at is null", condition));
        Assert.Equal(0L, await host.ScalarAsync<long>(
            "select count(*) from certification.application where person_id = $1 and kind = 'OwnMotion'", person));
    }

    [Theory]
    [InlineData(1, "How")]
    [InlineData(0, "")]
    public async Task DayToComeOrNoWord_IsInvalid(int days, string note) => Assert.Equal(
        RefusalKind.Invalid,
        (await host.AsStaffAsync(new SettleConditionCommand(Guid.NewGuid(), true, host.Clock.Today().AddDays(days), note))).Refusal!.Kind);

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task OnlyWhoDecides_MaySettle_AndNobodyRunsTheJob(string role)
    {
        var caller = People.With(role, host.Clock);

        var settled = await host.Send(new SettleConditionCommand(Guid.NewGuid(), true, host.Clock.Today(), "How"), caller);
        var run = await host.Send(new MarkMissedConditionsCommand(host.Clock.GetUtcNow()), caller);

        Assert.Equal(RolePermissions.Table.Allows([role], CertificationPermissions.Decide), settled.Refusal is not NotAllowed);
        Assert.IsType<NotAllowed>(run.Refusal);
    }

    private async Task RunAsync(DateTimeOffset due) => Assert.Null((await host.Send(new MarkMissedConditionsCommand(due))).Refusal);

    private Task<Result<Done>> SettleAsync(Guid condition, bool met) =>
        host.AsStaffAsync(new SettleConditionCommand(condition, met, host.Clock.Today(), "Certificate of the academy"));

    private async Task<(Guid Person, Guid Application, Guid Condition)> ConditionalAsync(string number)
    {
        var person = await host.OfficerAsync(number);
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification);
        await host.ShowAllAsync(application, "in-service");
        var decided = await host.DecideAsync(
            application, DecisionKind.GrantConditionally, null, null,
            new ConditionWish("Complete the in-service training", host.Clock.Today().AddDays(30)));
        Assert.Null(decided.Refusal);
        return (person, application, (await host.ApplicationAsync(application)).Decisions[0].Conditions[0].Id);
    }
}
