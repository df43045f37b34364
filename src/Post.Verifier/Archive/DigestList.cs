using System.Security.Cryptography;
using System.Text;

namespace Post.Verifier.Archive;

/// <summary>SHA-256 of every file of an archived month, in the form that <c>sha256sum -c</c> reads.</summary>
internal static class DigestList
{
    public const string FileName = "SHA256SUMS";

    /// <returns>The digest of the list itself, which is recorded apart from it.</returns>
    public static async Task<byte[]> WriteAsync(string folder, CancellationToken ct)
    {
        var lines = new StringBuilder();
        foreach (var file in Files(folder)) lines.Append(await OfAsync(Path.Combine(folder, file), ct)).Append("  ").Append(file).Append('\n');
        var bytes = Encoding.UTF8.GetBytes(lines.ToString());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var list = new FileStream(Path.Combine(folder, FileName), options);
        await list.WriteAsync(bytes, ct);
        list.Flush(flushToDisk: true);
        return SHA256.HashData(bytes);
    }

    /// <summary>The digest of the list; null: there is none.</summary>
    public static async Task<byte[]?> HashAsync(string folder, CancellationToken ct)
    {
        var list = Path.Combine(folder, FileName);
        return File.Exists(list) ? SHA256.HashData(await File.ReadAllBytesAsync(list, ct)) : null;
    }

    /// <summary>What is damaged, missing or too much, in words; nothing: all is as it was recorded.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(string folder, byte[] recorded, CancellationToken ct)
    {
        if (!Directory.Exists(folder)) return [$"The folder {folder} is gone."];
        if (await HashAsync(folder, ct) is not { } digest) return [$"{FileName} is gone."];
        if (!digest.AsSpan().SequenceEqual(recorded)) return [$"{FileName} is not the one that was recorded."];
        var wrong = new List<string>();
        var listed = new HashSet<string>();
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(folder, FileName), ct))
        {
            var (hash, name) = (line[..64], line[66..]);
            listed.Add(name);
            var path = Path.Combine(folder, name);
            if (!File.Exists(path)) wrong.Add($"{name} is gone.");
            else if (await OfAsync(path, ct) != hash) wrong.Add($"{name} is damaged.");
        }

        wrong.AddRange(Files(folder).Where(f => !listed.Contains(f)).Select(f => $"{f} was put there."));
        return wrong;
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Where(f => f != FileName).Order(StringComparer.Ordinal);

    private static async Task<string> OfAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }
}
