using Microsoft.Extensions.DependencyInjection;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Documents;
using Post.Kernel.Documents.DecideHeldDocument;
using Post.Kernel.Documents.ListHeldDocuments;
using Post.Kernel.Documents.OpenDocument;
using Post.Kernel.Documents.RemoveTickets;
using Post.Kernel.Requests;
using Post.Kernel.Work;
using Post.Testing;

namespace Post.Kernel.Tests.Documents;

/// <summary>A held document leaves only when a named person says so and why, as a download, and only as long as that stands.</summary>
[Trait("Clause", "12.03(2) Record")]
public sealed class DecideHeldDocumentTests : IAsyncLifetime
{
    private const string Reason = "Counsel needs the form's macro as evidence";

    private readonly DocumentHost _host = new();

    private Caller Counsel => People.With(Roles.Counsel, _host.Clock);

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Released_IsDownloadedAndNeverShown()
    {
        var id = await HeldAsync();
        Assert.IsType<DocumentHeld>((await _host.OpenAsync(id, DocumentUse.Download)).Refusal);

        Assert.Null((await DecideAsync(id, HoldOutcome.Released)).Refusal);

        var page = (await _host.OpenAsync(id)).Value;
        Assert.Null(page.Ticket);
        Assert.Equal((HoldOutcome.Released, Reason, Counsel.Name), (page.Document.Decision!.Outcome, page.Document.Decision.Reason, page.Document.Decision.DecidedBy));
        var ticket = (await _host.OpenAsync(id, DocumentUse.Download)).Value.Ticket!;
        Assert.Equal(id, (await _host.FetchAsync(ticket)).Value.Document.Id);
        var left = await _host.LastEventAsync("document.hold.decided");
        Assert.Equal("Ok", left.Outcome);
        Assert.Equal([TrialMatters.Subject], left.Subjects);
    }

    [Fact]
    public async Task TakenBack_TicketsGivenBeforeAreWorthNothing()
    {
        var id = await HeldAsync();
        await DecideAsync(id, HoldOutcome.Released);
        var ticket = (await _host.OpenAsync(id, DocumentUse.Download)).Value.Ticket!;
        _host.Clock.Advance(TimeSpan.FromSeconds(1));

        await DecideAsync(id, HoldOutcome.KeptHeld);

        Assert.IsType<DocumentHeld>((await _host.FetchAsync(ticket)).Refusal);
        Assert.IsType<DocumentHeld>((await _host.OpenAsync(id, DocumentUse.Download)).Refusal);
        Assert.Equal(2L, await _host.ScalarAsync<long>("select count(*) from kernel.document_hold_decision"));
    }

    [Theory]
    [InlineData("update kernel.document_content set scan = 'Infected', scan_found = 'Late'", "Late")]
    [InlineData("update kernel.document_content set integrity = 'Altered'", "no longer those that came")]
    [InlineData("update kernel.document_content set scan = 'Waiting'", "has not looked at it yet")]
    public async Task WhatScannerOrDamageHolds_NobodyReleases(string happened, string words)
    {
        var id = await HeldAsync();
        await DecideAsync(id, HoldOutcome.Released);
        await _host.ExecuteAsync(happened);

        Assert.IsType<DocumentHeld>((await _host.OpenAsync(id, DocumentUse.Download)).Refusal);
        var again = Assert.IsType<NotForDecision>((await DecideAsync(id, HoldOutcome.Released)).Refusal);
        Assert.Contains(words, again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SoundDocument_HasNothingToDecide()
    {
        var sound = (await _host.ReceiveAsync(Samples.Pdf())).Value.Id;

        Assert.IsType<NotForDecision>((await DecideAsync(sound, HoldOutcome.Released)).Refusal);
        Assert.IsType<NotFound>((await DecideAsync(Guid.NewGuid(), HoldOutcome.Released)).Refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("    short    ")]
    public async Task WithoutAReason_IsInvalid(string reason) =>
        Assert.IsType<NotValid>((await DecideAsync(await HeldAsync(), HoldOutcome.Released, reason)).Refusal);

    [Fact]
    public async Task EachRole_DecidesOnlyWithThePermission()
    {
        foreach (var role in Roles.OfPeople)
        {
            var refused = (await _host.Send(new DecideHeldDocumentCommand(Guid.NewGuid(), HoldOutcome.Released, Reason), People.With(role, _host.Clock))).Refusal;
            Assert.Equal(role is Roles.Counsel or Roles.ExecutiveDirector ? typeof(NotFound) : typeof(NotAllowed), refused!.GetType());
        }

        Assert.Equal(Roles.OfPeople.Count - 2, await _host.CountEventsAsync("document.hold.decided", AuditOutcome.Denied));
    }

    [Fact]
    public async Task Queue_HoldsWhatNobodyDecided()
    {
        var first = await HeldAsync();
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await HeldAsync();
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.ReceiveAsync(Samples.Pdf());
        _host.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([second, first], (await ListAsync()).Documents.Select(d => d.Id));
        Assert.Equal(2, (await QueueAsync()).Count);
        var page = await ListAsync(limit: 1);
        Assert.Equal((second, second), (Assert.Single(page.Documents).Id, page.Next!.Value));
        Assert.Equal([first], (await ListAsync(page.Next, 1)).Documents.Select(d => d.Id));

        await DecideAsync(first, HoldOutcome.KeptHeld);
        Assert.Equal([second], (await ListAsync()).Documents.Select(d => d.Id));
        await _host.ReceiveAsync(Samples.Pdf(), supersedes: second);
        Assert.Empty((await ListAsync()).Documents);
        Assert.Equal(0, (await QueueAsync()).Count);
    }

    [Fact]
    public async Task Tickets_GoAWeekAfterTheyRanOut()
    {
        await _host.TicketAsync(Samples.Pdf());
        _host.Clock.Advance(_host.Settings.TicketLife + TimeSpan.FromDays(6));
        await _host.TicketAsync(Samples.Pdf());
        _host.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));

        Assert.Null((await _host.Send(new RemoveTicketsCommand(), ServiceAccounts.Scheduler(_host.Clock))).Refusal);

        Assert.Equal(1L, await _host.ScalarAsync<long>("select count(*) from kernel.document_ticket"));
    }

    private async Task<Guid> HeldAsync() => (await _host.ReceiveAsync(Samples.OlderOffice, "form.doc")).Value.Id;

    private Task<Result<Done>> DecideAsync(Guid id, HoldOutcome outcome, string reason = Reason) =>
        _host.Send(new DecideHeldDocumentCommand(id, outcome, reason), Counsel);

    private async Task<HeldDocuments> ListAsync(Guid? before = null, int limit = 20) =>
        (await _host.Send(new ListHeldDocumentsQuery(before, limit), Counsel)).Value;

    private async Task<QueueState> QueueAsync()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetServices<IWorkQueue>().Single(q => q.Title == "Held documents").ReadAsync(default);
    }
}
