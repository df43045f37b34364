using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Post.Kernel.Imports;

namespace Post.Cli.Verbs;

/// <summary>The end of an import in words and as JSON.</summary>
internal static class ImportSummary
{
    public static string Words(ImportRun run)
    {
        var counts = run.Counts;
        var kinds = string.Concat(Figures(run).Select(f => string.Create(CultureInfo.InvariantCulture, $", {f.Value:N0} {f.Key}")));
        var sum = string.Create(CultureInfo.InvariantCulture,
            $"{run.FileName}: {counts.Rows:N0} rows: {counts.Accepted:N0} accepted, {counts.Held:N0} held, {counts.Rejected:N0} rejected, {counts.Unchanged:N0} unchanged{kinds}");
        return run.State switch
        {
            ImportState.Checked => sum + ". Dry run: the record is as it was.",
            ImportState.Done => sum + ".",
            _ => $"{sum}. Not taken in: {run.Problem}",
        };
    }

    public static string Json(ImportRun run) => Object(run).ToJsonString();

    public static JsonObject Object(ImportRun run)
    {
        var answer = new JsonObject
        {
            ["run"] = run.Id,
            ["kind"] = run.Kind,
            ["file"] = run.FileName,
            ["sha256"] = run.FileSha256,
            ["asOf"] = run.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["encoding"] = run.Encoding,
            ["state"] = run.State.ToString(),
            ["dryRun"] = run.DryRun,
            ["rows"] = run.Counts.Rows,
            ["accepted"] = run.Counts.Accepted,
            ["held"] = run.Counts.Held,
            ["rejected"] = run.Counts.Rejected,
            ["unchanged"] = run.Counts.Unchanged,
        };
        foreach (var (name, value) in Figures(run)) answer[name] = value;
        if (run.ProfileName is { } profile) answer["profile"] = profile;
        if (run.Problem is { } problem) answer["problem"] = problem;
        return answer;
    }

    private static Dictionary<string, long> Figures(ImportRun run) =>
        run.Summary is null ? [] : JsonSerializer.Deserialize<Dictionary<string, long>>(run.Summary) ?? [];
}
