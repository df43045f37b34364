using Post.Kernel.Notices.Sending;
using Post.Testing;

namespace Post.Kernel.Tests.Notices;

/// <summary>The process dies at every step, in every way a server may then have stood: one notice, or a question; never two.</summary>
public sealed class NoticeSurvivesDeathTests(NoticeHost host) : IClassFixture<NoticeHost>, IAsyncLifetime
{
    private readonly MailServer _server = new();

    public static TheoryData<string, int, string> Deaths => new()
    {
        { nameof(SendingStep.Taken), 1, "Sent" },
        { nameof(SendingStep.Begun), 1, "Sent" },
        { nameof(SendingStep.BeforeTheDot), 1, "Sent" },
        { nameof(SendingStep.Marked), 0, "Uncertain" },
        { nameof(SendingStep.Answered), 1, "Uncertain" },
        { nameof(SendingStep.Recorded), 1, "Sent" },
    };

    public Task InitializeAsync() => host.ExecuteAsync("update kernel.notice_delivery set state = 'Withdrawn', next_try_at = null where state in ('Queued', 'Sending')");

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task DiesAtThatStep_OneNoticeOrAQuestion(string step, int taken, string state)
    {
        var notice = await host.IssueAsync(await host.AddresseeAsync());

        await DieAsync(Enum.Parse<SendingStep>(step));
        await LiveOnAsync();

        Assert.Equal(taken, _server.Taken.Count);
        Assert.Equal(state, await host.StateAsync(notice));
    }

    [Fact]
    public async Task DiesAgainAndAgainAtRandom_NeverTwoAndNeverNone()
    {
        var dice = new Random(20260610);
        for (var round = 0; round < 15; round++)
        {
            var notice = await host.IssueAsync(await host.AddresseeAsync());
            var before = _server.Taken.Count;
            for (var death = 0; death < 3; death++)
            {
                await DieAsync((SendingStep)dice.Next(6));
                host.Clock.Advance(TimeSpan.FromMinutes(11));
            }

            await LiveOnAsync();
            var arrived = _server.Taken.Count - before;

            Assert.InRange(arrived, 0, 1);
            Assert.True(await host.StateAsync(notice) is "Uncertain" || arrived == 1, "A notice that did not arrive must be a question.");
            Assert.True(await host.StateAsync(notice) is "Uncertain" or "Sent");
        }
    }

    [Fact]
    public async Task DecidedAsSent_CountsOnTheEvidence()
    {
        var notice = await host.IssueAsync(await host.AddresseeAsync());
        await DieAsync(SendingStep.Answered);
        await LiveOnAsync();

        var settled = await host.Send(new Kernel.Notices.SettleDelivery.SettleDeliveryCommand(await host.DeliveryAsync(notice), true, "queued as 4711"), host.Staff);

        Assert.Null(settled.Refusal);
        Assert.Equal("Sent", await host.StateAsync(notice));
        Assert.True(await host.SufficientAsync(notice));
        Assert.Single(_server.Taken);
        var again = await host.Send(new Kernel.Notices.SettleDelivery.SettleDeliveryCommand(await host.DeliveryAsync(notice), false, "no, again"), host.Staff);
        Assert.IsType<Kernel.Notices.DeliveryNotSo>(again.Refusal);
    }

    [Fact]
    public async Task DecidedToSendAgain_GoesOnceMoreUnderTheSameId()
    {
        var notice = await host.IssueAsync(await host.AddresseeAsync());
        await DieAsync(SendingStep.Marked);
        await LiveOnAsync();
        Assert.Empty(_server.Taken);

        await host.Send(new Kernel.Notices.SettleDelivery.SettleDeliveryCommand(await host.DeliveryAsync(notice), false, "not in the server's log"), host.Staff);
        await LiveOnAsync();

        var mail = Assert.Single(_server.Taken);
        Assert.Contains($"notice-{await host.DeliveryAsync(notice):N}@", mail, StringComparison.Ordinal);
        Assert.Equal("Uncertain Accepted", await host.AttemptsAsync(notice));
    }

    [Fact]
    public async Task AnswerToAnAttemptThatWasDecidedAgainst_ChangesNothing()
    {
        var notice = await host.IssueAsync(await host.AddresseeAsync());
        await DieAsync(SendingStep.Answered);
        await LiveOnAsync();
        var attempt = await host.ScalarAsync<Guid>(
            "select a.id from kernel.notice_attempt a join kernel.notice_delivery d on d.id = a.delivery_id where d.notice_id = $1", notice);
        await host.Send(new Kernel.Notices.SettleDelivery.SettleDeliveryCommand(await host.DeliveryAsync(notice), false, "not in the log"), host.Staff);
        await host.Send(new BeginAttemptCommand(await host.DeliveryAsync(notice)));

        var late = await host.Send(new RecordOutcomeCommand(attempt, new Kernel.Notices.Mail.MailOutcome(Kernel.Notices.Mail.MailResult.Accepted, "250")));

        Assert.IsType<Kernel.Notices.DeliveryNotSo>(late.Refusal);
        Assert.Equal("Uncertain Begun", await host.AttemptsAsync(notice));
    }

    // The end of a process: the exception goes through everything, and the connection falls.
    private async Task DieAsync(SendingStep step)
    {
        var probe = new SendNoticeTests.Interference(step, () => throw new ProcessDiedException());
        try
        {
            await host.Sender(NoticeHost.SettingsFor(_server), probe).RunAsync(CancellationToken.None);
        }
        catch (ProcessDiedException)
        {
            // As meant.
        }
    }

    private async Task LiveOnAsync()
    {
        for (var i = 0; i < 4; i++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(11));
            await host.SendDueAsync(_server);
        }
    }

    private sealed class ProcessDiedException : Exception;
}
