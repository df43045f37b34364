using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Notices.Addresses.EndAddress;
using Post.Testing;

namespace Post.Kernel.Tests.Notices;

/// <summary>A notice to one address alone, with words that stand in its mail and nowhere else.</summary>
[Trait("Clause", "12.11~1")]
public sealed class OneAddressAloneTests(NoticeHost host) : IClassFixture<NoticeHost>, IAsyncLifetime
{
    private readonly MailServer _server = new();

    public Task InitializeAsync() => host.ExecuteAsync("update kernel.notice_delivery set state = 'Withdrawn', next_try_at = null where state in ('Queued', 'Sending')");

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task ItLeavesToThatAddress_WithTheWords_AndTheRecordHasNone()
    {
        var (to, one) = await TwoAddressesAsync();

        var notice = (await host.Send(new IssueSecretCommand(to, one, "ABCD-EFGH"), host.Staff)).Value;
        Assert.NotNull(await SealedAsync(notice));
        Assert.False(await RecordHoldsAsync("ABCD-EFGH"));
        await host.SendDueAsync(_server);

        var mail = Assert.Single(_server.Taken);
        Assert.Contains("ABCD-EFGH", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("in the mail alone", mail, StringComparison.Ordinal);
        Assert.Equal(["RCPT TO:<own@harbor.example>"], _server.Said.Where(s => s.StartsWith("RCPT", StringComparison.Ordinal)));
        Assert.Equal("Sent", await host.StateAsync(notice));
        Assert.Null(await SealedAsync(notice));
        Assert.False(await RecordHoldsAsync("ABCD-EFGH"));
    }

    [Fact]
    public async Task AddressThatEnded_IsFollowedByNoOther_AndNobodyIsAskedToMailIt()
    {
        var (to, one) = await TwoAddressesAsync();
        var notice = (await host.Send(new IssueSecretCommand(to, one, "ABCD-EFGH"), host.Staff)).Value;
        Assert.Null((await host.Send(new EndAddressCommand(one, "Not theirs any more"), host.Staff)).Refusal);

        await host.SendDueAsync(_server);

        Assert.Empty(_server.Taken);
        Assert.Equal("Withdrawn", await host.StateAsync(notice));
        Assert.Equal("Email Replaced", await host.DeliveriesAsync(notice));
        Assert.Null(await SealedAsync(notice));
        Assert.IsType<AddressEnded>((await host.Send(new IssueSecretCommand(to, one, "JKMN-PQRS"), host.Staff)).Refusal);
    }

    [Fact]
    public async Task ServerThatKnowsNoSuchMailbox_EndsTheAddress_AndOpensNoSecondWay()
    {
        _server.Answers["RCPT"] = "550 5.1.1 no such user";
        var (to, one) = await TwoAddressesAsync();
        var notice = (await host.Send(new IssueSecretCommand(to, one, "ABCD-EFGH"), host.Staff)).Value;

        await host.SendDueAsync(_server);

        Assert.Equal(("Withdrawn", "Email Refused"), (await host.StateAsync(notice), await host.DeliveriesAsync(notice)));
        Assert.Equal("Bounced", await host.ScalarAsync<string>("select state from kernel.contact_point where id = $1", one));
        Assert.Null(await SealedAsync(notice));
    }

    [Fact]
    public async Task WordsThatAreNotKeptAnyMore_AreNotSentAsMarks()
    {
        var (to, one) = await TwoAddressesAsync();
        var notice = (await host.Send(new IssueSecretCommand(to, one, "ABCD-EFGH"), host.Staff)).Value;
        await host.ExecuteAsync("update kernel.notice set sealed = $2 where id = $1", notice, new byte[] { 1, 2, 3 });

        await host.SendDueAsync(_server);

        Assert.Empty(_server.Taken);
        Assert.Equal("Withdrawn", await host.StateAsync(notice));
    }

    private async Task<(Addressee To, Guid One)> TwoAddressesAsync()
    {
        var to = await host.AddresseeAsync();
        return (to, await host.FurnishAsync(to, ContactKind.Email, "own@harbor.example"));
    }

    private async Task<byte[]?> SealedAsync(Guid notice) =>
        (await host.RowsAsync("select sealed from kernel.notice where id = $1", r => r.IsDBNull(0) ? null : r.GetFieldValue<byte[]>(0), notice)).Single();

    // Whatever table or column: the row as text.
    private async Task<bool> RecordHoldsAsync(string words) =>
        await host.ScalarAsync<bool>("select exists (select from kernel.notice n where n::text like '%' || $1 || '%')", words)
        || await host.ScalarAsync<bool>("select exists (select from audit.payload p where convert_from(p.body, 'UTF8') like '%' || $1 || '%')", words);
}
