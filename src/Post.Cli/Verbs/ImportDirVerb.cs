using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Requests;

namespace Post.Cli.Verbs;

/// <summary>A file of a known layout, and the day of which it speaks.</summary>
internal sealed record KnownFile(string File, string Kind, DateOnly AsOf);

/// <summary>Brings in every file of a folder whose header is a known layout; the others are named and passed over.</summary>
internal static class ImportDirVerb
{
    public static async Task<int> RunAsync(VerbArguments args, TextWriter to, CancellationToken ct)
    {
        var json = args.Flag("--json");
        var asOf = args.Date("--as-of");
        var folder = args.Require("DIR");
        args.ThrowIfAnyLeft();
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder {folder}. Check the path.");

        await using var host = OperatorHost.Open();
        var words = json ? TextWriter.Null : to;
        var ended = new List<ImportRun>();
        var refused = 0;
        foreach (var known in await KnownFilesAsync(host, folder, asOf, words, ct))
        {
            var file = known.File;
            await words.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"Importing {Path.GetFileName(file)} ({known.Kind}, as of {known.AsOf:yyyy-MM-dd}) …"));
            var run = await ImportVerb.BringInAsync(host, known.Kind, file, new ImportWish(known.AsOf, false, false), words, ct);
            if (run.Refusal is { } refusal)
            {
                refused++;
                await words.WriteLineAsync($"{Path.GetFileName(file)}: {refusal.Text}");
                continue;
            }

            ended.Add(run.Value);
            await words.WriteLineAsync(ImportSummary.Words(run.Value));
        }

        await words.WriteLineAsync("Publishing what changed …");
        await host.SettleAsync(ct);
        if (json) await to.WriteLineAsync(new JsonArray([.. ended.Select(ImportSummary.Object)]).ToJsonString());
        if (ended.Count == 0) await words.WriteLineAsync("No file in this folder was brought in.");
        return refused == 0 && ended.Count > 0 ? OperatorVerbs.Ok : OperatorVerbs.Refused;
    }

    /// <summary>
    /// Agencies first, so that their spellings are known, and training last, since it waits for officers who are not on record; between
    /// them the older before the newer.
    /// </summary>
    internal static List<KnownFile> InOrder(IEnumerable<KnownFile> files) =>
    [
        .. files.OrderBy(k => k.Kind != "agencies").ThenBy(k => k.Kind == "training").ThenBy(k => k.AsOf)
            .ThenBy(k => k.File, StringComparer.Ordinal),
    ];

    private static async Task<List<KnownFile>> KnownFilesAsync(
        OperatorHost host, string folder, DateOnly? asOf, TextWriter words, CancellationToken ct)
    {
        var known = new List<KnownFile>();
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (await KnownAsync(host, file, asOf, ct) is { } found) known.Add(found);
            else await words.WriteLineAsync($"Skipped {Path.GetFileName(file)}: its header is not a known layout, or nothing tells its day.");
        }

        return InOrder(known);
    }

    private static async Task<KnownFile?> KnownAsync(OperatorHost host, string file, DateOnly? asOf, CancellationToken ct)
    {
        var inspection = await ImportFile.InspectAsync(file, ct);
        if (inspection.Encoding is not { } encoding) return null;
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditTicket>().OpenForBooks();
        var found = await scope.ServiceProvider.GetRequiredService<ImportRecognition>().RecogniseAsync(file, encoding, "", null, ct);
        if (found.Refused) return null;
        var (kind, profile) = (found.Value.Kind, found.Value.Profile);
        var day = asOf ?? AsOfDate.FromFileName(file) ?? (profile is null ? NewestDate(file, encoding, kind) : null);
        return day is { } known ? new KnownFile(file, kind.Name, known) : null;
    }

    // A file cannot be older than the newest day it speaks of: the careful reading when nothing says its date.
    private static DateOnly? NewestDate(string file, FileEncoding encoding, IImportKind kind)
    {
        using var reader = new RowReader(ImportFile.Open(file), encoding);
        var columns = ColumnMap.Find(kind.Layout, reader.ReadHeader().Cells).Map!;
        DateOnly? newest = null;
        foreach (var row in reader.Rows().Where(r => !r.Rejected))
        {
            foreach (var column in kind.DateColumns)
            {
                var text = columns.Over(row.Cells)[column];
                if (DateOnly.TryParseExact(text, (string[])[kind.DateForm, "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                    && (newest is null || date > newest))
                {
                    newest = date;
                }
            }
        }

        return newest;
    }
}
