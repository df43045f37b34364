using System.Text;

namespace Post.Sealer.Notes;

/// <summary>The key file cannot be used; the message says what to do.</summary>
internal sealed class KeyFileException(string message) : Exception(message);

/// <summary>A private key in PEM form, in a file outside the database that the sealer's own account alone may read.</summary>
internal static class KeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a new file; one that exists is never overwritten, since what its key signed needs it.</summary>
    public static void Create(string path, string pem)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(pem + "\n"));
        file.Flush(flushToDisk: true);
    }

    public static string Read(string path)
    {
        if (!File.Exists(path)) throw new KeyFileException($"There is no key file {path}. Run: post-sealer keygen");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
        {
            throw new KeyFileException($"The key file {path} is open to others than its owner. Run: chmod 600 {path}");
        }

        return File.ReadAllText(path);
    }
}
