using System.Globalization;
using Post.Cli.Demo;
using Post.Kernel.Imports;
using Post.Kernel.Imports.ListImports;

namespace Post.Cli.Verbs;

/// <summary>Loads the synthetic state through the very importers that real files take.</summary>
internal static class DemoVerb
{
    private const int OfficersByDefault = 2_000;
    private const string FileStart = "synthetic-disciplinary";

    public static async Task<int> RunAsync(VerbArguments args, TextWriter to, CancellationToken ct)
    {
        var present = args.Flag("--present");
        var officers = args.Number("--officers", OfficersByDefault);
        var seed = args.Number("--seed", 1);
        args.ThrowIfAnyLeft();
        await using var host = OperatorHost.Open();
        if (present) return await IsPresentAsync(host, ct) ? OperatorVerbs.Ok : OperatorVerbs.Refused;

        await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Loading a synthetic state of {officers:N0} officers …"));
        var file = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"{FileStart}_{DemoState.AsOf:yyyyMMdd}.csv"));
        DemoState.WriteDisciplinaryFile(file, officers, seed);
        var run = await ImportVerb.BringInAsync(host, "disciplinary", file, new ImportWish(DemoState.AsOf, false, false), to, ct);
        File.Delete(file);
        await to.WriteLineAsync("Publishing …");
        await host.SettleAsync(ct);
        await to.WriteLineAsync(run.Refused ? run.Refusal!.Text : ImportSummary.Words(run.Value));
        return run is { Refused: false, Value.State: ImportState.Done } ? OperatorVerbs.Ok : OperatorVerbs.Refused;
    }

    private static async Task<bool> IsPresentAsync(OperatorHost host, CancellationToken ct)
    {
        var listed = await host.AsOperator().Send(new ListImportsQuery(), ct);
        return !listed.Refused && listed.Value.Runs.Any(r => r.FileName.StartsWith(FileStart, StringComparison.Ordinal));
    }
}
