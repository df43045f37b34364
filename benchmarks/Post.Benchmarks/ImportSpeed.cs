using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using Post.Cli.Demo;
using Post.Kernel.Access;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Imports.ReceiveImport;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Benchmarks;

/// <summary>Row 4: reading, checking and staging every row, against a bare binary COPY of the same cells.</summary>
internal static class ImportSpeed
{
    private const double RowsPerOfficer = 2.3;

    public static Task MeasureAsync(BenchState state, Options options) => MeasureAsync(
        state, options, "4", "disciplinary",
        path => DemoState.WriteDisciplinaryFile(path, (int)(options.ImportRows / RowsPerOfficer), seed: 7));

    /// <summary>Row 4e: the same of employment history, two rows in a hundred of it bad.</summary>
    public static Task MeasureEmploymentAsync(BenchState state, Options options) => MeasureAsync(
        state, options, "4e", "employment", path => EmploymentRows.Write(path, options.ImportRows));

    private static async Task MeasureAsync(BenchState state, Options options, string row, string kind, Action<string> write)
    {
        var file = Path.Combine(Path.GetTempPath(), $"bench-{kind}_{DemoState.AsOf:yyyyMMdd}.csv");
        write(file);
        await state.ExecuteAsync("create table if not exists public.bare_copy (row_no bigint, cells text[])");
        try
        {
            var rows = await CountAsync(file);
            await Pairs.MeasureAsync(row, string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows checked and staged / COPY of the cells"),
                Math.Min(3, options.Rounds), () => StageAsync(state, kind, file, rows), () => CopyAsync(state, file, rows), 0.25);
            await WholeAsync(state, row, kind, file, rows);
            await WorkbookAsync(state, options, (row, kind), file, rows);
        }
        finally
        {
            File.Delete(file);
        }
    }

    // The same rows from a workbook: the same bound, since what goes into the database is the same.
    private static async Task WorkbookAsync(BenchState state, Options options, (string Row, string Kind) what, string csv, long rows)
    {
        var file = Path.ChangeExtension(csv, ".xlsx");
        await using (var to = File.Create(file)) WorkbookFile.WriteLarge(to, Rows(csv));
        try
        {
            await Pairs.MeasureAsync(what.Row, string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows of a workbook checked and staged / COPY of the cells"),
                Math.Min(3, options.Rounds), () => StageAsync(state, what.Kind, file, rows), () => CopyAsync(state, csv, rows), 0.25);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<string[]> Rows(string csv)
    {
        using var reader = new RowReader(ImportFile.Open(csv), FileEncoding.Windows1252);
        yield return [.. reader.ReadHeader().Cells];
        foreach (var row in reader.Rows()) yield return [.. row.Cells];
    }

    private static async Task<double> StageAsync(BenchState state, string kind, string file, long rows)
    {
        await using var services = state.Services();
        var watch = Stopwatch.StartNew();
        await RunAsync(services, kind, file, dryRun: true);
        return rows / watch.Elapsed.TotalSeconds;
    }

    // By the published command, so that the memory is the importer's own; what it publishes afterwards is row 5b.
    private static async Task WholeAsync(BenchState state, string row, string kind, string file, long rows)
    {
        var watch = Stopwatch.StartNew();
        var program = Path.Combine(Environment.GetEnvironmentVariable("POST_CLI_DIR")!, "post.dll");
        using var post = Process.Start(new ProcessStartInfo("dotnet", [program, "import", kind, file]) { RedirectStandardOutput = true })!;
        var said = post.StandardOutput.ReadToEndAsync();
        var (peak, staging, stands) = (0.0, 0.0, "");
        while (!post.HasExited && stands is not "Done")
        {
            stands = (await state.ReadAsync<string>("select coalesce((select state from kernel.import_run where not dry_run order by requested_at desc limit 1), '')"))[0];
            peak = PeakOf(post) ?? peak;
            if (stands is "Received" or "Staging") staging = peak;
            await Task.Delay(50);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        if (post.HasExited && post.ExitCode != 0) throw new InvalidOperationException(await said);
        post.Kill();
        await post.WaitForExitAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{row,-3} whole import with promotion by `post import`: {rows / seconds:N0} rows/s; its peak memory {peak:N0} MB, {staging:N0} MB while staging"));
    }

    private static double? PeakOf(Process process)
    {
        const double KilobytesInMegabyte = 1024;
        var status = $"/proc/{process.Id}/status";
        var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(l => l.StartsWith("VmHWM", StringComparison.Ordinal)) : null;
        return line is null
            ? null
            : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / KilobytesInMegabyte;
    }

    private static async Task<ImportRun> RunAsync(ServiceProvider services, string kind, string file, bool dryRun)
    {
        string sha256;
        await using (var content = File.OpenRead(file)) sha256 = await services.GetRequiredService<ImportFiles>().KeepAsync(content, default);
        var door = services.GetRequiredService<ServiceDispatchers>().As(ServiceAccounts.Operator("bench", TimeProvider.System));
        var run = await door.Send(new ReceiveImportCommand(kind, Path.GetFileName(file), sha256, null, dryRun, false));
        var ended = await services.GetRequiredService<ImportRunner>().RunAsync(run.Value, null, default);
        return ended.Refusal is { } refusal ? throw new InvalidOperationException(refusal.Text) : ended.Value;
    }

    private static async Task<double> CopyAsync(BenchState state, string file, long rows)
    {
        await state.ExecuteAsync("truncate public.bare_copy");
        var cells = Read(file).Select(r => r.Cells as string[] ?? [.. r.Cells]).ToList();
        var watch = Stopwatch.StartNew();
        await using var connection = new NpgsqlConnection(state.Database.Superuser);
        await connection.OpenAsync();
        await using var copy = await connection.BeginBinaryImportAsync("copy public.bare_copy from stdin (format binary)");
        for (var i = 0; i < cells.Count; i++)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync((long)i, NpgsqlDbType.Bigint);
            await copy.WriteAsync(cells[i], NpgsqlDbType.Array | NpgsqlDbType.Text);
        }

        await copy.CompleteAsync();
        return rows / watch.Elapsed.TotalSeconds;
    }

    private static Task<long> CountAsync(string file) => Task.FromResult(Read(file).LongCount());

    private static IEnumerable<ImportRow> Read(string file)
    {
        using var reader = new RowReader(ImportFile.Open(file), FileEncoding.Windows1252);
        reader.ReadHeader();
        foreach (var row in reader.Rows()) yield return row;
    }
}
