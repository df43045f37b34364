using System.Globalization;
using Post.Verifier.Export;
using Post.Verifier.Format;
using Post.Verifier.Sources;

namespace Post.Verifier.Archive;

/// <summary>A month of the log as it lies in the archive.</summary>
internal sealed record ArchivedMonth(DateOnly Month, long Events, long First, long End, byte[] Root, byte[] Digest, string Folder);

/// <summary>The folder is there and is not what it should be, or what was written does not verify: a person must look.</summary>
internal sealed class ArchiveUnsoundException(string message) : Exception(message);

/// <summary>
/// Closed months of the log in folders of their own, each an export that verifies by itself, with a list of digests over all its
/// files. A month is written beside its place and moved there when it is whole, so a folder under its month's name is never half.
/// </summary>
internal sealed class MonthArchive(string root)
{
    /// <summary>Where a month lies.</summary>
    public string FolderOf(DateOnly month) => Path.Combine(root, Name(month));

    /// <summary>The first month of the log, and so of the archive; null while nothing is sealed.</summary>
    public static async Task<DateOnly?> FirstMonthAsync(DatabaseSource source, CancellationToken ct)
    {
        await foreach (var leaf in source.LeavesAsync(ct))
        {
            var at = DateTimeOffset.UnixEpoch.AddTicks(leaf.Key.AtDb * TimeSpan.TicksPerMicrosecond);
            return new DateOnly(at.Year, at.Month, 1);
        }

        return null;
    }

    /// <param name="source">The log.</param>
    /// <param name="month">Its first day.</param>
    /// <param name="options">What it is held against; a witness must have seen the month whole.</param>
    /// <param name="ct">Ends the writing; the next one begins anew.</param>
    /// <returns>Null: the month is not sealed to its end, the witness has not seen it, or it is empty.</returns>
    public async Task<ArchivedMonth?> WriteAsync(DatabaseSource source, DateOnly month, VerifyOptions options, CancellationToken ct)
    {
        // Whoever was killed between the move and the record left a whole folder: it is taken as it is, if it is sound.
        if (Directory.Exists(FolderOf(month))) return await TakeUpAsync(month, options, ct);
        var range = await new TreeRows(source).RangeAsync(month, ct);
        if (range.End <= range.First || !IsWitnessed(options, range.End)) return null;
        var partial = Path.Combine(root, $".{Name(month)}.partial");
        if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
        var summary = await new LogExport(source, ExportFolder.Create(partial)).WriteAsync(month, ct);
        await VerifyAsync(partial, options, ct);
        var digest = await DigestList.WriteAsync(partial, ct);
        Directory.Move(partial, FolderOf(month));
        return new ArchivedMonth(month, summary.Events, summary.First, summary.End, RootOf(FolderOf(month)), digest, FolderOf(month));
    }

    private async Task<ArchivedMonth> TakeUpAsync(DateOnly month, VerifyOptions options, CancellationToken ct)
    {
        var folder = FolderOf(month);
        var digest = await DigestList.HashAsync(folder, ct);
        if (digest is null || (await DigestList.CheckAsync(folder, digest, ct)) is [var wrong, ..])
        {
            throw new ArchiveUnsoundException($"{folder} is there and is no whole archive of {Name(month)}. Look at it, then move it away.");
        }

        var verdict = await VerifyAsync(folder, options, ct);
        var manifest = ExportManifest.Read(folder);
        if (manifest.Month != Name(month)) throw new ArchiveUnsoundException($"{folder} holds {manifest.Month ?? "a whole log"} and not {Name(month)}.");
        return new ArchivedMonth(month, verdict.Events, manifest.First, manifest.End, RootOf(folder), digest, folder);
    }

    private static async Task<Verdict> VerifyAsync(string folder, VerifyOptions options, CancellationToken ct)
    {
        await using var files = ExportSource.Open(folder);
        var verdict = await Verification.RunAsync(files, options with { Lag = TimeSpan.Zero }, ct);
        return verdict.Findings.Sound ? verdict : throw new ArchiveUnsoundException($"What was written to {folder} is not sound: {verdict.Findings.First!.Words}");
    }

    private static bool IsWitnessed(VerifyOptions options, long end) =>
        options.Witness is not { } folder || new Checks.WitnessCopy(folder).Checkpoints().LastOrDefault() is { } seen && seen.Size >= end;

    private static byte[] RootOf(string folder) =>
        StatedTree.Parse(SignedText.Parse(File.ReadAllText(Path.Combine(folder, "checkpoint")))!.Text)!.Root;

    private static string Name(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
