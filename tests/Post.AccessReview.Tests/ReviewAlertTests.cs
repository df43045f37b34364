using Post.AccessReview.Domain;
using Post.AccessReview.Features.AnswerQuestion;
using Post.AccessReview.Features.AskActor;
using Post.AccessReview.Features.AssignAlert;
using Post.AccessReview.Features.CloseAlert;
using Post.AccessReview.Features.ConcludeAlert;
using Post.AccessReview.Features.ListAlerts;
using Post.AccessReview.Features.ListQuestions;
using Post.AccessReview.Features.ShowAlert;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.AccessReview.Tests;

/// <summary>From an alert to its end: a question, an answer, a judgment, and a second person.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class ReviewAlertTests(ReviewHost host) : IClassFixture<ReviewHost>
{
    private Caller First => Named("first");

    private Caller Second => Named("second");

    [Fact]
    public async Task Explained_IsClosedByASecondPerson()
    {
        var who = Actor.Of("Jonas Whitlock", Roles.StdStaff) with { Purpose = "investigation" };
        var alert = await RaiseAsync(who);

        Assert.Null((await LaterAsync(new AssignAlertCommand(alert), First)).Refusal);
        Assert.Null((await LaterAsync(new AskActorCommand(alert, "Which case was this for?"), First)).Refusal);
        var question = Assert.Single((await LaterAsync(new ListQuestionsQuery(), As(who))).Value.Rows);
        Assert.Null((await LaterAsync(new AnswerQuestionCommand(alert, "Case 12, not yet opened"), As(who))).Refusal);
        Assert.Null((await LaterAsync(new ConcludeAlertCommand(alert, true, "The case was opened an hour later"), First)).Refusal);
        Assert.Equal("second-person-needed", (await LaterAsync(new CloseAlertCommand(alert, null, "Looked"), First)).Refusal!.Code);
        Assert.Null((await LaterAsync(new CloseAlertCommand(alert, null, "Compared with the case"), Second)).Refusal);

        Assert.Equal(("Which case was this for?", "Opened an officer's file"), (question.Question, question.Act));
        var shown = (await host.Send(new ShowAlertQuery(alert), Second)).Value;
        Assert.Equal([StepKind.Assigned, StepKind.Asked, StepKind.Answered, StepKind.Explained, StepKind.Closed], shown.Steps.Select(s => s.Kind));
        Assert.Empty(shown.Allowed);
        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from audit.event e join access_review.alert a on e.subject_ids @> a.subject_ids where a.id = $1 and e.action = 'alert.closed' and e.outcome = 'Ok'",
            alert));
    }

    [Fact]
    public async Task Unexplained_IsReferred()
    {
        var alert = await RaiseAsync(Actor.Of("Mira Stanhope", Roles.StdStaff) with { Purpose = "investigation" });
        await host.Send(new ConcludeAlertCommand(alert, false, "No reason was given"), First);

        var referred = await host.Send(new CloseAlertCommand(alert, "Executive Director", "Agreed"), Second);

        Assert.Null(referred.Refusal);
        Assert.Equal("Referred", await StateAsync(alert));
        Assert.True(await host.ScalarAsync<bool>("select substantiated from access_review.alert where id = $1", alert));
    }

    [Fact]
    public async Task Explained_IsNotReferred()
    {
        var alert = await RaiseAsync(Actor.Of("Otis Venn", Roles.StdStaff) with { Purpose = "investigation" });
        await host.Send(new ConcludeAlertCommand(alert, true, "Explained"), First);

        Assert.Equal("step-not-open", (await host.Send(new CloseAlertCommand(alert, "Somebody", "Agreed"), Second)).Refusal!.Code);
    }

    [Fact]
    public async Task OwnLook_IsNobodysOwnToReview()
    {
        var counsel = Named("acting", Roles.ExecutiveDirector);
        var who = new Actor(counsel.Id!.Value, counsel.Name, Roles.ComplianceOfficer) { Purpose = "investigation" };
        var alert = await RaiseAsync(who);

        Assert.Equal("own-look", (await host.Send(new ShowAlertQuery(alert), counsel)).Refusal!.Code);
        Assert.Equal("own-look", (await host.Send(new ConcludeAlertCommand(alert, true, "Fine"), counsel)).Refusal!.Code);
        Assert.DoesNotContain((await host.Send(new ListAlertsQuery(AlertView.Open, null), counsel)).Value.Rows, r => r.Id == alert);
    }

    [Fact]
    public async Task LookOfOwnSupervisor_IsSomebodyElsesToReview()
    {
        var who = Actor.Of("Edith Farrow", Roles.StdStaff) with { Purpose = "investigation" };
        var alert = await RaiseAsync(who);
        var subordinate = Named("subordinate");
        await host.ExecuteAsync(
            "insert into access_review.supervision values (gen_random_uuid(), $1, $2, now(), 'Test', null)", subordinate.Id!.Value, who.Account);

        Assert.Equal("look-of-own-supervisor", (await host.Send(new ConcludeAlertCommand(alert, true, "Fine"), subordinate)).Refusal!.Code);
    }

    [Fact]
    public async Task LookOfAReviewer_IsReviewedByTheDirectorOrADesignee()
    {
        var alert = await RaiseAsync(Actor.Of("Reviewing Reviewer", Roles.ComplianceOfficer) with { Purpose = "investigation" });
        var designee = Named("designee", Roles.Counsel);

        Assert.Equal("other-desk", (await host.Send(new ConcludeAlertCommand(alert, true, "Fine"), First)).Refusal!.Code);
        Assert.Equal("other-desk", (await host.Send(new ConcludeAlertCommand(alert, true, "Fine"), designee)).Refusal!.Code);
        await host.ExecuteAsync(
            """
            insert into commission.designation (id, designation_id, office_code, capacity, account_id, name, purposes, begins_on, authority, recorded_at, recorded_by_name)
            values (gen_random_uuid(), gen_random_uuid(), 'ExecutiveDirector', 'Designee', $1, 'Designee', '{access-review}', '2025-01-01', 'Memorandum 3', '2025-01-01', 'Test')
            """, designee.Id!.Value);
        Assert.Null((await host.Send(new ConcludeAlertCommand(alert, true, "Looked at the week's sample"), designee)).Refusal);
        Assert.Null((await host.Send(new CloseAlertCommand(alert, null, "Agreed"), Named("director", Roles.ExecutiveDirector))).Refusal);
    }

    [Fact]
    public async Task QuestionToAnother_CannotBeAnswered()
    {
        var alert = await RaiseAsync(Actor.Of("Clara Hume", Roles.StdStaff) with { Purpose = "investigation" });
        await host.Send(new AskActorCommand(alert, "What for?"), First);

        Assert.Equal("not-asked", (await host.Send(new AnswerQuestionCommand(alert, "It was me"), Named("stranger", Roles.StdStaff))).Refusal!.Code);
        Assert.Equal("Asked", await StateAsync(alert));
    }

    [Fact]
    public async Task BreakGlass_JudgedInTime_MeetsItsDeadline()
    {
        var who = Actor.Of("Felix Amory") with { BreakGlass = true, Matter = "C-77" };
        host.Clock.Set(ReviewHost.Morning);
        await host.WriteAsync(host.Open(who, ReviewHost.Morning, host.Officers.Add()));
        await host.WatchAsync();
        var alert = await AlertOfAsync(who, "BreakGlass");
        host.Clock.Set(ReviewHost.Morning.AddDays(1));

        var judged = await host.Send(new ConcludeAlertCommand(alert, true, "Counsel stood in court"), First);

        Assert.Null(judged.Refusal);
        Assert.Equal("Met", await host.ScalarAsync<string>(
            "select d.state from kernel.deadline d join access_review.alert a on a.deadline_id = d.chain_id where a.id = $1 and d.superseded_at is null", alert));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task WithoutWords_NothingIsJudged(string words) =>
        Assert.Equal("not-valid", (await host.Send(new ConcludeAlertCommand(Guid.NewGuid(), true, words), First)).Refusal!.Code);

    [Fact]
    public async Task AlertThatDoesNotExist_IsNotFound() =>
        Assert.Equal("not-found", (await host.Send(new AssignAlertCommand(Guid.NewGuid()), First)).Refusal!.Code);

    // Steps of people lie apart in time.
    private Task<Result<T>> LaterAsync<T>(MediatR.IRequest<Result<T>> request, Caller caller)
    {
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return host.Send(request, caller);
    }

    private async Task<Guid> RaiseAsync(Actor who)
    {
        host.Clock.Set(ReviewHost.Morning);
        await host.WriteAsync([.. Enumerable.Range(0, 4).Select(i => host.Open(who, ReviewHost.Morning.AddMinutes(i), host.Officers.Add()))]);
        await host.WatchAsync();
        return await AlertOfAsync(who, "Rule");
    }

    private Task<Guid> AlertOfAsync(Actor who, string source) =>
        host.ScalarAsync<Guid>("select id from access_review.alert where actor_id = $1 and source = $2", who.Account, source);

    private Task<string> StateAsync(Guid alert) => host.ScalarAsync<string>("select state from access_review.alert where id = $1", alert);

    private Caller Named(string name, string role = Roles.ComplianceOfficer) =>
        People.With(role, host.Clock) with
        {
            Id = new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)),
            Name = name,
            Purpose = new ChosenPurpose("access-review", null, null, host.Clock.GetUtcNow()),
        };

    private static Caller As(Actor who) => new(who.Account, ActorKind.Staff, who.Name, who.Roles);
}
