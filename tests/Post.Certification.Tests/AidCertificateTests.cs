using FsCheck.Fluent;
using Post.Certification.Applications;
using Post.Certification.Domain;
using Post.Certification.Features.ListApplications;
using Post.Certification.Features.PreviewDecisions;
using Post.Certification.Features.RecordFinding;
using Post.Certification.Features.ShowDecisionBatch;
using Post.Certification.Features.StartDecisions;
using Post.Kernel.Time;
using Post.Testing;

namespace Post.Certification.Tests;

/// <summary>First aid and CPR are two requirements, each until its last day, and a full grant asks how they stand on its own day.</summary>
public sealed class AidCertificateTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private DateOnly Today => host.Clock.Today();

    // G: CPR met, first aid expired yesterday, AidRule Both T not full. B: Either T full.
    [Fact]
    [Trait("Clause", "MMA-08")]
    public async Task FirstAidRanOutYesterday_NotFullWhereBothAreNeeded_FullWhereEitherIsEnough()
    {
        var (both, either) = (await AppliedAsync("7801-0001"), await AppliedAsync("7801-0002"));
        foreach (var application in new[] { both, either })
        {
            await host.ShowAllAsync(application, "first-aid");
            await host.FindAsync(application, "first-aid", Finding.Met, until: Today);
        }

        await NextDayAsync(async yesterday =>
        {
            var refused = Assert.IsType<OpenRequirements>((await host.DecideAsync(both, DecisionKind.Grant)).Refusal);
            Assert.Equal([$"Current first aid ({RequirementWords.RanOut(yesterday)})"], refused.Titles);
            // From a day on which it still held, and decided today: the day of the decision counts.
            Assert.IsType<OpenRequirements>((await host.DecideAsync(both, DecisionKind.Grant, effective: yesterday)).Refusal);
            var row = (await host.ApplicationAsync(both)).Requirements.Single(r => r.Code == "first-aid");
            Assert.Equal((true, true, "Met", yesterday), (row.Open, row.RanOut, row.Found.Finding, row.Found.ExpiresOn!.Value));

            await UnderEitherAsync(async () =>
            {
                var aid = (await host.ApplicationAsync(either)).Requirements.Single(r => r.Code == "first-aid");
                Assert.Equal((false, true), (aid.Open, aid.RanOut));
                Assert.Null((await host.DecideAsync(either, DecisionKind.Grant)).Refusal);
            });
            Assert.IsType<OpenRequirements>((await host.DecideAsync(both, DecisionKind.Grant)).Refusal);
            Assert.Null((await host.FindAsync(both, "first-aid", Finding.Waived, "Waived by the Executive Director, memorandum 12")).Refusal);
            Assert.Null((await host.DecideAsync(both, DecisionKind.Grant)).Refusal);
        });
    }

    [Fact]
    [Trait("Clause", "MMA-08")]
    public async Task Both_IsTheRuleUntilAnotherIsDated_AndAnApplicationKeepsTheRuleOfItsReceipt()
    {
        Assert.Equal("Both", await host.ScalarAsync<string>("select needs from certification.aid_rule order by valid_from desc limit 1"));
        var before = await AppliedAsync("7802-0001", Today.AddDays(-1));
        var after = await AppliedAsync("7802-0002", Today);
        foreach (var application in new[] { before, after }) await host.ShowAllAsync(application, "cpr");

        await UnderEitherAsync(async () =>
        {
            Assert.IsType<OpenRequirements>((await host.DecideAsync(before, DecisionKind.Grant)).Refusal);
            Assert.Null((await host.DecideAsync(after, DecisionKind.Grant)).Refusal);
        });
    }

    [Fact]
    [Trait("Clause", "MMA-08")]
    public async Task WorkInServiceEducationAndBothAidCertificates_AreEachNeeded()
    {
        foreach (var (item, i) in new[] { "work", "in-service", "education", "first-aid", "cpr" }.Select((item, i) => (item, i)))
        {
            var application = await AppliedAsync($"7803-000{i}");
            await host.ShowAllAsync(application, item);
            Assert.Single(Assert.IsType<OpenRequirements>((await host.DecideAsync(application, DecisionKind.Grant)).Refusal).Titles);
            Assert.Null((await host.FindAsync(application, item, Finding.Met, until: ApplicationDesk.LastDayOf(item, Finding.Met, Today))).Refusal);
            Assert.Null((await host.DecideAsync(application, DecisionKind.Grant)).Refusal);
        }
    }

    [Fact]
    [Trait("Clause", "MMA-08")]
    public async Task ReceivedBeforeTheTwoWereApart_KeepsItsStandard_WithoutADay()
    {
        var application = await AppliedAsync("7804-0001", new DateOnly(2026, 4, 30));

        Assert.Equal(
            ["background", "first-aid-cpr", "in-service", "work", "character", "not-barred"],
            (await host.ApplicationAsync(application)).Requirements.Select(r => r.Code));
        Assert.IsType<LastDayDoesNotFit>((await host.FindAsync(application, "first-aid-cpr", Finding.Met, until: Today)).Refusal);
        await host.ShowAllAsync(application);
        Assert.Null((await host.DecideAsync(application, DecisionKind.Grant)).Refusal);
    }

    [Fact]
    public async Task LastDay_IsAskedForWhereTheRequirementRunsOut_AndNowhereElse()
    {
        var application = await AppliedAsync("7805-0001");

        Assert.IsType<LastDayNeeded>((await MeetAsync("cpr", null)).Refusal);
        Assert.IsType<RunOutAlready>((await MeetAsync("cpr", Today.AddDays(-1))).Refusal);
        Assert.IsType<LastDayBeforeItBegan>((await MeetAsync("cpr", Today.AddDays(-2), Today.AddDays(-1))).Refusal);
        Assert.IsType<LastDayDoesNotFit>((await MeetAsync("work", Today)).Refusal);
        Assert.IsType<LastDayDoesNotFit>((await MeetAsync("cpr", Today, found: Finding.Waived)).Refusal);
        Assert.All((await host.ApplicationAsync(application)).Requirements, r => Assert.Equal("NotShown", r.Found.Finding));
        Assert.Null((await MeetAsync("cpr", Today)).Refusal);
        Assert.False((await host.ApplicationAsync(application)).Requirements.Single(r => r.Code == "cpr").Open);

        Task<Kernel.Requests.Result<Kernel.Requests.Done>> MeetAsync(string item, DateOnly? last, DateOnly? on = null, Finding found = Finding.Met) =>
            host.AsStaffAsync(new RecordFindingCommand(application, item, found.ToString(), on, "Card", null) { ExpiresOn = last });
    }

    [Fact]
    [Trait("Clause", "MMA-08")]
    public async Task RunOut_IsNotCompleteInTheRound_AndPreviewAndBatchSayWhen()
    {
        var ends = new DateOnly(2026, 7, 1);
        var (runs, holds) = (await host.OfficerNamedAsync("7806-0001", "Quade", ends), await host.OfficerNamedAsync("7806-0002", "Quill", ends));
        var application = await host.CompleteAsync(runs);
        await host.CompleteAsync(holds);
        await host.FindAsync(application, "cpr", Finding.Met, until: Today);
        var round = await host.RoundAsync('Q', ends);
        Assert.Equal("Complete", await host.StateAsync(round, runs));
        Assert.Contains(await CompleteOnesAsync(), a => a.Id == application);
        var batch = await host.AsStaffAsync(new StartDecisionsCommand(round, null, Today, "As shown"));
        Assert.Null(batch.Refusal);

        await NextDayAsync(async yesterday =>
        {
            var words = RequirementWords.RanOut(yesterday);
            var officer = (await host.OfficersOfAsync(round, state: "Incomplete")).Single(o => o.Officer.PersonId == runs);
            Assert.Equal(($"Current CPR ({words})", 1, 1), (Assert.Single(officer.Open), officer.Officer.OpenItems, officer.Officer.RanOut));
            Assert.Equal((1, 1), ((await host.BoardAsync(round)).Counts.Incomplete, (await host.BoardAsync(round)).Counts.Complete));
            Assert.DoesNotContain(await CompleteOnesAsync(), a => a.Id == application);

            await host.CarryOutAsync();
            var done = (await host.AsStaffAsync(new ShowDecisionBatchQuery(batch.Value))).Value;
            Assert.Equal((1, 1), (done.Decided, done.Refused));
            Assert.Contains(words, Assert.Single(done.SetAside).Note, StringComparison.Ordinal);

            var preview = (await host.AsStaffAsync(new PreviewDecisionsQuery(round, null, Today))).Value;
            Assert.Equal((0, 1), (preview.Ready, preview.Refused));
            Assert.Contains(words, Assert.Single(preview.Rows).Refusal!, StringComparison.Ordinal);
            Assert.IsType<Rounds.NothingToDecide>((await host.AsStaffAsync(new StartDecisionsCommand(round, null, Today, "As shown"))).Refusal);
        });
    }

    [Fact]
    public async Task Decided_StandsAsOnItsDay_AndNothingFollowsFromTheClock()
    {
        var person = await host.OfficerAsync("7807-0001");
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification);
        await host.ShowAllAsync(application, "first-aid");
        await host.FindAsync(application, "first-aid", Finding.Met, until: Today);
        Assert.Null((await host.DecideAsync(application, DecisionKind.Grant)).Refusal);
        var before = await host.TimelineAsync(person);

        await NextDayAsync(async _ =>
        {
            Assert.All((await host.ApplicationAsync(application)).Requirements, r => Assert.Equal((false, false), (r.Open, r.RanOut)));
            Assert.Equal(before, await host.TimelineAsync(person));
        });
    }

    // Whatever was found, with whichever last days, under either rule and on any day: the function says what the sentence of the text says.
    [Fact]
    [Trait("Clause", "MMA-08")]
    public async Task Standing_ForRandomFindingsAndDays_IsThatOfTheText()
    {
        var application = await AppliedAsync("7808-0001");
        var aid = Gen.Elements(Finding.NotShown, Finding.Met, Finding.NotMet, Finding.Waived).Zip(Gen.Choose(-3, 3));
        var cases = (from first in aid from cpr in aid from day in Gen.Choose(-4, 4) from either in Gen.Elements(true, false) select (first, cpr, day, either)).Draw(300);
        foreach (var ((first, firstDays), (cpr, cprDays), day, either) in cases)
        {
            await SetAsync(application, "first-aid", first, firstDays);
            await SetAsync(application, "cpr", cpr, cprDays);
            var (a, b) = (Holds(first, firstDays, day), Holds(cpr, cprDays, day));

            var (openFirst, openCpr) = either
                ? await UnderEitherAsync(() => StandingAsync(application, Today.AddDays(day)))
                : await StandingAsync(application, Today.AddDays(day));

            Assert.Equal(either ? !(a || b) : !a, openFirst);
            Assert.Equal(either ? !(a || b) : !b, openCpr);
        }

        static bool Holds(Finding found, int last, int day) => found is Finding.Waived || (found is Finding.Met && last >= day);
    }

    private async Task<Guid> AppliedAsync(string number, DateOnly? on = null) =>
        await host.ReceivedAsync(await host.OfficerAsync(number), ApplicationKind.Recertification, on);

    private async Task<IReadOnlyList<ApplicationRow>> CompleteOnesAsync() =>
        (await host.AsStaffAsync(new ListApplicationsQuery(null, null, false, null, 100) { Show = nameof(ApplicationCut.Complete) })).Value.Rows;

    private Task SetAsync(Guid application, string item, Finding found, int days) => host.ExecuteAsync(
        "update certification.requirement_evidence set finding = $3, note = 'Drawn', expires_on = $4 where application_id = $1 and item_code = $2 and superseded_at is null",
        application, item, found.ToString(), found is Finding.Met ? (object)Today.AddDays(days) : DBNull.Value);

    private async Task<(bool First, bool Cpr)> StandingAsync(Guid application, DateOnly on)
    {
        var open = await host.RowsAsync(
            "select item_code from certification.requirement_standing($1, $2) where is_open and item_code in ('first-aid', 'cpr')", r => r.GetString(0), application, on);
        return (open.Contains("first-aid"), open.Contains("cpr"));
    }

    private Task<bool> UnderEitherAsync(Func<Task> act) => UnderEitherAsync(async () =>
    {
        await act();
        return true;
    });

    // As another row of the dated rule, from the first day of these tests on.
    private async Task<T> UnderEitherAsync<T>(Func<Task<T>> act)
    {
        await host.ExecuteAsync(
            "insert into certification.aid_rule (valid_from, needs, source) values ($1, 'Either', 'The article')", CivilClock.LegalDate(ModuleHost.Start));
        try
        {
            return await act();
        }
        finally
        {
            await host.ExecuteAsync("delete from certification.aid_rule where needs = 'Either'");
        }
    }

    private async Task NextDayAsync(Func<DateOnly, Task> act)
    {
        var yesterday = Today;
        host.Clock.Advance(TimeSpan.FromDays(1));
        try
        {
            await act(yesterday);
        }
        finally
        {
            host.Clock.Advance(TimeSpan.FromDays(-1));
        }
    }
}
