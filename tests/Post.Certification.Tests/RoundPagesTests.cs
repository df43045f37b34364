using Bunit;
using Post.Certification.Features.FreezeRound;
using Post.Certification.Features.ListRoundOfficers;
using Post.Certification.Features.ListRounds;
using Post.Certification.Features.MakeRound;
using Post.Certification.Features.PreviewDecisions;
using Post.Certification.Features.PreviewRound;
using Post.Certification.Features.ShowDecisionBatch;
using Post.Certification.Features.ShowRound;
using Post.Certification.Features.StartDecisions;
using Post.Certification.Features.TurnDecisions;
using Post.Certification.Rounds;
using Post.Certification.Ui;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Certification.Tests;

public sealed class RoundPagesTests : PostBunitContext
{
    private static readonly Guid s_id = Guid.CreateVersion7();
    private static readonly Guid s_person = Guid.CreateVersion7();
    private static readonly DateOnly s_day = new(2026, 6, 30);

    [Fact]
    public void Rounds_ShowHowFarEachIsAndMakeThePlannedOne()
    {
        var plan = Guid.NewGuid();
        Dispatcher.Answers<ListRoundsQuery, RoundList>(_ => new RoundList(
            [new RoundRow(s_id, "RR-2-2026-07", "Surnames I–P, July 1, 2026", s_day, s_day, s_day, true, new RoundCounts(10, 4, 2, 1, 3, 0, 0))],
            [new PlannedRow(plan, "RR-2-2027-07", "Surnames Q–Z, July 1, 2027", s_day, s_day, "Medium", "Three years on")], s_day.AddDays(-20)));
        Dispatcher.Answers<MakeRoundCommand, Guid>(_ => new CohortRangesInvalid(2, ['A']));

        var page = Render<RoundTable>();

        page.WaitForAssertion(() => Assert.Equal("Surnames I–P, July 1, 2026", page.Find($"a[href='/staff/certification/rounds/{s_id}']").TextContent));
        Assert.Contains("in 20 days", page.Markup, StringComparison.Ordinal);
        Assert.Contains("30 %", page.Markup, StringComparison.Ordinal);
        page.Find("button").Click();
        Assert.Equal(new MakeRoundCommand(plan), Assert.Single(Dispatcher.Asked<MakeRoundCommand>()));
        page.WaitForAssertion(() => Assert.Equal("cohort-ranges-invalid", page.Find("[role=alert]").GetAttribute("data-code")));
    }

    [Fact]
    public void NotFrozen_ShowsWhoWouldBeInItAndFreezes()
    {
        var frozen = false;
        Dispatcher.Answers<ShowRoundQuery, RoundBoard>(_ => frozen ? Board() : Board() with { FrozenAt = null, FrozenBy = null });
        Dispatcher.Answers<PreviewRoundQuery, RoundPreview>(_ => new RoundPreview(
            12, [new PreviewAgency(Guid.NewGuid(), "Harbor City Police", 11)], 1, [new UnplacedOfficer(s_person, "Иванов, Лев", null)], 1));
        Dispatcher.Answers<FreezeRoundCommand, int>(_ =>
        {
            frozen = true;
            return 12;
        });
        var page = Render<RoundView>(p => p.Add(v => v.Id, s_id));

        page.Find("#preview ~ button").Click();
        page.WaitForAssertion(() => Assert.Contains("Harbor City Police", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Иванов, Лев", page.Find(".note").TextContent, StringComparison.Ordinal);
        page.Find("button.primary").Click();

        page.WaitForAssertion(() => Assert.Contains("Frozen: 12 officers.", page.Find("p[role=status]").TextContent, StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll("#agencies"));
    }

    [Fact]
    public void Board_LeadsFromEachFigureToItsOfficersAndToTheNextPage()
    {
        Dispatcher.Answers<ShowRoundQuery, RoundBoard>(_ => Board());

        var page = Render<RoundView>(p => p.Add(v => v.Id, s_id));

        page.WaitForAssertion(() => Assert.Equal("4", page.Find($"a[href='/staff/certification/rounds/{s_id}/officers?state=Missing']").TextContent));
        Assert.Contains("Sent to 7 agencies", page.Markup, StringComparison.Ordinal);
        Assert.NotNull(page.Find($"a[href='/staff/certification/rounds/{s_id}/decisions']"));
        Assert.Contains("after=", page.FindAll("nav[aria-label=Pages] a")[^1].GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void WhoOnlyReads_IsOfferedNoDecision()
    {
        Dispatcher.Answers<ShowRoundQuery, RoundBoard>(_ => Board() with { MayDecide = false, MayKeep = false });

        var page = Render<RoundView>(p => p.Add(v => v.Id, s_id));

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#agencies")));
        Assert.Empty(page.FindAll($"a[href='/staff/certification/rounds/{s_id}/decisions']"));
    }

    [Fact]
    public void Officers_ShowWhatIsMissingAndWhyNoClockGoesOn()
    {
        var officer = new OfficerStanding(
            s_person, "3127-9008", "Okafor, Lena", "okafor,lena", s_day.AddDays(-9), "Surname “Okafor”, letter O.", true, Guid.NewGuid(), s_day.AddDays(-2),
            1, 6, null, null, null, "Certified", false, "Incomplete");
        Dispatcher.Answers<ListRoundOfficersQuery, RoundOfficers>(_ => new RoundOfficers(
            s_id, "RR-2-2026-07", "Surnames I–P", s_day, s_day, null, null, s_day, [new RoundOfficerRow(officer, ["In-service training of each year"])], null));

        var page = Render<RoundOfficerList>(p => p.Add(v => v.RoundId, s_id).Add(v => v.State, "Incomplete"));

        page.WaitForAssertion(() => Assert.Contains("In-service training of each year", page.Markup, StringComparison.Ordinal));
        Assert.Contains("1 of 6", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Came in after the freeze", page.Markup, StringComparison.Ordinal);
        Assert.Contains("a person decides", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Applied, not complete", page.Find("nav.tabs a[aria-current=page]").TextContent);
    }

    [Fact]
    public void Together_SendsWhatWasChosenAndWhoIsLeftOut()
    {
        var batch = Guid.NewGuid();
        Dispatcher.Answers<PreviewDecisionsQuery, DecisionsPreview>(_ => new DecisionsPreview(
            2, 1,
            [
                new PreviewedDecision(Guid.NewGuid(), "3127-9009", "Low, Ann", Guid.NewGuid(), "CA-000013", null, "The officer’s status bars it."),
                new PreviewedDecision(s_person, "3127-9008", "Okafor, Lena", Guid.NewGuid(), "CA-000012", s_day.AddYears(3), null),
            ], null));
        Dispatcher.Answers<StartDecisionsCommand, Guid>(_ => batch);
        var page = Render<DecideTogether>(p => p.Add(v => v.RoundId, s_id));

        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Contains("The officer’s status bars it.", page.Markup, StringComparison.Ordinal));
        page.Find($"#left-{s_person}").Change(" A complaint came in ");
        page.Find("#together-reasons").Change("All is shown");
        page.Find("form[aria-label=Decide]").Submit();

        var sent = Assert.Single(Dispatcher.Asked<StartDecisionsCommand>());
        Assert.Equal((s_id, new DateOnly(2026, 6, 10), "All is shown"), (sent.RoundId, sent.EffectiveOn, sent.Reasons));
        Assert.Equal([new LeftOut(s_person, "A complaint came in")], sent.LeftOut);
    }

    [Fact]
    public void Batch_ShowsHowFarItIsAndStops()
    {
        var stopped = false;
        Dispatcher.Answers<ShowDecisionBatchQuery, BatchProgress>(_ => new BatchProgress(
            s_id, s_id, "Surnames I–P", false, "All is shown", stopped ? "Stopped" : "Running", "Dana Reyes", ModuleHost.Start, 5, 4, 1, 0,
            [new SetAsideRow(s_person, "Low, Ann", "3127-9009", false, "Decided by itself")], true));
        Dispatcher.Answers<TurnDecisionsCommand, Done>(_ =>
        {
            stopped = true;
            return Done.Instance;
        });
        var page = Render<BatchView>(p => p.Add(v => v.Id, s_id));

        page.WaitForAssertion(() => Assert.Equal("50", page.Find("progress").GetAttribute("value")));
        Assert.Contains("Decided by itself", page.Markup, StringComparison.Ordinal);
        page.Find("button").Click();

        Assert.Equal(new TurnDecisionsCommand(s_id, true), Assert.Single(Dispatcher.Asked<TurnDecisionsCommand>()));
        page.WaitForAssertion(() => Assert.Contains("Stopped.", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
    }

    private static RoundBoard Board() => new(
        s_id, "RR-2-2026-07", "Surnames I–P, July 1, 2026", s_day, s_day, s_day, "Dana Reyes", ModuleHost.Start, ModuleHost.Start, "Dana Reyes", "Published", "High")
    {
        Counts = new RoundCounts(10, 4, 2, 1, 3, 0, 0),
        Agencies = [new AgencyStanding(Guid.NewGuid(), "Harbor City Police", 10, 4, 2, 1, 3, 0, 0)],
        Next = Guid.NewGuid(),
        Reminders = [new ReminderRow(14, s_day.AddDays(-14), 7, ModuleHost.Start)],
        Today = s_day.AddDays(-10),
        MayKeep = true,
        MayDecide = true,
    };
}
