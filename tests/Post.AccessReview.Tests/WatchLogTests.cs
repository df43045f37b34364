using Npgsql;
using Post.AccessReview.Features.CompareReasons;
using Post.AccessReview.Features.WatchLog;
using Post.AccessReview.Watch;
using Post.Audit;
using Post.Kernel.Access;

namespace Post.AccessReview.Tests;

/// <summary>The log is followed in the order of commits, nothing is left out, and what is found is raised once.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class WatchLogTests(ReviewHost host) : IClassFixture<ReviewHost>
{
    [Fact]
    public async Task FollowedTwice_IsRaisedOnce()
    {
        var who = await MisuseAsync();
        await host.WatchAsync();
        var before = await AlertsAsync();

        await host.ExecuteAsync("update access_review.watch_cursor set tx = 0, event_id = '00000000-0000-0000-0000-000000000000'");
        await host.WatchAsync();

        Assert.Contains("no-matter", await host.RulesRaisedAsync(who.Account));
        Assert.Equal(before, await AlertsAsync());
    }

    [Fact]
    public async Task TwoWatchersAtOnce_RaiseEachFindingOnce()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => MisuseAsync()));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.WatchAsync()));
        await host.WatchAsync();

        foreach (var who in all) Assert.Equal(["no-matter"], await host.RulesRaisedAsync(who.Account));
    }

    [Fact]
    public async Task WatcherCutOff_LeavesNothingHalfDone_AndTheNextOneFindsIt()
    {
        var who = await MisuseAsync();
        // The watch dies after it raised and before it committed: the row of the cursor cannot be written.
        await host.ExecuteAsync("create function access_review.cut() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$");
        await host.ExecuteAsync("create trigger cut before update on access_review.watch_cursor for each row execute function access_review.cut()");
        await host.ExecuteAsync("alter table access_review.watch_cursor enable always trigger cut");
        while (await host.ScalarAsync<bool>(ReviewHost.HeldBack)) await Task.Delay(50);
        var broken = await host.Send(new WatchLogCommand(), ServiceAccounts.Scheduler(host.Clock));
        var raised = await host.RulesRaisedAsync(who.Account);
        await host.ExecuteAsync("drop function access_review.cut() cascade");

        await host.WatchAsync();

        Assert.True(broken.Refused);
        Assert.Empty(raised);
        Assert.Equal(["no-matter"], await host.RulesRaisedAsync(who.Account));
    }

    [Fact]
    public async Task EventOfALateCommit_IsNotLeftOut()
    {
        var who = Actor.Of("Late Committer", Roles.StdStaff) with { Purpose = "investigation" };
        var opens = Opens(who, 4);
        await using var open = new NpgsqlConnection(host.Database.App);
        await open.OpenAsync();
        await using var transaction = await open.BeginTransactionAsync();
        await AuditStore.AppendAsync(open, [opens[0]], default);
        await host.WriteAsync([.. opens.Skip(1)]);
        await host.WatchSoFarAsync();
        var before = await host.RulesRaisedAsync(who.Account);

        await transaction.CommitAsync();
        await host.WatchAsync();

        Assert.Empty(before);
        Assert.Equal(["no-matter"], await host.RulesRaisedAsync(who.Account));
    }

    [Fact]
    public async Task LateCommitOfEarlierLooks_IsCountedWithTheLaterOnesFollowedBefore()
    {
        var who = Actor.Of("Slow Writer", Roles.StdStaff) with { Purpose = "investigation" };
        var opens = Opens(who, 4);
        await using var first = new NpgsqlConnection(host.Database.App);
        await first.OpenAsync();
        await using var earlier = await first.BeginTransactionAsync();
        await using (var number = new NpgsqlCommand("select pg_current_xact_id()", first)) await number.ExecuteScalarAsync();
        await using var second = new NpgsqlConnection(host.Database.App);
        await second.OpenAsync();
        await using var later = await second.BeginTransactionAsync();
        await AuditStore.AppendAsync(second, opens.Take(2).ToList(), default);
        await AuditStore.AppendAsync(first, opens.Skip(2).ToList(), default);
        // The transaction begun first commits first, with the later times; the other's looks are followed when those are long known.
        await earlier.CommitAsync();
        await host.WatchSoFarAsync();
        var before = await host.RulesRaisedAsync(who.Account);

        await later.CommitAsync();
        await host.WatchAsync();

        Assert.Empty(before);
        Assert.Equal(["no-matter"], await host.RulesRaisedAsync(who.Account));
        Assert.Equal(4, await host.ScalarAsync<int>($"select looks from access_review.actor_day where actor_id = '{who.Account}'"));
    }

    [Fact]
    public async Task NothingNew_LeavesNoEvent()
    {
        await host.WatchAsync();
        await host.WatchAsync();
        var before = await host.CountEventsAsync("log.watched");

        await host.WatchAsync();

        Assert.Equal(before, await host.CountEventsAsync("log.watched"));
    }

    [Fact]
    public async Task Jobs_AreNotSuspected()
    {
        var job = Actor.Of("scheduler", Roles.System) with { Kind = ActorKind.Job, Purpose = "investigation" };
        await host.WriteAsync(Opens(job, 10));

        await host.WatchAsync();

        Assert.Empty(await host.RulesRaisedAsync(job.Account));
    }

    [Fact]
    public async Task ReasonGivenAgainAndAgain_IsRaisedByNight()
    {
        var copied = Actor.Of("Rhoda Keane") with { Reason = "Checking the file" };
        var honest = Actor.Of("Amos Tully") with { Reason = "Annual check of the cohort" };
        var at = ReviewHost.Morning;
        await host.WriteAsync([.. Enumerable.Range(0, 12).Select(i => host.Open(copied with { Matter = $"C-{i % 3}" }, at.AddMinutes(i), host.Officers.Add()))]);
        await host.WriteAsync([.. Enumerable.Range(0, 12).Select(i => host.Open(honest, at.AddMinutes(i), host.Officers.Add()))]);

        var first = await host.Send(new CompareReasonsCommand(at.AddHours(14)), ServiceAccounts.Scheduler(host.Clock));
        var second = await host.Send(new CompareReasonsCommand(at.AddHours(38)), ServiceAccounts.Scheduler(host.Clock));

        Assert.Null(first.Refusal);
        Assert.Null(second.Refusal);
        Assert.Equal(["copied-reason"], await host.RulesRaisedAsync(copied.Account));
        Assert.Empty(await host.RulesRaisedAsync(honest.Account));
    }

    [Fact]
    public async Task BreakGlassExportAndFlaggedRecord_AreAlwaysReviewed()
    {
        var flagged = host.Officers.Add("Sensitive");
        await host.ExecuteAsync(
            "insert into access_review.watched_person values (gen_random_uuid(), $1, 'Flagged', 'In the news', now(), 'Test', null)", flagged);
        var who = Actor.Of("Marta Osei") with { Matter = "C-2026-4" };
        var at = ReviewHost.Morning;
        await host.WriteAsync(
            host.Open(who with { BreakGlass = true }, at, host.Officers.Add()),
            host.Act(who, at.AddMinutes(1), "import.rows.exported", DataClass.Personal) with { RowCount = 501 },
            host.Act(who, at.AddMinutes(2), "import.rows.exported", DataClass.Personal) with { RowCount = 500 },
            host.Search(who, at.AddMinutes(3), [flagged, .. Enumerable.Range(0, 20).Select(_ => host.Officers.Add())]));

        await host.WatchAsync();

        var sources = await host.RowsAsync(
            "select source from access_review.alert where actor_id = $1 and source in ('BreakGlass', 'LargeExport', 'Flagged') order by 1", r => r.GetString(0), who.Account);
        Assert.Equal(["BreakGlass", "Flagged", "LargeExport"], sources);
        // June 10, 2026 is a Wednesday: three business days later is Monday.
        Assert.Equal(new DateOnly(2026, 6, 15), await host.ScalarAsync<DateOnly>(
            "select d.due from kernel.deadline d join access_review.alert a on a.deadline_id = d.chain_id where a.actor_id = $1 and a.source = 'BreakGlass'", who.Account));
    }

    [Fact]
    public void Sample_DrawsAboutOneInAHundred_TheSameEachTime()
    {
        var ids = Enumerable.Range(0, 20_000).Select(i => Guid.CreateVersion7(ReviewHost.Morning.AddSeconds(i))).ToList();

        var drawn = ids.Where(id => Picks.IsDrawn(id, 10)).ToList();

        Assert.InRange(drawn.Count, 140, 260);
        Assert.Equal(drawn, ids.Where(id => Picks.IsDrawn(id, 10)));
        Assert.Empty(drawn.Except(ids.Where(id => Picks.IsDrawn(id, 50))));
    }

    private async Task<Actor> MisuseAsync()
    {
        var who = Actor.Of($"Someone {Guid.NewGuid():N}", Roles.StdStaff) with { Purpose = "investigation" };
        await host.WriteAsync(Opens(who, 4));
        return who;
    }

    private AuditEvent[] Opens(Actor who, int count) =>
        [.. Enumerable.Range(0, count).Select(i => host.Open(who, ReviewHost.Morning.AddMinutes(i), host.Officers.Add()))];

    private Task<long> AlertsAsync() => host.ScalarAsync<long>("select count(*) from access_review.alert");
}
