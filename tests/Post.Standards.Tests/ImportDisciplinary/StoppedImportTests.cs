using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Imports;
using Post.Kernel.Imports.ReceiveImport;
using Post.Testing;
using static Post.Standards.Tests.ImportDisciplinary.ImportDesk;

namespace Post.Standards.Tests.ImportDisciplinary;

/// <summary>An import stopped anywhere goes on and ends with the very same record as one that never stopped.</summary>
public sealed class StoppedImportTests
{
    private const int Rows = 9_000;

    [Fact]
    public async Task StoppedAtAnyChunk_EndsWithTheSameRecord()
    {
        var file = Encoding.UTF8.GetBytes(ManyRows());
        await using var whole = await OpenAsync();
        await whole.Host.BringInAsync(file);
        var expected = await whole.Host.RecordDigestAsync();

        foreach (var stopAfter in new[] { 0, 1, 2, 4 })
        {
            await using var stopped = await OpenAsync();
            var run = await ReceiveAsync(stopped.Host, file);
            await StopAfterAsync(stopped.Host, run, stopAfter);

            var ended = await stopped.Host.RunAsync(run);

            Assert.Equal(ImportState.Done, ended.Value.State);
            Assert.Equal(Rows, ended.Value.Counts.Rows);
            Assert.Equal(expected, await stopped.Host.RecordDigestAsync());
        }
    }

    [Fact]
    public async Task DatabaseCutWhileStaging_FailsAndCanBeContinued()
    {
        await using var cut = await OpenAsync();
        var run = await ReceiveAsync(cut.Host, Encoding.UTF8.GetBytes(ManyRows()));
        var progress = new CutAfterFirstChunk(cut.Host);

        var broken = await cut.Host.Services.GetRequiredService<ImportRunner>().RunAsync(run, progress, default);

        Assert.True(broken.Refused);
        Assert.Equal(0L, await cut.Host.ScalarAsync<long>("select count(*) from standards.complaint"));
        var ended = await ContinueAsync(cut.Host, run);
        Assert.Equal(ImportState.Done, ended.State);
        Assert.Equal(Rows, await cut.Host.ScalarAsync<long>("select count(*) from standards.allegation"));
    }

    [Fact]
    public async Task TwoRunnersAtOnce_OneWorksAndTheOtherSaysSo()
    {
        await using var shared = await OpenAsync();
        var run = await ReceiveAsync(shared.Host, Encoding.UTF8.GetBytes(ManyRows()));

        var ended = await Task.WhenAll(shared.Host.RunAsync(run), shared.Host.RunAsync(run));

        Assert.Single(ended, e => e.Refusal is ImportBusy);
        Assert.Equal(Rows, await shared.Host.ScalarAsync<long>("select count(*) from standards.allegation"));
    }

    private static string ManyRows() => File(
        [.. Enumerable.Range(0, Rows).Select(i => Row(70000000 + i, 70000000 + (i / 3), $"{1200 + (i / 20000)}-{i / 4 % 10000:0000}", $"Name{i / 4}"))]);

    private static async Task<Guid> ReceiveAsync(ModuleHost host, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        var sha256 = await host.KeepAsync(content);
        return (await host.Send(new ReceiveImportCommand("disciplinary", "test.csv", sha256, DisciplinaryFile.AsOf, false, false))).Value;
    }

    private static async Task StopAfterAsync(ModuleHost host, Guid run, int chunks)
    {
        using var stop = new CancellationTokenSource();
        var progress = new StopAfter(chunks, stop);
        if (chunks == 0) await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => host.Services.GetRequiredService<ImportRunner>().RunAsync(run, progress, stop.Token));
    }

    private static async Task<ImportRun> ContinueAsync(ModuleHost host, Guid run)
    {
        await host.Send(new Post.Kernel.Imports.ContinueImport.ContinueImportCommand(run));
        return (await host.RunAsync(run)).Value;
    }

    private static async Task<OpenHost> OpenAsync()
    {
        var host = new ModuleHost();
        await host.InitializeAsync();
        return new OpenHost(host);
    }

    private sealed record OpenHost(ModuleHost Host) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Host.DisposeAsync();
    }

    private sealed class StopAfter(int chunks, CancellationTokenSource stop) : IProgress<ImportRun>
    {
        private int _seen;

        public void Report(ImportRun value)
        {
            if (++_seen == chunks) stop.Cancel();
        }
    }

    private sealed class CutAfterFirstChunk(ModuleHost host) : IProgress<ImportRun>
    {
        private bool _cut;

        public void Report(ImportRun value)
        {
            if (_cut) return;
            _cut = true;
            host.ExecuteAsync(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
                .GetAwaiter().GetResult();
        }
    }
}
