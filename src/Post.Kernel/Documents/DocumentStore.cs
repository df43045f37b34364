using System.Security.Cryptography;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents;

/// <summary>What came in and stands in the folder under its digest.</summary>
public sealed record KeptContent(string Sha256, long Bytes);

/// <summary>What lies in the folder under a digest now.</summary>
public sealed record FoundContent(string Sha256, long Bytes);

/// <summary>
/// Keeps bytes unaltered under their SHA-256. A content is whole and on disk before it has its name; a name made of
/// anything but a digest does not exist here, so no sender's file name can lead anywhere.
/// </summary>
public sealed class DocumentStore(DocumentSettings settings, TimeProvider clock)
{
    public const string ArrivingPrefix = "arriving-";

    private const int PieceLength = 128 * 1024;
    private const long LookForRoomEvery = 16 * 1024 * 1024;
    private const string Aside = "altered";

    public string Folder => settings.Folder;

    /// <exception cref="ArgumentException">Not 64 lower-case hexadecimal digits.</exception>
    public string PathOf(string sha256)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower)) throw new ArgumentException("Not a digest.", nameof(sha256));
        return Path.Combine(settings.Folder, sha256[..2], sha256[2..4], sha256);
    }

    /// <summary>Reads to the end, or to the limit; then it either stands under its digest or leaves nothing behind.</summary>
    public async Task<Result<KeptContent>> KeepAsync(Stream content, long maxBytes, CancellationToken ct)
    {
        var arriving = Path.Combine(settings.Folder, $"{ArrivingPrefix}{Guid.NewGuid():N}");
        try
        {
            FolderFailureException.In(() => Directory.CreateDirectory(settings.Folder));
            var written = await WriteAsync(content, arriving, maxBytes, ct);
            if (!written.Refused) await PlaceAsync(arriving, written.Value.Sha256, ct);
            return written;
        }
        catch (FolderFailureException failure)
        {
            return failure.IsDiskFull ? new NoRoomForDocument() : new DocumentFolderUnavailable();
        }
        finally
        {
            DeleteIfThere(arriving);
        }
    }

    public FileStream Open(string sha256) => new(PathOf(sha256), new FileStreamOptions
    {
        Access = FileAccess.Read,
        Mode = FileMode.Open,
        Share = FileShare.Read | FileShare.Delete,
        BufferSize = PieceLength,
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
    });

    /// <returns>Null when nothing lies under the digest.</returns>
    public async Task<FoundContent?> LookAsync(string sha256, CancellationToken ct)
    {
        try
        {
            await using var file = Open(sha256);
            var digest = await SHA256.HashDataAsync(file, ct);
            return new FoundContent(Convert.ToHexStringLower(digest), file.Length);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether there is more room than what must stay free.</summary>
    public bool HasRoom(long bytes = 0)
    {
        var existing = new DirectoryInfo(settings.Folder);
        while (!existing.Exists && existing.Parent is { } parent) existing = parent;
        return new DriveInfo(existing.FullName).AvailableFreeSpace - bytes >= settings.ReserveBytes;
    }

    private async Task<Result<KeptContent>> WriteAsync(Stream content, string path, long maxBytes, CancellationToken ct)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = FolderFailureException.In(() => Create(path));
        var piece = new byte[PieceLength];
        var (bytes, looked) = (0L, 0L);
        if (!HasRoom()) return new NoRoomForDocument();
        int read;
        while ((read = await content.ReadAsync(piece, ct)) > 0)
        {
            bytes += read;
            if (bytes > maxBytes) return new DocumentTooLarge(maxBytes);
            if (bytes - looked >= LookForRoomEvery)
            {
                if (!HasRoom()) return new NoRoomForDocument();
                looked = bytes;
            }

            digest.AppendData(piece, 0, read);
            await FolderFailureException.WriteAsync(file, piece.AsMemory(0, read), ct);
        }

        if (bytes == 0) return new DocumentEmpty();
        FolderFailureException.In(() => file.Flush(flushToDisk: true));
        return new KeptContent(Convert.ToHexStringLower(digest.GetHashAndReset()), bytes);
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Access = FileAccess.Write, Mode = FileMode.CreateNew, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    private async Task PlaceAsync(string arriving, string sha256, CancellationToken ct)
    {
        var kept = PathOf(sha256);
        FolderFailureException.In(() => Directory.CreateDirectory(Path.GetDirectoryName(kept)!));
        var there = await LookAsync(sha256, ct);
        // Altered bytes are evidence: they step aside and are not overwritten.
        if (there is not null && there.Sha256 != sha256) FolderFailureException.In(() => SetAside(kept, sha256));
        // Rename is the commit: a half-written file never stands under a digest.
        if (there is null || there.Sha256 != sha256) FolderFailureException.In(() => Rename(arriving, kept));
        // Young again: whoever sweeps up files without a row leaves it alone until this receipt is on record.
        FolderFailureException.In(() => File.SetLastWriteTimeUtc(kept, clock.GetUtcNow().UtcDateTime));
    }

    private static void Rename(string arriving, string kept)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(arriving, UnixFileMode.UserRead);
        // Over an equal content that another receipt put there a moment ago: the same bytes.
        File.Move(arriving, kept, overwrite: true);
        FolderSync.Flush(Path.GetDirectoryName(kept)!);
        FolderSync.Flush(Path.GetDirectoryName(Path.GetDirectoryName(kept)!)!);
    }

    private void SetAside(string kept, string sha256)
    {
        var aside = Path.Combine(settings.Folder, Aside);
        Directory.CreateDirectory(aside);
        File.Move(kept, Path.Combine(aside, $"{sha256}-{Guid.NewGuid():N}"));
    }

    private static void DeleteIfThere(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The folder itself is away; the sweep takes what may have stayed.
        }
    }
}
