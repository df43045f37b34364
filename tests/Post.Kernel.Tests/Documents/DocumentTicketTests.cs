using Post.Kernel.Access;
using Post.Kernel.Documents;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Kernel.Tests.Documents;

/// <summary>Bytes leave by a ticket: once, soon, to the session that asked, and on record before.</summary>
public sealed class DocumentTicketTests(DocumentHost host) : IClassFixture<DocumentHost>
{
    [Fact]
    [Trait("Clause", "8.07(5)")]
    public async Task Ticket_GivesItsDocumentAndLeavesAnEventAboutItsSubjects()
    {
        var received = await host.ReceiveAsync(Samples.Pdf());
        var ticket = (await host.OpenAsync(received.Value.Id)).Value.Ticket!;

        var fetched = await host.FetchAsync(ticket);

        Assert.Equal(received.Value.Id, fetched.Value.Document.Id);
        var left = await host.LastEventAsync("document.fetched");
        Assert.Equal(("Ok", fetched.Value.Document.Content.Sha256), (left.Outcome, Convert.ToHexStringLower(left.Artefact!)));
        Assert.Equal([TrialMatters.Subject], left.Subjects);
    }

    [Fact]
    public async Task Twice_IsRefusedAndRecorded()
    {
        var ticket = await host.TicketAsync(Samples.Pdf());
        await host.FetchAsync(ticket);

        Assert.IsType<TicketUsed>((await host.FetchAsync(ticket)).Refusal);
        var left = await host.LastEventAsync("document.fetched");
        Assert.Equal(("Denied", "ticket-used"), (left.Outcome, left.Rule));
        Assert.Equal([TrialMatters.Subject], left.Subjects);
    }

    [Fact]
    public async Task TwentyAtOnce_OneGetsTheBytes()
    {
        var ticket = await host.TicketAsync(Samples.Pdf());

        var fetched = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.FetchAsync(ticket)));

        Assert.Single(fetched, f => !f.Refused);
        Assert.All(fetched.Where(f => f.Refused), f => Assert.IsType<TicketUsed>(f.Refusal));
    }

    [Fact]
    public async Task TooLate_IsRefused()
    {
        var ticket = await host.TicketAsync(Samples.Pdf());
        host.Clock.Advance(host.Settings.TicketLife);

        Assert.IsType<TicketExpired>((await host.FetchAsync(ticket)).Refusal);
    }

    [Fact]
    public async Task OtherSessionOfTheSamePerson_IsRefused()
    {
        var ticket = await host.TicketAsync(Samples.Pdf());

        Assert.IsType<TicketOfAnother>((await host.FetchAsync(ticket, host.Staff with { SessionId = Guid.NewGuid() })).Refusal);
        Assert.False((await host.FetchAsync(ticket)).Refused);
    }

    [Fact]
    public async Task OtherPerson_IsRefusedAndRecorded()
    {
        var ticket = await host.TicketAsync(Samples.Pdf());

        Assert.IsType<TicketOfAnother>((await host.FetchAsync(ticket, People.With(Roles.Counsel, host.Clock))).Refusal);
        Assert.Equal("ticket-of-another", (await host.LastEventAsync("document.fetched")).Rule);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not-a-ticket")]
    [InlineData("../../../etc/passwd")]
    public async Task TicketThatIsNone_IsRefused(string ticket) => Assert.IsType<TicketUnknown>((await host.FetchAsync(ticket)).Refusal);

    // A ticket is tied to its document: there is no other name in the request to point it elsewhere.
    [Fact]
    public async Task OtherDocument_CannotBeNamed()
    {
        var (first, second) = (await host.ReceiveAsync(Samples.Png), await host.ReceiveAsync(Samples.Jpeg));
        var ticket = (await host.OpenAsync(first.Value.Id)).Value.Ticket!;

        var fetched = await host.FetchAsync(ticket);

        Assert.Equal(first.Value.Id, fetched.Value.Document.Id);
        Assert.NotEqual(second.Value.Id, fetched.Value.Document.Id);
    }

    [Fact]
    public async Task RoleLostMeanwhile_IsRefused()
    {
        var ticket = await host.TicketAsync(Samples.Pdf());

        Assert.IsType<NotAllowed>((await host.FetchAsync(ticket, host.Staff with { Roles = [Roles.SysAdmin] })).Refusal);
    }

    [Fact]
    public async Task Table_HoldsNoTicket()
    {
        var ticket = await host.TicketAsync(Samples.Pdf());

        Assert.Equal(0, await host.ScalarAsync<long>(
            "select count(*) from kernel.document_ticket t where t::text like '%' || $1 || '%' or encode(token_sha256, 'base64') like '%' || $1 || '%'", ticket));
        Assert.InRange(ticket.Length, 43, 43);
    }

    [Fact]
    public async Task WithoutSession_NoTicketIsGiven()
    {
        var received = await host.ReceiveAsync(Samples.Pdf());

        Assert.Null((await host.OpenAsync(received.Value.Id, caller: People.Operator(host.Clock))).Value.Ticket);
    }

    [Fact]
    [Trait("Clause", "8.07(5)")]
    public async Task LogRefuses_NoBytesLeaveAndTheTicketIsStillGood()
    {
        var ticket = await host.TicketAsync(Samples.Pdf());
        await host.ExecuteAsync("revoke insert on audit.event from post_app");
        try
        {
            Assert.IsType<NotRecorded>((await host.FetchAsync(ticket)).Refusal);
        }
        finally
        {
            await host.ExecuteAsync("grant insert on audit.event to post_app");
        }

        Assert.False((await host.FetchAsync(ticket)).Refused);
    }

    [Fact]
    public async Task AlteredBytes_AreNotServedAndTheOperatorIsTold()
    {
        var bytes = Samples.Pdf(Samples.PdfObject("<</Title(altered)>>"));
        var ticket = await host.TicketAsync(bytes);
        var sha256 = await host.KeepAsync(bytes);
        await host.FlipAsync(sha256);

        Assert.IsType<DocumentDamaged>((await host.FetchAsync(ticket)).Refusal);
        Assert.Equal("Altered", await host.ScalarAsync<string>("select integrity from kernel.document_content where sha256 = $1", sha256));
        Assert.IsType<DocumentHeld>((await host.FetchAsync(ticket)).Refusal);
    }
}
