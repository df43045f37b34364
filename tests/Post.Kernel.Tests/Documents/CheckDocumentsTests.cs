using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Access;
using Post.Kernel.Documents;
using Post.Kernel.Documents.CheckDocuments;
using Post.Kernel.Documents.RemoveOrphans;
using Post.Kernel.Requests;
using Post.Kernel.Work;

namespace Post.Kernel.Tests.Documents;

/// <summary>The kept bytes are hashed again and again; what changed is found, told and not served.</summary>
[Trait("Clause", "12.03(2) Maintain")]
public sealed class CheckDocumentsTests : IAsyncLifetime
{
    private readonly DocumentHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task FlippedByte_IsFoundHeldAndStandsOnTheOperatorsQueue()
    {
        var whole = await _host.ReceiveAsync(Samples.Png);
        var flipped = await _host.ReceiveAsync(Samples.Jpeg);
        var gone = await _host.ReceiveAsync(Samples.Pdf());
        await _host.FlipAsync(await ShaOfAsync(flipped.Value.Id));
        File.Delete(_host.Store.PathOf(await ShaOfAsync(gone.Value.Id)));

        Assert.Equal("3 contents checked, 2 damaged", await CheckAsync());

        Assert.NotNull((await _host.OpenAsync(whole.Value.Id)).Value.Ticket);
        Assert.Null((await _host.OpenAsync(flipped.Value.Id)).Value.Ticket);
        Assert.Null((await _host.OpenAsync(gone.Value.Id)).Value.Ticket);
        Assert.Equal(2, (await QueueAsync()).Count);
        var state = (await _host.Send(new ShowIntegrityQuery())).Value;
        Assert.Equal([Integrity.Altered, Integrity.Missing], state.Damaged.Select(d => d.Integrity).Order());
        Assert.NotNull(state.Damaged.Single(d => d.Integrity is Integrity.Altered).FoundSha256);
        // The altered bytes stay as they were found: they are evidence.
        Assert.Equal(Samples.Jpeg.Length, new FileInfo(_host.Store.PathOf(await ShaOfAsync(flipped.Value.Id))).Length);
    }

    [Fact]
    public async Task CheckTwice_ChecksNothingTwice()
    {
        await _host.ReceiveAsync(Samples.Png);

        Assert.Equal("1 contents checked, 0 damaged", await CheckAsync());
        Assert.Equal("0 contents checked, 0 damaged", await CheckAsync(advance: TimeSpan.Zero));
        Assert.Equal("0 contents checked, 0 damaged", await CheckAsync(advance: TimeSpan.FromDays(1)));
        Assert.Equal("1 contents checked, 0 damaged", await CheckAsync());
    }

    [Fact]
    public async Task BrokenOff_GoesOnWithTheLongestUnchecked()
    {
        for (var i = 0; i < 450; i++)
        {
            await _host.ReceiveAsync(Samples.Utf8($"Note number {i}"));
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        _host.Clock.Advance(TimeSpan.FromDays(8));
        var due = _host.Clock.GetUtcNow();
        var first = await _host.Send(new CheckContentsCommand(null, due - _host.Settings.CheckEvery));
        Assert.Equal(200, first.Value.Checked);
        Assert.Equal(0, await _host.ScalarAsync<long>(
            "select count(*) from kernel.document_content a where checked_at < $1 and kept_at < (select max(kept_at) from kernel.document_content b where checked_at >= $1)",
            due.UtcDateTime));

        Assert.Equal("250 contents checked, 0 damaged", await RunAsync(new CheckDocumentsCommand(due)));
    }

    [Fact]
    public async Task SameBytesReceivedAgain_HealAndTheHistoryStays()
    {
        var received = await _host.ReceiveAsync(Samples.Png);
        var sha256 = await ShaOfAsync(received.Value.Id);
        await _host.FlipAsync(sha256);
        await CheckAsync();

        await _host.ReceiveAsync(Samples.Png);

        Assert.NotNull((await _host.OpenAsync(received.Value.Id)).Value.Ticket);
        Assert.Equal(0, (await QueueAsync()).Count);
        Assert.Equal("Altered Intact", await _host.ScalarAsync<string>(
            "select string_agg(integrity, ' ' order by found_at) from kernel.document_finding where sha256 = $1", sha256));
    }

    // A process that died between the file and its row leaves a file that no row names.
    [Fact]
    public async Task FileWithoutRow_IsTakenAwayWhenOldAndNeverWhenYoung()
    {
        var orphan = await _host.KeepAsync(Samples.Jpeg);
        var kept = await _host.ReceiveAsync(Samples.Png);
        var arriving = Path.Combine(_host.Store.Folder, $"{DocumentStore.ArrivingPrefix}{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(arriving, "half");
        File.SetLastWriteTimeUtc(arriving, _host.Clock.GetUtcNow().UtcDateTime);

        Assert.Equal("0 files without a row removed", await RunAsync(new RemoveOrphansCommand()));
        _host.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal("2 files without a row removed", await RunAsync(new RemoveOrphansCommand()));
        Assert.False(File.Exists(_host.Store.PathOf(orphan)));
        Assert.False(File.Exists(arriving));
        Assert.True(File.Exists(_host.Store.PathOf(await ShaOfAsync(kept.Value.Id))));
    }

    // The bytes of an old orphan arrive again: they are young from then on, and the receipt finds them.
    [Fact]
    public async Task OrphanThatArrivesAgain_IsLeftAlone()
    {
        await _host.KeepAsync(Samples.Jpeg);
        _host.Clock.Advance(TimeSpan.FromHours(25));
        var sha256 = await _host.KeepAsync(Samples.Jpeg);

        Assert.Equal("0 files without a row removed", await RunAsync(new RemoveOrphansCommand()));
        Assert.True(File.Exists(_host.Store.PathOf(sha256)));
    }

    [Fact]
    public async Task ReceiptsWhileTheSweepRuns_LoseNothing()
    {
        _host.Clock.Advance(TimeSpan.FromHours(25));
        var sweeps = Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RunAsync(new RemoveOrphansCommand())));
        var received = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => _host.ReceiveAsync(Samples.Utf8($"Note number {i % 4}"))));
        await sweeps;

        Assert.All(received, r => Assert.False(r.Refused));
        foreach (var document in received) Assert.True(File.Exists(_host.Store.PathOf(await ShaOfAsync(document.Value.Id))));
    }

    private Task<string> CheckAsync(TimeSpan? advance = null)
    {
        _host.Clock.Advance(advance ?? TimeSpan.FromDays(8));
        return RunAsync(new CheckDocumentsCommand(_host.Clock.GetUtcNow()));
    }

    private async Task<string> RunAsync(ICommand<Done> command)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Set(ServiceAccounts.Scheduler(_host.Clock));
        var done = await scope.ServiceProvider.GetRequiredService<MediatR.IMediator>().Send(command);
        Assert.Null(done.Refusal);
        return scope.ServiceProvider.GetRequiredService<Post.Kernel.Data.ChangeContext>().Summary!;
    }

    private async Task<QueueState> QueueAsync()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetServices<IWorkQueue>().Single(q => q.Title == "Damaged documents").ReadAsync(default);
    }

    private Task<string> ShaOfAsync(Guid id) => _host.ScalarAsync<string>("select sha256 from kernel.document where id = $1", id);
}
