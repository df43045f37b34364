using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Access;
using Post.Kernel.Notices.Mail;
using Post.Kernel.Notices.Sending;
using Post.Kernel.Notices.ShowMailbox;
using Post.Kernel.Notices.ShowNotice;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Kernel.Tests.Notices;

/// <summary>A real conversation with a server that answers as servers do, and as they should not.</summary>
public sealed class SendNoticeTests(NoticeHost host) : IClassFixture<NoticeHost>, IAsyncLifetime
{
    private readonly MailServer _server = new();

    // What an earlier test left due would speak to this test's server.
    public Task InitializeAsync() => host.ExecuteAsync("update kernel.notice_delivery set state = 'Withdrawn', next_try_at = null where state in ('Queued', 'Sending')");

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    [Trait("Clause", "12.11")]
    public async Task ServerTakesIt_IsSentOnceWithItsProof()
    {
        var notice = await host.IssueAsync(await host.AddresseeAsync());

        await host.SendDueAsync(_server);
        await host.SendDueAsync(_server);

        var mail = Assert.Single(_server.Taken);
        Assert.Contains($"Message-ID:\r\n <notice-{await host.DeliveryAsync(notice):N}@post.example>", mail, StringComparison.Ordinal);
        Assert.Equal("Sent", await host.StateAsync(notice));
        Assert.Equal("Accepted", await host.AttemptsAsync(notice));
        Assert.True(await host.SufficientAsync(notice));
        Assert.StartsWith("250 taken as 4711", await host.ScalarAsync<string>("select proof from kernel.notice_delivery where notice_id = $1", notice), StringComparison.Ordinal);
        Assert.Contains("MAIL FROM:<notices@post.example>", _server.Said);
        Assert.Contains("RCPT TO:<chief@harbor.example>", _server.Said);
    }

    [Fact]
    public async Task AddressUnknown_ChannelTwoOpensAndTheAddressIsNotUsedAgain()
    {
        _server.Answers["RCPT"] = "550 5.1.1 no such user";
        var to = await host.AddresseeAsync();
        var notice = await host.IssueAsync(to);

        await host.SendDueAsync(_server);

        Assert.Empty(_server.Taken);
        Assert.Equal("Email Refused, Post ToMail", await host.DeliveriesAsync(notice));
        Assert.Equal("ToMail", await host.StateAsync(notice));
        Assert.Null(await host.SufficientAsync(notice));
        Assert.Equal("Bounced", await host.ScalarAsync<string>("select state from kernel.contact_point where owner_id = $1", to.Id));
        Assert.Equal("Held", await host.StateAsync(await host.IssueAsync(to)));
    }

    [Theory]
    [InlineData("MAIL", "451 try later")]
    [InlineData("RCPT", "450 mailbox busy")]
    [InlineData("DATA", "421 closing")]
    [InlineData(".", "451 disk full")]
    [InlineData("EHLO", "502 what?")]
    [InlineData("MAIL", "530 sign in first")]
    public async Task PutOff_WaitsAsTheRuleSaysAndIsThenSentOnce(string verb, string answer)
    {
        _server.Answers[verb] = answer;
        var notice = await host.IssueAsync(await host.AddresseeAsync());
        await host.SendDueAsync(_server);
        Assert.Equal("Queued", await host.StateAsync(notice));
        Assert.Equal(1, await host.ScalarAsync<int>(
            "select (extract(epoch from next_try_at - $2) / 60)::int from kernel.notice_delivery where notice_id = $1", notice, host.Clock.GetUtcNow().UtcDateTime));

        await host.SendDueAsync(_server);
        Assert.Equal("Deferred", await host.AttemptsAsync(notice));
        _server.Answers.Clear();
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.SendDueAsync(_server);

        Assert.Single(_server.Taken);
        Assert.Equal("Deferred Accepted", await host.AttemptsAsync(notice));
    }

    [Fact]
    public async Task PutOffAgainAndAgain_EndsInChannelTwo()
    {
        _server.Answers["MAIL"] = "451 try later";
        var notice = await host.IssueAsync(await host.AddresseeAsync());

        for (var i = 0; i < 12; i++)
        {
            await host.SendDueAsync(_server);
            host.Clock.Advance(TimeSpan.FromHours(13));
        }

        // Six waits of the rule, so seven tries.
        Assert.Equal(string.Join(' ', Enumerable.Repeat("Deferred", 7)), await host.AttemptsAsync(notice));
        Assert.Equal("Email Refused, Post ToMail", await host.DeliveriesAsync(notice));
    }

    [Theory]
    [InlineData("220")]
    [InlineData("EHLO")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task SilenceOrHangUpBeforeTheMessage_IsPutOff(string verb)
    {
        _server.Answers[verb] = null;
        var notice = await host.IssueAsync(await host.AddresseeAsync());
        await host.SendDueAsync(_server);
        _server.ClosesAt = verb;
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.SendDueAsync(_server);

        Assert.Equal("Deferred Deferred", await host.AttemptsAsync(notice));
        Assert.Empty(_server.Taken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SilenceOrHangUpAfterTheDot_IsUncertainAndNeverSentAgainByItself(bool closes)
    {
        if (closes) _server.ClosesAt = ".";
        else _server.Answers["."] = null;
        var notice = await host.IssueAsync(await host.AddresseeAsync());

        for (var i = 0; i < 5; i++)
        {
            await host.SendDueAsync(_server);
            host.Clock.Advance(TimeSpan.FromHours(12));
        }

        Assert.Single(_server.Taken);
        Assert.Equal("Uncertain", await host.StateAsync(notice));
        Assert.Equal("Uncertain", await host.AttemptsAsync(notice));
    }

    [Fact]
    public async Task MessageRefusedForGood_ChannelTwoOpensAndTheAddressStays()
    {
        _server.Answers["."] = "554 content rejected";
        var to = await host.AddresseeAsync();
        var notice = await host.IssueAsync(to);

        await host.SendDueAsync(_server);

        Assert.Equal("Email Refused, Post ToMail", await host.DeliveriesAsync(notice));
        Assert.Equal("Active", await host.ScalarAsync<string>("select state from kernel.contact_point where owner_id = $1", to.Id));
    }

    [Fact]
    public async Task SlowServer_IsWaitedFor()
    {
        _server.Slowness = TimeSpan.FromMilliseconds(8);
        var notice = await host.IssueAsync(await host.AddresseeAsync());

        await host.Sender(NoticeHost.SettingsFor(_server) with { Timeout = TimeSpan.FromSeconds(20), FinalTimeout = TimeSpan.FromSeconds(20) }).RunAsync(CancellationToken.None);

        Assert.Equal("Sent", await host.StateAsync(notice));
    }

    [Fact]
    public async Task AnswerOutsideTheProtocol_IsPutOff()
    {
        _server.Answers["MAIL"] = "<html>not a mail server</html>";
        var notice = await host.IssueAsync(await host.AddresseeAsync());

        await host.SendDueAsync(_server);

        Assert.Equal("Deferred", await host.AttemptsAsync(notice));
    }

    [Fact]
    public async Task TwoSendersAtOnce_SendEachNoticeOnce()
    {
        for (var i = 0; i < 12; i++) await host.IssueAsync(await host.AddresseeAsync(email: $"chief{i}@harbor.example"));
        var settings = NoticeHost.SettingsFor(_server) with { Timeout = TimeSpan.FromSeconds(20), FinalTimeout = TimeSpan.FromSeconds(20) };

        await Task.WhenAll(host.Sender(settings).RunAsync(CancellationToken.None), host.Sender(settings).RunAsync(CancellationToken.None));

        Assert.Equal(12, _server.Taken.Count);
        Assert.Equal(12, _server.Said.Where(s => s.StartsWith("RCPT", StringComparison.Ordinal)).Distinct().Count());
    }

    [Fact]
    public async Task AttemptTakenOverMeanwhile_LeavesTheMessageWithoutItsEnd()
    {
        var notice = await host.IssueAsync(await host.AddresseeAsync());
        var late = new Interference(SendingStep.BeforeTheDot, async () =>
        {
            // The lease runs out while it speaks, and somebody else recovers it.
            host.Clock.Advance(TimeSpan.FromMinutes(11));
            await host.Send(new RecoverAttemptsCommand());
        });

        await host.Sender(NoticeHost.SettingsFor(_server), late).RunAsync(CancellationToken.None);
        Assert.Empty(_server.Taken);
        await host.SendDueAsync(_server);

        Assert.Single(_server.Taken);
        Assert.Equal("Abandoned Accepted", await host.AttemptsAsync(notice));
    }

    [Fact]
    public async Task LateAnswer_StillCountsWhileNobodyHasDecided()
    {
        var notice = await host.IssueAsync(await host.AddresseeAsync());
        var late = new Interference(SendingStep.Answered, async () =>
        {
            host.Clock.Advance(TimeSpan.FromMinutes(11));
            await host.Send(new RecoverAttemptsCommand());
            Assert.Equal("Uncertain", await host.StateAsync(notice));
        });

        await host.Sender(NoticeHost.SettingsFor(_server), late).RunAsync(CancellationToken.None);

        Assert.Equal("Sent", await host.StateAsync(notice));
        Assert.Single(_server.Taken);
    }

    [Fact]
    public async Task NoServerIsSet_IsKeptAndCountsAsSentToNobody()
    {
        var notice = await host.IssueAsync(await host.AddresseeAsync());

        await host.Services.GetRequiredService<NoticeSender>().RunAsync(CancellationToken.None);

        Assert.Equal("Kept", await host.StateAsync(notice));
        Assert.Null(await host.SufficientAsync(notice));
        Assert.False(host.Services.GetRequiredService<MailSettings>().HasServer);
    }

    [Fact]
    [Trait("Clause", "8.07(5)")]
    public async Task EachAttempt_LeavesItsEventsWithThePersonsConcerned()
    {
        var officer = await host.AddresseeAsync(Post.Kernel.Notices.AddresseeKind.Officer);
        await host.IssueAsync(officer);

        await host.SendDueAsync(_server);

        foreach (var action in new[] { "test.notice.issued", "notice.attempt-begun", "notice.attempt-ended" })
        {
            Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from audit.event where action = $1 and $2 = any (subject_ids)", action, officer.Id));
        }
    }

    [Fact]
    public async Task Operator_SeesHowItWentAndNeitherWhatNorToWhom()
    {
        await host.IssueAsync(await host.AddresseeAsync());
        await host.SendDueAsync(_server);
        var administrator = Testing.People.With(Roles.SysAdmin, host.Clock);

        var shown = (await host.Send(new ShowMailboxQuery(), administrator)).Value;
        var read = await host.Send(new ReadMailboxMessageQuery(shown.Rows[0].Id), administrator);

        Assert.Equal("harbor.example", shown.Rows[0].Host);
        Assert.Equal(250, shown.Rows[0].Code);
        Assert.DoesNotContain("chief", System.Text.Json.JsonSerializer.Serialize(shown), StringComparison.Ordinal);
        Assert.IsType<MailboxIsClosed>(read.Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new ShowNoticeQuery(Guid.NewGuid()), administrator)).Refusal);
    }

    internal sealed class Interference(SendingStep at, Func<Task> act) : SendingProbe
    {
        public override Task AtAsync(SendingStep step) => step == at ? act() : Task.CompletedTask;
    }
}
