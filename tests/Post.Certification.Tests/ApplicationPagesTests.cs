using Bunit;
using Post.Certification.Applications;
using Post.Certification.Features.DecideApplication;
using Post.Certification.Features.ListApplications;
using Post.Certification.Features.RecordFinding;
using Post.Certification.Features.RecordReviewStep;
using Post.Certification.Features.SettleCondition;
using Post.Certification.Features.ShowApplication;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Certification.Tests;

public sealed class ApplicationPagesTests : PostBunitContext
{
    private static readonly Guid s_id = Guid.CreateVersion7();
    private static readonly DateOnly s_day = new(2026, 6, 10);

    [Fact]
    public void Queue_ShowsWhatIsLateAndHowMuchIsShown()
    {
        Dispatcher.Answers<ListApplicationsQuery, ListApplicationsResult>(_ => new ListApplicationsResult(
            [new ApplicationRow(s_id, "CA-000012", "Recertification", Guid.NewGuid(), "Okafor, Lena", "3127-9008", null, s_day, s_day, s_day, 6, 2, null, null, true)],
            s_id, null));

        var page = Render<ApplicationList>();

        page.WaitForAssertion(() => Assert.Equal("CA-000012", page.Find($"a[href='/staff/certification/applications/{s_id}']").TextContent));
        Assert.Contains("4 of 6 shown", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Late", page.Find(".chip.bad").TextContent, StringComparison.Ordinal);
        Assert.Contains($"after={s_id}", page.FindAll("nav a")[^1].GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void Queue_Empty_SaysWhereAnApplicationIsOpened()
    {
        Dispatcher.Answers<ListApplicationsQuery, ListApplicationsResult>(_ => new ListApplicationsResult([], null, null));

        var page = Render<ApplicationList>(p => p.Add(l => l.Kind, "Sro").Add(l => l.Closed, true));

        Assert.Equal(new ListApplicationsQuery("Sro", null, true, null), Assert.Single(Dispatcher.Requests));
        page.WaitForAssertion(() => Assert.NotNull(page.Find(".empty-state a[href='/staff/officers']")));
    }

    [Fact]
    public void Finding_IsSentAsChosenAndSaid()
    {
        Dispatcher.Answers<ShowApplicationQuery, ApplicationFile>(_ => File());
        Dispatcher.Answers<RecordFindingCommand, Done>(_ => Done.Instance);
        var page = Render<ApplicationView>(p => p.Add(v => v.Id, s_id));

        page.Find("#checklist ~ table button").Click();
        page.Find("#finding").Change("Waived");
        page.Find("#finding-note").Change("On approved leave");
        page.Find("form.note-form").Submit();

        Assert.Equal(
            new RecordFindingCommand(s_id, "work", "Waived", null, "On approved leave", null), Assert.Single(Dispatcher.Asked<RecordFindingCommand>()));
        page.WaitForAssertion(() => Assert.Contains("Recorded: Work in the period, waived.", page.Find("p[role=status]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Clause", "MMA-05")]
    public void WhatTheAgencySays_StandsBesideTheRequirement_AndFillsTheFormOfAFinding()
    {
        var said = new AnswerRow(Guid.NewGuid(), "work", true, s_day.AddDays(-4), "Roster of May, kept by the clerk", "Full time", "Dana Quill", ModuleHost.Start);
        Dispatcher.Answers<ShowApplicationQuery, ApplicationFile>(_ => File() with
        {
            Entry = new EntryRow("Harbor City Police", "Dana Quill", Contracts.MemberCapacity.Liaison, ModuleHost.Start),
            Requirements = [File().Requirements[0] with { Said = said }, .. File().Requirements.Skip(1)],
        });
        Dispatcher.Answers<RecordFindingCommand, Done>(_ => Done.Instance);
        var page = Render<ApplicationView>(p => p.Add(v => v.Id, s_id));

        Assert.Contains("Roster of May, kept by the clerk", page.Find("#checklist ~ table td[data-label='The agency says']").TextContent, StringComparison.Ordinal);
        Assert.Contains("Harbor City Police", page.Find("#standing ~ dl").TextContent, StringComparison.Ordinal);
        Assert.Empty(Dispatcher.Asked<RecordFindingCommand>());
        page.Find("button[aria-label^='Take over']").Click();
        Assert.Equal("", page.Find("#finding-note").GetAttribute("value") ?? "");
        page.Find("form.note-form").Submit();

        Assert.Equal(
            new RecordFindingCommand(s_id, "work", "Met", s_day.AddDays(-4), null, "Roster of May, kept by the clerk"), Assert.Single(Dispatcher.Asked<RecordFindingCommand>()));
    }

    [Fact]
    [Trait("Clause", "MMA-08")]
    public void WhatRunsOut_ShowsItsLastDay_AndAsksForOneWhereItIsMet()
    {
        var row = File().Requirements[0];
        Dispatcher.Answers<ShowApplicationQuery, ApplicationFile>(_ => File() with
        {
            Requirements =
            [
                row,
                row with { Code = "cpr", Title = "Current CPR", RunsOut = true, RanOut = true, Open = true, Found = row.Found with { Finding = "Met", ExpiresOn = s_day.AddDays(-1) } },
            ],
        });
        Dispatcher.Answers<RecordFindingCommand, Done>(_ => Done.Instance);
        var page = Render<ApplicationView>(p => p.Add(v => v.Id, s_id));

        var found = page.FindAll("#checklist ~ table td[data-label=Found]");
        Assert.Contains("ran out on Jun 9, 2026", string.Join(' ', found[1].TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        page.Find("button[aria-label='Record: Work in the period']").Click();
        Assert.Empty(page.FindAll("#last-day"));
        page.Find("button[aria-label='Record: Current CPR']").Click();
        page.Find("#last-day").Change("2028-06-09");
        page.Find("form.note-form").Submit();

        Assert.Equal(
            new RecordFindingCommand(s_id, "cpr", "Met", null, null, null) { ExpiresOn = s_day.AddYears(2).AddDays(-1) }, Assert.Single(Dispatcher.Asked<RecordFindingCommand>()));
    }

    [Fact]
    public void ConditionalDecision_SendsItsConditionsAndShowsARefusal()
    {
        Dispatcher.Answers<ShowApplicationQuery, ApplicationFile>(_ => File());
        Dispatcher.Answers<DecideApplicationCommand, Guid>(_ => new ConditionBarred(["Background"]));
        var page = Render<ApplicationView>(p => p.Add(v => v.Id, s_id));

        page.FindAll("input[name=decision]")[1].Change(true);
        page.Find("#condition-1").Change("Pass the course");
        page.Find("#condition-due-1").Change("2026-09-01");
        page.Find("#reasons").Change("All but one are shown");
        page.Find("form[aria-label=Decide]").Submit();

        var sent = Assert.Single(Dispatcher.Asked<DecideApplicationCommand>());
        Assert.Equal(("GrantConditionally", s_day, "All but one are shown"), (sent.Decision, sent.EffectiveOn, sent.Reasons));
        Assert.Equal([new ConditionWish("Pass the course", new DateOnly(2026, 9, 1))], sent.Conditions);
        page.WaitForAssertion(() => Assert.Contains("Background", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void WhoMayOnlyRead_SeesNoButton()
    {
        Dispatcher.Answers<ShowApplicationQuery, ApplicationFile>(_ => File() with { MayKeep = false, MayDecide = false, Decisions = [Decision()] });

        var page = Render<ApplicationView>(p => p.Add(v => v.Id, s_id));

        Assert.NotEmpty(page.FindAll("article.decision"));
        Assert.Empty(page.FindAll("button"));
    }

    [Fact]
    public void ConditionAndReview_AreSettledFromTheDecision()
    {
        Dispatcher.Answers<ShowApplicationQuery, ApplicationFile>(_ => File() with { ClosedAt = Clock.GetUtcNow(), ClosedAs = "Decided", Decisions = [Decision()] });
        Dispatcher.Answers<SettleConditionCommand, Done>(_ => Done.Instance);
        Dispatcher.Answers<RecordReviewStepCommand, Done>(_ => Done.Instance);
        var page = Render<ApplicationView>(p => p.Add(v => v.Id, s_id));

        page.Find("article.decision details form input[maxlength]").Change("By electronic mail");
        page.Find("article.decision details form").Submit();
        page.Find("article.decision table button").Click();
        page.Find("#settled-note").Change("Certificate");
        page.Find("form.note-form").Submit();

        var step = Assert.Single(Dispatcher.Asked<RecordReviewStepCommand>());
        Assert.Equal(("Served", s_day, "By electronic mail"), (step.Step, step.On, step.Note));
        Assert.True(Assert.Single(Dispatcher.Asked<SettleConditionCommand>()).Met);
    }

    private static ApplicationFile File() => new(
        s_id, "CA-000012", "Recertification", Guid.NewGuid(), "Okafor, Lena", "3127-9008", "Harbor City Police", s_day, null, null, "Recertification",
        "Dana Reyes", ModuleHost.Start, null, null)
    {
        Today = s_day,
        MayKeep = true,
        MayDecide = true,
        Requirements =
        [
            new RequirementRow("work", "Work in the period", "Roster", "555 CMR 7.06", false,
                new FindingRow("work", "NotShown", null, null, null, "Dana Reyes", ModuleHost.Start)) { Open = true },
        ],
        Choices = [new DecisionChoice("Grant", "Certified", false, true, true, "c. 6E"), new DecisionChoice("GrantConditionally", "Conditionally certified", false, true, true, "7.04")],
    };

    private static DecisionRow Decision() => new(
        Guid.NewGuid(), "CD-000007", s_id, "CA-000012", "Granted conditionally", "ConditionallyCertified", "Reasons", "7.04", s_day, s_day, null,
        "Conditionally certified", false, "Dana Reyes", ModuleHost.Start)
    {
        Review = "not served yet",
        NextSteps = ["Served", "Filed"],
        Conditions = [new ConditionRow(Guid.NewGuid(), 1, "Pass the course", s_day, "Open", null, null, null, false)],
    };
}
