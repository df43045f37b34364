using System.Buffers;
using System.Security.Cryptography;
using Post.Kernel.Imports.Reading.Workbook;

namespace Post.Kernel.Imports.Reading;

/// <summary>What one walk over a file's bytes found; a refused file still has size and digest for the record.</summary>
public sealed record FileInspection(long Size, string Sha256, FileEncoding? Encoding, ReadingRefusal? Refusal)
{
    public bool Refused => Refusal is not null;

    /// <summary>Names of the visible sheets of a workbook, in their order; none for text.</summary>
    public IReadOnlyList<string> Sheets { get; init; } = [];
}

/// <summary>Looks at a file before anything is read from it: true kind, encoding, digest.</summary>
public static class ImportFile
{
    private const int ChunkSize = 128 * 1024;

    public static async Task<FileInspection> InspectAsync(string path, CancellationToken ct = default)
    {
        await using var stream = Open(path);
        return await InspectAsync(stream, ct);
    }

    public static async Task<FileInspection> InspectAsync(Stream stream, CancellationToken ct = default)
    {
        var census = new ByteCensus();
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(chunk.AsMemory(0, ChunkSize), ct)) > 0)
            {
                digest.AppendData(chunk, 0, read);
                census.Take(chunk.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        census.Finish();
        var sha256 = Convert.ToHexStringLower(digest.GetHashAndReset());
        return FileSignature.IsZip(census.Sample) && stream.CanSeek ? JudgeWorkbook(stream, census.Bytes, sha256) : Judge(census, sha256);
    }

    public static Stream Open(string path) => new FileStream(
        path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

    private static FileInspection JudgeWorkbook(Stream stream, long size, string sha256)
    {
        try
        {
            using var package = WorkbookPackage.Open(stream, WorkbookLimits.Default, leaveOpen: true);
            return new FileInspection(size, sha256, FileEncoding.Workbook, null)
            {
                Sheets = [.. package.Sheets.Where(s => s.Visible).Select(s => s.Name)],
            };
        }
        catch (Exception failure) when (UnreadableWorkbookException.RefusalOf(failure) is { } refusal)
        {
            return new FileInspection(size, sha256, null, refusal);
        }
    }

    private static FileInspection Judge(ByteCensus census, string sha256)
    {
        var encoding = Detect(census);
        var refusal = RefuseContent(census) ?? (encoding is null ? RefuseEncoding(census) : null);
        return new FileInspection(census.Bytes, sha256, refusal is null ? encoding : null, refusal);
    }

    private static FileEncoding? Detect(ByteCensus census)
    {
        if (census.IsUtf8) return census.BeginsWithUtf8Mark ? FileEncoding.Utf8WithMark : FileEncoding.Utf8;
        return census.HasUndefined1252 || census.BeginsWithUtf8Mark ? null : FileEncoding.Windows1252;
    }

    private static ReadingRefusal? RefuseContent(ByteCensus census)
    {
        if (census.Bytes == (census.BeginsWithUtf8Mark ? 3 : 0))
        {
            return new ReadingRefusal("empty", "The file is empty. Export it again and check its size.");
        }

        if (FileSignature.Refuse(census.Sample) is { } signature) return signature;
        if (census.LooksLikeUtf16())
        {
            return new ReadingRefusal("utf-16",
                "The file is in UTF-16 (“Unicode text”). Open it and save it as “CSV UTF-8”.");
        }

        if (census.HasNul) return FileSignature.Binary("The file holds NUL bytes, so it is not a text file.");
        return HeaderTooLarge(census) ? HeaderRefusal : null;
    }

    internal static ReadingRefusal HeaderRefusal { get; } = new("header-too-large",
        "The first line is too long to be a line of column names. Check that this is a CSV file with a header.");

    private static bool HeaderTooLarge(ByteCensus census) =>
        census.Bytes > ByteCensus.SampleSize && census.Sample.IndexOfAny((byte)'\n', (byte)'\r') < 0;

    private static ReadingRefusal RefuseEncoding(ByteCensus census) => census.BeginsWithUtf8Mark
        ? new ReadingRefusal("encoding-mixed",
            "The file says it is UTF-8 but holds bytes that are not. Save it again as “CSV UTF-8”.")
        : new ReadingRefusal("encoding-unknown",
            "The file is neither UTF-8 nor Windows-1252. Save it as “CSV UTF-8” and send it again.");
}
