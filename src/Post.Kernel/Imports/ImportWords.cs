using System.Globalization;

namespace Post.Kernel.Imports;

/// <summary>An import's state in plain words.</summary>
internal static class ImportWords
{
    public static string Of(ImportRun run) => run.State switch
    {
        ImportState.Received => "Waiting to be read",
        ImportState.Staging => string.Create(CultureInfo.InvariantCulture, $"Reading, {run.Percent} %"),
        ImportState.Staged => "Read; about to be taken in",
        ImportState.Promoting => "Being taken in",
        ImportState.Checked => "Dry run done; the record is as it was",
        ImportState.Done => "Taken in",
        ImportState.Refused => "Not taken in",
        _ => "Stopped by a failure; nothing was lost, it can be continued",
    };

    public static string Tone(ImportVerdict verdict) => verdict switch
    {
        ImportVerdict.Accepted => "ok",
        ImportVerdict.Held => "warn",
        ImportVerdict.Rejected => "bad",
        _ => "off",
    };

    public static string Number(long value) => value.ToString("N0", CultureInfo.GetCultureInfo("en-US"));

    public static string Title(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
