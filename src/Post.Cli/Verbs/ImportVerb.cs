using System.Text.Json;
using Post.Kernel.Imports;
using Post.Kernel.Imports.ContinueImport;
using Post.Kernel.Imports.ReceiveImport;
using Post.Kernel.Requests;

namespace Post.Cli.Verbs;

/// <summary>Brings one file in, with its progress, and ends with a summary for people or for programs.</summary>
internal static class ImportVerb
{
    public static async Task<int> RunAsync(VerbArguments args, TextWriter to, CancellationToken ct)
    {
        var json = args.Flag("--json");
        var wish = new ImportWish(args.Date("--as-of"), args.Flag("--dry-run"), args.Flag("--all-or-nothing"), args.Value("--profile"), args.Value("--system"));
        var kind = args.Require("KIND (such as disciplinary)");
        var file = args.Require("FILE");
        args.ThrowIfAnyLeft();

        await using var host = OperatorHost.Open();
        var ended = await BringInAsync(host, kind, file, wish, json ? TextWriter.Null : to, ct);
        if (ended.Refused)
        {
            await to.WriteLineAsync(json ? RefusalJson(ended.Refusal!) : ended.Refusal!.Text);
            return OperatorVerbs.Refused;
        }

        if (!json) await to.WriteLineAsync("Publishing what changed …");
        await host.SettleAsync(ct);
        await to.WriteLineAsync(json ? ImportSummary.Json(ended.Value) : ImportSummary.Words(ended.Value));
        return ended.Value.State is ImportState.Done or ImportState.Checked ? OperatorVerbs.Ok : OperatorVerbs.Refused;
    }

    public static async Task<Result<ImportRun>> BringInAsync(
        OperatorHost host, string kind, string file, ImportWish wish, TextWriter to, CancellationToken ct)
    {
        if (!File.Exists(file)) return new FileNotReadable("file-missing", $"There is no file {file}. Check the path.");
        string sha256;
        await using (var content = File.OpenRead(file)) sha256 = await host.Get<ImportFiles>().KeepAsync(content, ct);
        var dispatcher = host.AsOperator();
        var received = await dispatcher.Send(new ReceiveImportCommand(
            kind, Path.GetFileName(file), sha256, wish.AsOf, wish.DryRun, wish.AllOrNothing, wish.Profile, SystemCode: wish.SystemCode), ct);
        if (received.Refusal is { } refusal) return refusal;

        var runner = host.Get<ImportRunner>();
        // A run that broke earlier goes on; for one that did not, this is refused, and that is as well.
        await dispatcher.Send(new ContinueImportCommand(received.Value), ct);
        return await RunAsync(runner, received.Value, to, ct);
    }

    private static async Task<Result<ImportRun>> RunAsync(ImportRunner runner, Guid id, TextWriter to, CancellationToken ct)
    {
        var progress = new ProgressLines(to);
        while (true)
        {
            var ended = await runner.RunAsync(id, progress, ct);
            // The running site may have taken the run up first; then it is watched to its end.
            if (ended.Refusal is not ImportBusy) return ended;
            await Task.Delay(TimeSpan.FromMilliseconds(500), ct);
        }
    }

    private static string RefusalJson(Refusal refusal) =>
        JsonSerializer.Serialize(new { refused = refusal.Code, text = refusal.Text });

    private sealed class ProgressLines(TextWriter to) : IProgress<ImportRun>
    {
        private int _shown = -1;

        public void Report(ImportRun value)
        {
            if (value.Percent / 10 == _shown) return;
            _shown = value.Percent / 10;
            to.WriteLine($"  {value.Percent,3} %  {value.Counts.Rows:N0} rows read");
        }
    }
}

/// <summary>How the operator wants a file brought in.</summary>
internal sealed record ImportWish(DateOnly? AsOf, bool DryRun, bool AllOrNothing, string? Profile = null, string? SystemCode = null);
