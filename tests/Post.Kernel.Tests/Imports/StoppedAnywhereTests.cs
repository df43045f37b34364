using System.Diagnostics;
using System.Text;
using Npgsql;
using Post.Kernel.Imports;
using Post.Kernel.Imports.ContinueImport;
using Post.Kernel.Tests.Imports.Roster;
using Post.Testing;

namespace Post.Kernel.Tests.Imports;

/// <summary>Cut off at any moment, as often as may be, a run ends with what an untroubled one ends with.</summary>
[Trait("Category", "Slow")]
public sealed class StoppedAnywhereTests(RosterHost host) : IClassFixture<RosterHost>
{
    private const int Rows = 12_000;
    private const int Runs = 10;
    private const int CutsEach = 2;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CutAtTwentyRandomMoments_EndsWithTheSameRecord(bool workbook)
    {
        var (file, dice) = (File(workbook), new Random(workbook ? 2 : 1));
        await host.ExecuteAsync("truncate roster.member");
        var watch = Stopwatch.StartNew();
        var whole = await host.BringInAsync(file, asOf: RosterHost.AsOf.AddDays(-100));
        var (time, expected) = (watch.Elapsed, await host.DigestAsync());

        for (var i = 0; i < Runs; i++)
        {
            await host.ExecuteAsync("truncate roster.member");
            var run = (await host.ReceiveAsync(file, asOf: RosterHost.AsOf.AddDays(-i))).Value;
            for (var cut = 0; cut < CutsEach; cut++) await CutAsync(run, dice.NextDouble() * time);

            var ended = await ContinueAsync(run);

            Assert.Equal((ImportState.Done, whole.Value.Counts), (ended.State, ended.Counts));
            Assert.Equal(expected, await host.DigestAsync());
            Assert.Equal((long)Rows, await host.ScalarAsync<long>("select count(distinct row_no) from roster.staged_row where run_id = $1", run));
        }
    }

    // As when the power goes: the connection dies with whatever was open on it, and the work is given up with no word.
    private async Task CutAsync(Guid run, TimeSpan after)
    {
        using var stop = new CancellationTokenSource();
        await host.Send(new ContinueImportCommand(run));
        var working = host.RunAsync(run, ct: stop.Token);
        await Task.WhenAny(working, Task.Delay(after));
        await host.ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'post_app'");
        await stop.CancelAsync();
        await Task.WhenAny(working);
        await using var pooled = new NpgsqlConnection(host.Database.App);
        NpgsqlConnection.ClearPool(pooled);
    }

    private async Task<ImportRun> ContinueAsync(Guid run)
    {
        await host.Send(new ContinueImportCommand(run));
        return (await host.RunAsync(run)).Value;
    }

    private static byte[] File(bool workbook)
    {
        var rows = Enumerable.Range(1, Rows).Select(i => i % 50 == 0 ? $",Nobody {i},Mary,Cut City" : $"{i},Name {i},Mary,Cut City");
        var csv = $"Number,LastName,FirstName,Agency\n{string.Join('\n', rows)}\n";
        return workbook ? WorkbookFile.OfCsv(csv) : Encoding.UTF8.GetBytes(csv);
    }
}
