using System.Text;
using System.Text.Json;

namespace Post.Verifier.Checks;

/// <summary>
/// A file of JSON lines as it was at one moment: what is added later is not read, for it may tell of more than the log that is
/// looked at held then. A last line without its end was never acknowledged and does not count.
/// </summary>
internal sealed class KeptLines(string path)
{
    private readonly long _until = File.Exists(path) ? new FileInfo(path).Length : -1;

    /// <summary>Whether anything was kept at all.</summary>
    public bool Exists => _until >= 0;

    public IEnumerable<T> Read<T>()
    {
        if (!Exists) throw new FileNotFoundException($"The witness has no {path}.");
        var read = 0L;
        foreach (var line in File.ReadLines(path))
        {
            read += Encoding.UTF8.GetByteCount(line) + 1;
            if (read > _until) yield break;
            if (line.StartsWith('{') && line.EndsWith('}')) yield return JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web)!;
        }
    }
}
