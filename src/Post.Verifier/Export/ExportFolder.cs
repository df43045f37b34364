using System.Security.Cryptography;

namespace Post.Verifier.Export;

/// <summary>A new folder that its owner alone may read: an export holds who looked at whom.</summary>
internal sealed class ExportFolder
{
    private const UnixFileMode Files = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Dictionary<string, string> _hashes = [];

    private ExportFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>SHA-256 of the files written as one stream.</summary>
    public IReadOnlyDictionary<string, string> Hashes => _hashes;

    public static ExportFolder Create(string path)
    {
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()) throw new IOException($"The folder {path} is not empty.");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, Files | UnixFileMode.UserExecute);
        return new ExportFolder(System.IO.Path.GetFullPath(path));
    }

    public FileStream Open(string name)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Files;
        return new FileStream(path, options);
    }

    public async Task WriteAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await using var file = Open(name);
        await file.WriteAsync(bytes, ct);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Writes the file and notes its hash for the manifest.</summary>
    public async Task WriteListedAsync(string name, Func<Stream, Task> write)
    {
        using var sha = SHA256.Create();
        await using (var file = Open(name))
        {
            await using (var hashed = new CryptoStream(file, sha, CryptoStreamMode.Write, leaveOpen: true)) await write(hashed);
            file.Flush(flushToDisk: true);
        }

        _hashes[name] = Convert.ToHexStringLower(sha.Hash!);
    }
}
