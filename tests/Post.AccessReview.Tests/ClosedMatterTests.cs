using Bunit;
using Post.AccessReview.Contracts;
using Post.AccessReview.Features.CloseMatter;
using Post.AccessReview.Features.ListReleases;
using Post.AccessReview.Features.OpenMatter;
using Post.AccessReview.Features.ReleaseClosedMatter;
using Post.AccessReview.Features.ReleaseDueMatters;
using Post.AccessReview.Features.ShowLookers;
using Post.AccessReview.OwnRecord;
using Post.AccessReview.Register;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Time;
using Post.Testing;

namespace Post.AccessReview.Tests;

/// <summary>What a confidential matter held back leaves no trace until it closes, and is shown then, on the authority of the closing.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class ClosedMatterTests(ReviewHost host) : IClassFixture<ReviewHost>
{
    private const string Ended = "Ended without a finding, vote of June 4.";

    private Caller Keeper => People.With(Roles.StdStaff, host.Clock);

    private DateOnly Today => host.Clock.Today();

    [Fact]
    public async Task Closed_ShowsWhatWasHeldFromThenOn_AndTheReleaseNamesItsAuthority()
    {
        var (owner, number, id, without) = await HeldAsync();
        Assert.Equal(without, await PageAsync(owner));

        Assert.Null((await host.Send(new CloseMatterCommand(id, Ended), Keeper)).Refusal);
        await host.SettleAsync();

        var shown = (await host.Send(new ShowLookersQuery(null), owner)).Value.Rows;
        Assert.Equal(2, shown.Count);
        var (authority, by) = Assert.Single(await host.RowsAsync(
            "select authority, released_by_name from access_review.held_release where matter = $1", r => (r.GetString(0), r.GetString(1)), number));
        Assert.Equal($"Closing of the matter on {Today:yyyy-MM-dd} by {Keeper.Name}: {Ended}", authority);
        Assert.Equal(Keeper.Name, by);
        Assert.Equal(1L, await EventsAsync("held-entries.released.closed", number));
    }

    [Fact]
    public async Task ToldTwice_ReleasesOnce()
    {
        var (_, number, id, _) = await HeldAsync();
        await host.Send(new CloseMatterCommand(id, Ended), Keeper);

        var system = ServiceAccounts.Scheduler(host.Clock);
        Assert.Null((await host.Send(new ReleaseClosedMatterCommand(number), system)).Refusal);
        await host.SettleAsync();
        Assert.Null((await host.Send(new ReleaseClosedMatterCommand(number), system)).Refusal);

        Assert.Equal(1L, await ReleasesAsync(number));
    }

    [Fact]
    public async Task MatterStillOpen_IsNotReleasedByBeingTold()
    {
        var (owner, number, _, without) = await HeldAsync();

        await host.Send(new ReleaseClosedMatterCommand(number), ServiceAccounts.Scheduler(host.Clock));

        Assert.Equal(0L, await ReleasesAsync(number));
        Assert.Equal(without, await PageAsync(owner));
    }

    [Fact]
    public async Task ClosedButSaidToStayHeld_LeavesNoTraceUntilTheDayIsOver()
    {
        var (owner, number, id, without) = await HeldAsync();
        var last = Today.AddDays(10);

        Assert.Null((await host.Send(new CloseMatterCommand(id, Ended) { Hold = new StayingHeld("Passed on to a prosecutor.", last) }, Keeper)).Refusal);
        await host.SettleAsync();

        Assert.Equal(without, await PageAsync(owner));
        var stay = Assert.Single((await host.Send(new ListReleasesQuery(), People.With(Roles.RecordsAccessOfficer, host.Clock))).Value.Staying, s => s.Matter == number);
        Assert.Equal(("Passed on to a prosecutor.", last), (stay.Reason, stay.Until));
        host.Clock.Set(CivilClock.EndOf(last));
        await ReleaseDueAsync();
        Assert.Equal(0L, await ReleasesAsync(number));
        host.Clock.Set(CivilClock.StartOf(last.AddDays(1)));
        await ReleaseDueAsync();
        await ReleaseDueAsync();

        Assert.Equal(1L, await ReleasesAsync(number));
        Assert.Equal(2, (await host.Send(new ShowLookersQuery(null), Renewed(owner))).Value.Rows.Count);
        Assert.Equal(1L, await EventsAsync("held-entries.released.due", number));
        host.UseRealTime();
    }

    [Theory]
    [InlineData("", 10)]
    [InlineData("Passed on to a prosecutor.", -1)]
    [InlineData("Passed on to a prosecutor.", 366)]
    public async Task HoldWithoutReasonOrWithinNoLimit_ClosesNothing(string reason, int days)
    {
        var (_, number, id, _) = await HeldAsync();

        var refused = await host.Send(new CloseMatterCommand(id, Ended) { Hold = new StayingHeld(reason, Today.AddDays(days)) }, Keeper);

        Assert.Equal(new HoldNotPossible(365), refused.Refusal);
        Assert.True(await host.ScalarAsync<bool>("select closed_at is null from access_review.matter where id = $1", id));
        Assert.Equal(0L, await host.ScalarAsync<long>("select count(*) from access_review.held_stay where matter = $1", number));
    }

    private async Task ReleaseDueAsync() =>
        Assert.Null((await host.Send(new ReleaseDueMattersCommand(host.Clock.GetUtcNow()), ServiceAccounts.Scheduler(host.Clock))).Refusal);

    // One look that is shown, and one under the confidential matter that is not.
    private async Task<(Caller Owner, string Number, Guid Id, string Without)> HeldAsync()
    {
        host.UseRealTime();
        var (officer, account) = (host.Officers.Add(), Guid.NewGuid());
        host.Accounts.Tie(account, officer);
        var owner = Renewed(new Caller(account, ActorKind.Officer, "The officer", [Roles.OfficerUser]));
        var number = $"I-{Guid.NewGuid():N}"[..20];
        var opened = await host.Send(new OpenMatterCommand(number, MatterKinds.Investigation, "A matter of the tests", WorkOnIt: false), Keeper);
        var now = TimeProvider.System.GetUtcNow();
        await host.WriteAsync(host.Open(Actor.Of("Open Clerk"), now, officer));
        var without = await PageAsync(owner);
        await host.WriteAsync(host.Open(Actor.Of("Investigator", Roles.StdStaff) with { Purpose = "investigation", Matter = number }, now, officer));
        return (owner, number, opened.Value, without);
    }

    private Caller Renewed(Caller owner) => owner with { Purpose = new ChosenPurpose("own-record", null, null, host.Clock.GetUtcNow()) };

    private async Task<string> PageAsync(Caller owner)
    {
        await using var drawing = new BunitContext();
        var shown = (await host.Send(new ShowLookersQuery(null), owner)).Value;
        return drawing.Render<WhoLookedPage>(p => p.Add(x => x.Shown, shown).Add(x => x.IsLaterPage, false)).Markup;
    }

    private Task<long> ReleasesAsync(string number) => host.ScalarAsync<long>("select count(*) from access_review.held_release where matter = $1", number);

    private Task<long> EventsAsync(string action, string words) => host.ScalarAsync<long>("""
        select count(*) from audit.event e join audit.payload p on p.event_id = e.id
        where e.action = $1 and e.outcome = 'Ok' and convert_from(p.body, 'UTF8') like '%' || $2 || '%'
        """, action, words);
}
