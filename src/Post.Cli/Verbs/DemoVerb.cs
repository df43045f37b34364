using System.Globalization;
using Post.Cli.Demo;
using Post.Kernel.Imports;
using Post.Kernel.Imports.ListImports;

namespace Post.Cli.Verbs;

/// <summary>Loads the synthetic state through the very importers that real files take.</summary>
internal static class DemoVerb
{
    private const int OfficersByDefault = 25_000;

    public static async Task<int> RunAsync(VerbArguments args, TextWriter to, CancellationToken ct)
    {
        var present = args.Flag("--present");
        var officers = args.Number("--officers", OfficersByDefault);
        var seed = args.Number("--seed", 1);
        args.ThrowIfAnyLeft();
        await using var host = OperatorHost.Open();
        if (present) return await IsPresentAsync(host, ct) ? OperatorVerbs.Ok : OperatorVerbs.Refused;

        await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Loading a synthetic state of {officers:N0} officers …"));
        var folder = Directory.CreateTempSubdirectory("post-synthetic-").FullName;
        try
        {
            var files = DemoStatewide.Write(folder, officers, seed);
            for (var i = 0; i < files.Count; i++)
            {
                var file = files[i];
                await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"File {i + 1} of {files.Count}: {file.Kind}, as of {file.AsOf:yyyy-MM-dd}"));
                var run = await ImportVerb.BringInAsync(host, file.Kind, file.Path, new ImportWish(file.AsOf, false, false), to, ct);
                await to.WriteLineAsync(run.Refused ? run.Refusal!.Text : ImportSummary.Words(run.Value));
                if (run is not { Refused: false, Value.State: ImportState.Done }) return OperatorVerbs.Refused;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        await to.WriteLineAsync("Opening applications …");
        await new DemoApplications(host.AsOperator(), host.Get<TimeProvider>()).OpenAsync(ct);
        await to.WriteLineAsync("Publishing …");
        await host.SettleAsync(ct);
        await to.WriteLineAsync("Loaded. None of these persons, agencies or complaints exists.");
        return OperatorVerbs.Ok;
    }

    private static async Task<bool> IsPresentAsync(OperatorHost host, CancellationToken ct)
    {
        var listed = await host.AsOperator().Send(new ListImportsQuery(), ct);
        return !listed.Refused && listed.Value.Runs.Any(r => r.FileName.StartsWith(DemoStatewide.FileStart, StringComparison.Ordinal));
    }
}
