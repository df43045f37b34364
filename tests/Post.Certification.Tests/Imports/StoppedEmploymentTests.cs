using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Imports;
using Post.Kernel.Imports.ContinueImport;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests.Imports;

/// <summary>A history cut off at twenty moments, wherever they fall, ends with the record of one that never stopped.</summary>
[Trait("Category", "Slow")]
public sealed class StoppedEmploymentTests
{
    private const int Rows = 24_000;
    private const int Cuts = 20;

    [Fact]
    public async Task CutTwentyTimes_EndsWithTheSameRecord()
    {
        var file = Encoding.UTF8.GetBytes(Employment([.. Enumerable.Range(0, Rows).Select(RowOf)]));
        await using var whole = await ImportOfficersTests.StartAsync();
        var expected = await ((CertificationHost)whole).BringInAsync("employment", file);
        await using var alone = await ImportOfficersTests.StartAsync();
        CertificationHost cut = alone;
        var run = (await cut.ReceiveAsync("employment", file)).Value;
        // The same moments each time: a failure must come again.
        var moments = new Random(20250630);

        for (var i = 0; i < Cuts; i++) await CutAsync(cut, run, moments.Next(1, 900));
        var ended = await EndAsync(cut, run);

        Assert.Equal(expected.Counts, ended.Counts);
        Assert.Equal(Rows / 50, ended.Counts.Rejected);
        Assert.True(ended.Counts.Held >= 2 * (Rows / 500), $"{ended.Counts.Held} rows held");
        Assert.Equal(await whole.RecordAsync(), await alone.RecordAsync());
        Assert.Equal((long)Rows, await cut.ScalarAsync<long>("select count(*) from certification.staged_employment_row where run_id = $1", run));
    }

    // Two in a hundred are bad; now and then one contradicts a row that was read long before.
    private static string RowOf(int i) => i % 500 == 499 ? Of(i - 450, $"6/1/{2001 + (i % 3 * 8)}", $"6/1/{2003 + (i % 3 * 8)}") : Of(i);

    private static string Of(int i, string from, string until) => Spell(
        $"{4500 + (i / 3 / 10_000)}-{i / 3 % 10_000:0000}", from, until, $"Town {i % 40} Police Department");

    private static string Of(int i) => Spell(
        $"{4500 + (i / 3 / 10_000)}-{i / 3 % 10_000:0000}", i % 50 == 7 ? "soon" : $"5/1/{2000 + (i % 3 * 8)}",
        i % 3 == 2 ? "" : $"5/1/{2006 + (i % 3 * 8)}", $"Town {i % 40} Police Department");

    // As a dying process leaves it: every connection gone at once, in the middle of whatever it was.
    private static async Task CutAsync(CertificationHost host, Guid run, int afterMilliseconds)
    {
        await host.Send(new ContinueImportCommand(run));
        var running = host.Services.GetRequiredService<ImportRunner>().RunAsync(run, null, default);
        await Task.WhenAny(running, Task.Delay(afterMilliseconds));
        await host.ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        try
        {
            await running;
        }
        catch (Exception failure) when (failure is Npgsql.NpgsqlException or Audit.AuditUnavailableException or IOException or InvalidOperationException)
        {
            // What a cut looks like from inside differs from moment to moment; what counts is the record afterwards.
        }
    }

    private static async Task<ImportRun> EndAsync(CertificationHost host, Guid run)
    {
        await host.Send(new ContinueImportCommand(run));
        var ended = await host.Services.GetRequiredService<ImportRunner>().RunAsync(run, null, default);
        Assert.Null(ended.Refusal);
        return ended.Value;
    }
}
