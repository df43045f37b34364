using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Post.Kernel.Imports;

/// <summary>Keeps each file unaltered under its SHA-256, so that a run can go on, and be proved, from the very bytes sent.</summary>
public sealed class ImportFiles(IConfiguration configuration)
{
    private readonly string _folder = Path.GetFullPath(configuration["Post:FileFolder"] ?? ".local/files");

    public string PathOf(string sha256) => Path.Combine(_folder, sha256[..2], sha256);

    /// <summary>Returns the SHA-256 in lower-case hexadecimal. A file already kept is not written twice.</summary>
    public async Task<string> KeepAsync(Stream content, CancellationToken ct)
    {
        Directory.CreateDirectory(_folder);
        var arriving = Path.Combine(_folder, $"arriving-{Guid.NewGuid():N}");
        try
        {
            var sha256 = await WriteAsync(content, arriving, ct);
            var kept = PathOf(sha256);
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            // Rename is the commit: a half-written file never stands under a digest.
            if (!File.Exists(kept)) File.Move(arriving, kept);
            return sha256;
        }
        finally
        {
            File.Delete(arriving);
        }
    }

    private static async Task<string> WriteAsync(Stream content, string path, CancellationToken ct)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        var buffer = new byte[128 * 1024];
        int read;
        while ((read = await content.ReadAsync(buffer, ct)) > 0)
        {
            digest.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        file.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
