using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Access;
using Post.Kernel.Events;
using Post.Kernel.Requests;
using Post.Kernel.Tests.Trial;

namespace Post.Kernel.Tests.Events;

/// <summary>What happened is told once to each who asked, in order, whatever becomes of the others.</summary>
public sealed class OutboxTests(PipelineHost host) : PipelineTest(host)
{
    /// <summary>As many waits as the dispatcher keeps between tries, and longer than each.</summary>
    private static readonly TimeSpan s_longEnough = TimeSpan.FromMinutes(31);

    private const int Waits = 5;

    private OutboxDispatcher Outbox => Host.Services.GetRequiredService<OutboxDispatcher>();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        // Nothing of one test may be due in the next.
        await Host.ExecuteAsync("update kernel.outbox set delivered_at = now() where delivered_at is null; delete from kernel.failed_delivery");
    }

    [Fact]
    public async Task Committed_IsDeliveredOnceToEachFollower()
    {
        var note = await WriteAsync("told");

        Assert.Equal(2, await Outbox.DispatchAsync(default));
        Assert.Equal(0, await Outbox.DispatchAsync(default));

        Assert.Equal([TrialModule.First, TrialModule.Second], await FollowersAsync(note));
        Assert.Equal(0, await UndeliveredAsync());
        Assert.True(await Outbox.IsSettledAsync(default));
    }

    [Fact]
    public async Task Delivery_RunsUnderTheOutboxAccountAndIsRecorded()
    {
        var note = await WriteAsync("recorded");

        await Outbox.DispatchAsync(default);

        Assert.Equal("outbox", await Host.ScalarAsync<string>("select distinct caller from trial.following where note_id = $1", note));
        Assert.Equal(2, (await EventsAsync()).Count(e => e is { Action: "trial.note.followed", Outcome: "Ok", ActorKind: "Job" }));
    }

    [Fact]
    public async Task RolledBack_IsNeverDelivered()
    {
        await AsStaffAsync(new WriteNoteCommand("never", Ada) { Inside = (_, _) => Task.FromResult<Refusal?>(new CannotFollow("x")) });

        Assert.Equal(0, await Outbox.DispatchAsync(default));
    }

    [Fact]
    public async Task HeardByNobody_DoesNotWaitForEver()
    {
        await WriteAsync("unheard");
        await Outbox.DispatchAsync(default);

        Assert.Equal(0, await Host.ScalarAsync<long>("select count(*) from kernel.outbox where delivered_at is null and type like '%NoteUnheard'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OneFollowerFails_TheOtherIsServedOnceAndTheFailureIsTriedAgain(bool throws)
    {
        (throws ? Host.Obstacles.Throwing : Host.Obstacles.Followers).Add(TrialModule.First);
        var note = await WriteAsync("half");

        await Outbox.DispatchAsync(default);
        Assert.Equal([TrialModule.Second], await FollowersAsync(note));
        Assert.Equal(0, await Outbox.DispatchAsync(default));

        (throws ? Host.Obstacles.Throwing : Host.Obstacles.Followers).Clear();
        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Outbox.DispatchAsync(default));

        Assert.Equal([TrialModule.First, TrialModule.Second], await FollowersAsync(note));
        Assert.Equal(0, await UndeliveredAsync());
        Assert.Equal(0, await Host.ScalarAsync<long>("select count(*) from kernel.failed_delivery"));
    }

    [Fact]
    public async Task FailsEachTime_WaitsLongerAndThenStandsForAPerson()
    {
        Host.Obstacles.Followers.Add(TrialModule.First);
        var note = await WriteAsync("stuck");
        await Outbox.DispatchAsync(default);
        var waits = new List<TimeSpan>();
        for (var i = 0; i < Waits; i++)
        {
            var next = await Host.ScalarAsync<DateTime>("select next_try_at from kernel.failed_delivery");
            waits.Add(next - Host.Clock.GetUtcNow().UtcDateTime);
            Host.Clock.Advance(waits[^1] - TimeSpan.FromMilliseconds(1));
            Assert.Equal(0, await Outbox.DispatchAsync(default));
            Host.Clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal(1, await Outbox.DispatchAsync(default));
        }

        Assert.Equal(waits.Order(), waits);
        Assert.True(waits[^1] < s_longEnough);
        Host.Clock.Advance(TimeSpan.FromDays(365));
        Assert.Equal(0, await Outbox.DispatchAsync(default));
        Assert.Equal(1, await Host.ScalarAsync<long>(
            "select count(*) from kernel.failed_delivery where next_try_at is null and attempts = $1 and reason like '%cannot follow%'", Waits + 1));
        Assert.Equal([TrialModule.Second], await FollowersAsync(note));
        Assert.Equal(1, await UndeliveredAsync());
    }

    [Fact]
    public async Task StuckDelivery_DoesNotStopLaterEvents()
    {
        Host.Obstacles.Followers.Add(TrialModule.First);
        await WriteAsync("stopped");
        await Outbox.DispatchAsync(default);
        Host.Obstacles.Followers.Clear();

        var later = await WriteAsync("later");
        await Outbox.DispatchAsync(default);

        Assert.Equal([TrialModule.First, TrialModule.Second], await FollowersAsync(later));
    }

    // A subscription that cannot make its command, or a body of an older shape, is one bad delivery and not the end of all.
    [Fact]
    public async Task CommandCannotBeMade_IsOneFailedDelivery()
    {
        var bad = await WriteAsync("unmappable");
        var good = await WriteAsync("good");

        await Outbox.DispatchAsync(default);

        Assert.Equal([TrialModule.First], await FollowersAsync(bad));
        Assert.Equal([TrialModule.First, TrialModule.Second], await FollowersAsync(good));
        Assert.Equal(1, await Host.ScalarAsync<long>("select count(*) from kernel.failed_delivery where subscription = $1", TrialModule.Second));
    }

    [Fact]
    public async Task Events_AreDeliveredInTheirOrder()
    {
        var notes = new List<Guid>();
        for (var i = 0; i < 120; i++) notes.Add(await WriteAsync($"in order {i}"));

        await Outbox.DispatchAsync(default);

        Assert.Equal(notes, await Host.RowsAsync(
            "select note_id from trial.following where follower = $1 and note_id = any ($2) order by id", r => r.GetGuid(0), TrialModule.First, notes.ToArray()));
    }

    // The process died after the command's commit and before the outbox was told: the receipt is in the command's own commit.
    [Fact]
    public async Task CrashBeforeTheMark_DoesNotDeliverTwice()
    {
        var note = await WriteAsync("crash");
        await Outbox.DispatchAsync(default);
        await Host.ExecuteAsync("update kernel.outbox set delivered_at = null where body ->> 'noteId' = $1", note.ToString());

        Assert.Equal(0, await Outbox.DispatchAsync(default));

        Assert.Equal([TrialModule.First, TrialModule.Second], await FollowersAsync(note));
        Assert.Equal(0, await UndeliveredAsync());
    }

    [Fact]
    public async Task SameDeliveryTwice_SecondIsRolledBack()
    {
        var note = await WriteAsync("twice");
        await Outbox.DispatchAsync(default);
        var delivered = await Host.ScalarAsync<Guid>("select id from kernel.outbox where body ->> 'text' = 'twice'");

        await using var scope = Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Set(ServiceAccounts.Outbox(Host.Clock));
        var receipt = scope.ServiceProvider.GetRequiredService<InboxReceipt>();
        (receipt.EventId, receipt.Subscription) = (delivered, TrialModule.First);
        var second = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new FollowNoteCommand(note, TrialModule.First));

        Assert.NotNull(second.Refusal);
        Assert.Equal([TrialModule.First, TrialModule.Second], await FollowersAsync(note));
    }

    [Fact]
    public async Task TwoDispatchers_OneWorks()
    {
        await WriteAsync("both");

        var made = await Task.WhenAll(Outbox.DispatchAsync(default), Outbox.DispatchAsync(default), Outbox.DispatchAsync(default));

        Assert.Equal(2, made.Sum());
    }

    private async Task<Guid> WriteAsync(string text) => (await AsStaffAsync(new WriteNoteCommand(text, Ada))).Value;

    private Task<IReadOnlyList<string>> FollowersAsync(Guid note) =>
        Host.RowsAsync("select follower from trial.following where note_id = $1 order by follower", r => r.GetString(0), note);

    private Task<long> UndeliveredAsync() => Host.ScalarAsync<long>("select count(*) from kernel.outbox where delivered_at is null");
}
