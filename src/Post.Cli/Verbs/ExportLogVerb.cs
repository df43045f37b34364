using System.Globalization;
using Post.App.Operations;
using Post.Verifier.Export;
using Post.Verifier.Sources;

namespace Post.Cli.Verbs;

/// <summary>Writes the log to a folder. The log tells of it twice: before the first byte is written, and what was written.</summary>
internal static class ExportLogVerb
{
    public static async Task<int> RunAsync(VerbArguments args, TextWriter to, CancellationToken ct)
    {
        var month = MonthOf(args.Value("--month"));
        var folder = args.Require("The folder to write to");
        args.ThrowIfAnyLeft();
        var connection = Environment.GetEnvironmentVariable("ConnectionStrings__Verifier")
            ?? throw new MisuseException("ConnectionStrings__Verifier is not set. scripts/post sets it.");
        await using var host = OperatorHost.Open();
        var door = host.AsOperator();
        var scope = month?.ToString("yyyy-MM", CultureInfo.InvariantCulture) ?? "whole log";
        if ((await door.Send(new BeginLogExportCommand(scope), ct)).Refusal is { } refusal)
        {
            await to.WriteLineAsync(refusal.Text);
            return OperatorVerbs.Refused;
        }

        await using var source = await DatabaseSource.OpenAsync(connection, ct);
        var done = await new LogExport(source, ExportFolder.Create(folder)).WriteAsync(month, ct);
        var recorded = await door.Send(new RecordLogExportCommand(scope, done.ManifestSha256, done.Events), CancellationToken.None);
        await to.WriteLineAsync(recorded.Refusal?.Text ?? string.Create(CultureInfo.InvariantCulture,
            $"{done.Events:N0} events written to {folder}, places {done.First} to {done.End}; {ExportManifest.FileName} has SHA-256 {done.ManifestSha256}."));
        return recorded.Refused ? OperatorVerbs.Refused : OperatorVerbs.Ok;
    }

    private static DateOnly? MonthOf(string? text) => text is null
        ? null
        : DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? month
            : throw new MisuseException($"--month takes a month such as 2026-10, not “{text}”.");
}
