using Post.Kernel.Access;
using Post.Kernel.Documents;
using Post.Kernel.Documents.ScanDocuments;

namespace Post.Kernel.Tests.Documents;

/// <summary>The product with a scanner behind a socket, which a test can stop, slow down and make ill-tempered.</summary>
public sealed class ScannedDocumentHost : DocumentHost
{
    internal FakeClamd Clamd { get; } = new();

    protected override DocumentSettings Change(DocumentSettings settings) =>
        settings with { Clamd = $"unix:{Clamd.Path}", ClamdPatience = TimeSpan.FromSeconds(2) };
}

public sealed class ScanDocumentsTests : IAsyncLifetime
{
    private readonly ScannedDocumentHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _host.Clamd.DisposeAsync();
    }

    [Fact]
    public async Task CleanContent_IsAcceptedAndTheScannerSawEveryByte()
    {
        _host.Clamd.Start();
        var bytes = Samples.Utf8(string.Concat(Enumerable.Repeat("A long statement. ", 20_000)));

        var received = await _host.ReceiveAsync(bytes);

        Assert.Null(received.Value.HeldBecause);
        Assert.Equal(bytes, Assert.Single(_host.Clamd.Seen));
        Assert.Equal("Clean", await ScanOfAsync(received.Value.Id));
    }

    [Fact]
    public async Task InfectedContent_IsHeldAndNeverServed()
    {
        _host.Clamd.Start();

        var received = await _host.ReceiveAsync(Samples.Utf8("a note with " + FakeClamd.Virus));

        Assert.Contains("Test-Signature", received.Value.HeldBecause, StringComparison.Ordinal);
        Assert.Null((await _host.OpenAsync(received.Value.Id)).Value.Ticket);
        Assert.IsType<DocumentHeld>((await _host.OpenAsync(received.Value.Id, Kernel.Documents.OpenDocument.DocumentUse.Download)).Refusal);
        // Sent again while the scanner is away: what is known of the bytes is not forgotten.
        await _host.Clamd.StopAsync();
        Assert.NotNull((await _host.ReceiveAsync(Samples.Utf8("a note with " + FakeClamd.Virus))).Value.HeldBecause);
        Assert.Equal("Infected", await ScanOfAsync(received.Value.Id));
    }

    [Fact]
    public async Task ScannerDown_HoldsUntilTheJobFindsItCleanOrNot()
    {
        var clean = await _host.ReceiveAsync(Samples.Png);
        var infected = await _host.ReceiveAsync(Samples.Utf8(FakeClamd.Virus));
        Assert.Contains("not been scanned yet", clean.Value.HeldBecause, StringComparison.Ordinal);
        Assert.Null((await _host.OpenAsync(clean.Value.Id)).Value.Ticket);

        await ScanAsync();
        Assert.Equal("Waiting", await ScanOfAsync(clean.Value.Id));
        _host.Clamd.Start();
        await ScanAsync();

        Assert.NotNull((await _host.OpenAsync(clean.Value.Id)).Value.Ticket);
        Assert.Equal(("Clean", "Infected"), (await ScanOfAsync(clean.Value.Id), await ScanOfAsync(infected.Value.Id)));
    }

    [Fact]
    public async Task TicketGivenBeforeTheVirusWasFound_IsWorthNothingAfter()
    {
        _host.Clamd.Start();
        var received = await _host.ReceiveAsync(Samples.Png);
        var ticket = (await _host.OpenAsync(received.Value.Id)).Value.Ticket!;
        await _host.ExecuteAsync("update kernel.document_content set scan = 'Infected', scan_found = 'Late'");

        Assert.IsType<DocumentHeld>((await _host.FetchAsync(ticket)).Refusal);
    }

    [Theory]
    [InlineData("INSTREAM size limit exceeded. ERROR")]
    [InlineData("stream: OK FOUND OK")]
    [InlineData("")]
    [InlineData("UNKNOWN COMMAND")]
    public async Task AnswerThatIsNoAnswer_IsNoCleanBill(string answer)
    {
        _host.Clamd.Answer = answer;
        _host.Clamd.Start();

        var received = await _host.ReceiveAsync(Samples.Png);

        Assert.Equal("Waiting", await ScanOfAsync(received.Value.Id));
    }

    // Its own limit reached, clamd says so and hangs up while the rest is still being sent.
    [Fact]
    public async Task ScannerHangsUpInTheMiddle_HoldsTheDocument()
    {
        _host.Clamd.HangsUpAfter = 100_000;
        _host.Clamd.Start();

        var received = await _host.ReceiveAsync(Samples.Utf8(new string('a', 5_000_000)));

        Assert.Equal("Waiting", await ScanOfAsync(received.Value.Id));
    }

    [Fact]
    public async Task ScannerHangs_IsWaitedForAWhileOnly()
    {
        _host.Clamd.Hangs = true;
        _host.Clamd.Start();

        var received = await _host.ReceiveAsync(Samples.Png);

        Assert.Equal("Waiting", await ScanOfAsync(received.Value.Id));
    }

    private async Task ScanAsync()
    {
        _host.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await _host.Send(new ScanWaitingCommand(), ServiceAccounts.Scheduler(_host.Clock))).Refusal);
    }

    private Task<string> ScanOfAsync(Guid id) =>
        _host.ScalarAsync<string>("select scan from kernel.document join kernel.document_content using (sha256) where id = $1", id);
}

/// <summary>Documents that came before there was a scanner are served, and looked at as soon as there is one.</summary>
public sealed class LaterScannerTests
{
    [Fact]
    public async Task TcpScannerAddedLater_LooksAtWhatCameBefore()
    {
        await using var clamd = new FakeClamd(tcp: true);
        clamd.Start();
        var scanner = new ClamScanner(
            new DocumentSettings { Folder = "unused", Clamd = clamd.Address },
            Microsoft.Extensions.Logging.Abstractions.NullLogger<ClamScanner>.Instance);

        Assert.Equal(new ScanAnswer(ScanState.Clean), await scanner.ScanAsync(new MemoryStream(Samples.Png), default));
        Assert.Equal(new ScanAnswer(ScanState.Infected, "Test-Signature"), await scanner.ScanAsync(new MemoryStream(Samples.Utf8(FakeClamd.Virus)), default));
    }
}
