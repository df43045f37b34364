using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Notices.Addresses.EndAddress;
using Post.Kernel.Notices.RecordMailing;
using Post.Kernel.Notices.ReleaseNotice;
using Post.Kernel.Notices.ReportBounce;
using Post.Kernel.Notices.WithdrawNotice;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Testing;

namespace Post.Kernel.Tests.Notices;

/// <summary>What 12.11 makes sufficient, and what it does not.</summary>
[Trait("Clause", "12.11")]
public sealed class SufficiencyTests(NoticeHost host) : IClassFixture<NoticeHost>, IAsyncLifetime
{
    private readonly MailServer _server = new();

    public Task InitializeAsync() => host.ExecuteAsync("update kernel.notice_delivery set state = 'Withdrawn', next_try_at = null where state in ('Queued', 'Sending')");

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(AddresseeKind.LawEnforcementAgency, AddressOrigin.Addressee, true)]
    [InlineData(AddresseeKind.Officer, AddressOrigin.OnBehalfOfAddressee, true)]
    [InlineData(AddresseeKind.UnitHead, AddressOrigin.OfficerConcerned, true)]
    [InlineData(AddresseeKind.OtherPerson, AddressOrigin.Addressee, null)]
    public async Task FurnishedForThePurpose_IsSufficientForThoseWhomTheClauseNames(AddresseeKind kind, AddressOrigin origin, bool? sufficient)
    {
        var notice = await host.IssueAsync(await host.AddresseeAsync(kind, origin: origin));

        await host.SendDueAsync(_server);

        Assert.Equal("Sent", await host.StateAsync(notice));
        Assert.Equal(sufficient, await host.SufficientAsync(notice));
    }

    [Theory]
    [InlineData(AddressOrigin.Found, ContactPurposes.CommissionCorrespondence)]
    [InlineData(AddressOrigin.Addressee, ContactPurposes.Billing)]
    public async Task FoundOrFurnishedForAnotherPurpose_IsHeldAndReleasedInsufficient(AddressOrigin origin, string purpose)
    {
        var to = await host.AddresseeAsync(email: null);
        var point = await host.FurnishAsync(to, ContactKind.Email, "info@harbor.example", origin, purpose);
        var notice = await host.IssueAsync(to);
        await host.SendDueAsync(_server);
        Assert.Equal("Held", await host.StateAsync(notice));
        Assert.Empty(_server.Taken);
        Assert.IsType<NotReleasable>((await host.Send(new ReleaseNoticeCommand(notice, null, ""), host.Staff)).Refusal);

        var released = await host.Send(new ReleaseNoticeCommand(notice, point, "the chief asked by telephone"), host.Staff);
        await host.SendDueAsync(_server);

        Assert.Null(released.Refusal);
        Assert.Single(_server.Taken);
        Assert.False(await host.SufficientAsync(notice));
    }

    [Fact]
    public async Task NoAddress_IsHeldUntilOneIsFurnished()
    {
        var to = await host.AddresseeAsync(email: null);
        var notice = await host.IssueAsync(to);
        Assert.Equal("Held", await host.StateAsync(notice));

        await host.FurnishAsync(to, ContactKind.Email, "chief@harbor.example");
        await host.Send(new ReleaseNoticeCommand(notice, null, ""), host.Staff);
        await host.SendDueAsync(_server);

        Assert.True(await host.SufficientAsync(notice));
    }

    [Fact]
    [Trait("Clause", "12.07(1)(c)")]
    public async Task BounceAfterwards_LeavesItSufficientAndOpensChannelTwo()
    {
        var to = await host.AddresseeAsync();
        await host.FurnishAsync(to, ContactKind.Postal, "1 Harbor Way\nHarbor City MA 02000");
        var notice = await host.IssueAsync(to);
        await host.SendDueAsync(_server);

        var reported = await host.Send(new ReportBounceCommand(await host.DeliveryAsync(notice), "mailbox closed"), host.Staff);

        Assert.Null(reported.Refusal);
        Assert.True(await host.SufficientAsync(notice));
        Assert.Equal("Email Bounced, Post ToMail", await host.DeliveriesAsync(notice));
        Assert.Equal("Bounced", await host.ScalarAsync<string>("select state from kernel.contact_point where owner_id = $1 and kind = 'Email'", to.Id));
        Assert.Equal("chief@harbor.example", await host.ScalarAsync<string>("select address from kernel.notice_delivery where notice_id = $1 and channel = 'Email'", notice));
    }

    [Fact]
    public async Task AddressReplacedBetweenWritingAndSending_GoesToTheOneInForce()
    {
        var to = await host.AddresseeAsync(email: null);
        var old = await host.FurnishAsync(to, ContactKind.Email, "old@harbor.example");
        var notice = await host.IssueAsync(to);
        await host.Send(new EndAddressCommand(old, "the chief retired"), host.Staff);
        await host.FurnishAsync(to, ContactKind.Email, "new@harbor.example");

        await host.SendDueAsync(_server);
        await host.SendDueAsync(_server);

        Assert.Contains("RCPT TO:<new@harbor.example>", _server.Said);
        Assert.DoesNotContain("RCPT TO:<old@harbor.example>", _server.Said);
        Assert.Equal("Email Replaced, Email Sent", await host.DeliveriesAsync(notice));
        Assert.True(await host.SufficientAsync(notice));
    }

    [Fact]
    public async Task TwoAddressesFurnished_BothAreSentAndEitherSuffices()
    {
        var to = await host.AddresseeAsync(AddresseeKind.Officer, "old@officer.example");
        await host.FurnishAsync(to, ContactKind.Email, "new@officer.example");
        _server.Answers["RCPT"] = "450 later";
        var notice = await host.IssueAsync(to);
        await host.SendDueAsync(_server);
        _server.Answers.Clear();
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        await host.SendDueAsync(_server);

        Assert.Equal(2, _server.Taken.Count);
        Assert.Equal("Email Sent, Email Sent", await host.DeliveriesAsync(notice));
        Assert.True(await host.SufficientAsync(notice));
    }

    [Fact]
    public async Task PostalAddressAlone_IsMailedByAPersonWithProof()
    {
        var to = await host.AddresseeAsync(email: null);
        await host.FurnishAsync(to, ContactKind.Postal, "1 Harbor Way\nHarbor City MA 02000");
        var notice = await host.IssueAsync(to);
        Assert.Equal("ToMail", await host.StateAsync(notice));
        var mailed = new RecordMailingCommand(await host.DeliveryAsync(notice), host.Clock.Today(), "1 Harbor Way\r\nHarbor City MA 02000 ", "certificate 12");

        Assert.IsType<NotValid>((await host.Send(mailed with { MailedOn = host.Clock.Today().AddDays(1) }, host.Staff)).Refusal);
        Assert.IsType<NotValid>((await host.Send(mailed with { Proof = "" }, host.Staff)).Refusal);
        Assert.IsType<NotValid>((await host.Send(mailed with { MailedOn = new DateOnly(2020, 1, 1) }, host.Staff)).Refusal);
        Assert.Null((await host.Send(mailed, host.Staff)).Refusal);
        Assert.IsType<DeliveryNotSo>((await host.Send(mailed, host.Staff)).Refusal);

        Assert.Equal("Mailed", await host.StateAsync(notice));
        Assert.True(await host.SufficientAsync(notice));
    }

    [Fact]
    public async Task MailedToAnAddressThatNobodyFurnished_IsNotSufficient()
    {
        var to = await host.AddresseeAsync(email: null);
        await host.FurnishAsync(to, ContactKind.Postal, "1 Harbor Way");
        var notice = await host.IssueAsync(to);

        await host.Send(new RecordMailingCommand(await host.DeliveryAsync(notice), host.Clock.Today(), "2 Elsewhere", "certificate 13"), host.Staff);

        Assert.False(await host.SufficientAsync(notice));
    }

    [Fact]
    public async Task SameOccasion_IsOneNotice()
    {
        var to = await host.AddresseeAsync();
        var first = await host.IssueAsync(to, occasion: "import:1");
        var second = await host.IssueAsync(to, occasion: "import:1");
        var both = await Task.WhenAll(host.IssueAsync(to, occasion: "import:2"), host.IssueAsync(to, occasion: "import:2"));

        Assert.Equal(first, second);
        Assert.Equal(both[0], both[1]);
        await host.SendDueAsync(_server);
        Assert.Equal(2, _server.Taken.Count);
    }

    [Fact]
    public async Task Withdrawn_NeverLeaves()
    {
        var notice = await host.IssueAsync(await host.AddresseeAsync());

        Assert.Null((await host.Send(new WithdrawNoticeCommand(notice, "sent by mistake"), host.Staff)).Refusal);
        await host.SendDueAsync(_server);

        Assert.Empty(_server.Taken);
        Assert.Equal("Withdrawn", await host.StateAsync(notice));
        Assert.IsType<NothingToWithdraw>((await host.Send(new WithdrawNoticeCommand(notice, "again"), host.Staff)).Refusal);
    }
}
