using Post.AccessReview.Contracts;
using Post.AccessReview.Features.BreakGlass;
using Post.AccessReview.Features.CloseAlert;
using Post.AccessReview.Features.ConcludeAlert;
using Post.Kernel.Access;

namespace Post.AccessReview.Tests;

/// <summary>A broken glass has one review and one deadline: that which began when it was broken (8.07(5)).</summary>
[Trait("Clause", "8.07(5)")]
public sealed class BreakGlassReviewTests(AccessHost host) : IClassFixture<AccessHost>
{
    private const string Why = "A threat against the officer was called in just now.";

    [Fact]
    public async Task OneGlass_HasOneAlertUnderTheDeadlineOfItsBreaking_AndTheReviewMeetsIt()
    {
        var who = await AtWorkAsync();
        var subject = (await host.OfficerAsync()).Id;
        await host.Send(new BreakGlassCommand(subject, Why), who);
        await host.WatchAsync();
        Assert.Null(await host.RefusalAsync(new OpenFileQuery(subject), who));
        Assert.Null(await host.RefusalAsync(new GoThroughQuery([subject]), who));
        await host.WatchAsync();

        var alert = Assert.Single(await AlertsAsync(who));
        var glass = Assert.Single(await host.RowsAsync("select deadline_id from access_review.broken_glass where account_id = $1", r => r.GetGuid(0), who.Id!.Value));
        Assert.Equal(glass, alert.Deadline);
        Assert.Equal(await host.ScalarAsync<DateOnly>("select due from kernel.deadline where chain_id = $1 and superseded_at is null", glass), alert.Due);
        Assert.Equal(1L, await DeadlinesAsync(alert.Id, glass));

        var (first, second) = (await ReviewerAsync(), await ReviewerAsync());
        Assert.Null(await host.RefusalAsync(new ConcludeAlertCommand(alert.Id, true, "The threat is in the log of calls."), first));
        Assert.Null(await host.RefusalAsync(new CloseAlertCommand(alert.Id, null, "I read the same."), second));

        Assert.Equal("Met", await host.ScalarAsync<string>("select state from kernel.deadline where chain_id = $1 and superseded_at is null", glass));
        Assert.Equal(0L, await host.ScalarAsync<long>(
            "select count(*) from kernel.deadline where rule_code = 'break-glass-review' and state = 'Running' and superseded_at is null and chain_id in ($1, $2)", glass, alert.Deadline));
    }

    [Fact]
    public async Task TwoGlasses_AreTwoReviewsWithTheirOwnDeadlines()
    {
        var who = await AtWorkAsync();
        var (one, other) = ((await host.OfficerAsync()).Id, (await host.OfficerAsync()).Id);
        await host.Send(new BreakGlassCommand(one, Why), who);
        await host.Send(new BreakGlassCommand(other, Why), who);
        await host.Send(new OpenFileQuery(other), who);
        await host.Send(new OpenFileQuery(one), who);
        await host.WatchAsync();

        var alerts = await AlertsAsync(who);
        var glasses = await host.RowsAsync("select deadline_id from access_review.broken_glass where account_id = $1", r => r.GetGuid(0), who.Id!.Value);
        Assert.Equal(2, alerts.Count);
        Assert.Equal(glasses.Order(), alerts.Select(a => a.Deadline).Order());
        // Judging the one leaves the other due.
        Assert.Null(await host.RefusalAsync(new ConcludeAlertCommand(alerts[0].Id, true, "It was needed."), await ReviewerAsync()));
        Assert.Equal(
            ["Met", "Running"],
            await host.RowsAsync("select state from kernel.deadline where superseded_at is null and chain_id = any ($1) order by 1", r => r.GetString(0), glasses.ToArray()));
    }

    private async Task<Caller> AtWorkAsync()
    {
        var who = await host.SomebodyAsync(Roles.StdStaff);
        var (_, number) = await host.MatterAsync(MatterKinds.Investigation, who);
        return host.At(who, "investigation", number) with { SteppedUpAt = host.Clock.GetUtcNow() };
    }

    private async Task<Caller> ReviewerAsync() => host.At(await host.SomebodyAsync(Roles.ComplianceOfficer), "access-review");

    private Task<IReadOnlyList<(Guid Id, Guid Deadline, DateOnly Due)>> AlertsAsync(Caller who) => host.RowsAsync(
        "select id, deadline_id, due_on from access_review.alert where actor_id = $1 and source = 'BreakGlass' order by number",
        r => (r.GetGuid(0), r.GetGuid(1), r.GetFieldValue<DateOnly>(2)), who.Id!.Value);

    private Task<long> DeadlinesAsync(Guid alert, Guid glass) => host.ScalarAsync<long>(
        "select count(distinct chain_id) from kernel.deadline where rule_code = 'break-glass-review' and (chain_id = $2 or subject_id = $1)", alert, glass);
}
