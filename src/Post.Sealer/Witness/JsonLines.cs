using System.Text;
using System.Text.Json;

namespace Post.Sealer.Witness;

/// <summary>A file of one JSON object a line that only grows; a line counts once its end is on disk.</summary>
internal sealed class JsonLines(string path)
{
    private const int Tail = 1 << 16;

    public IEnumerable<T> Read<T>() => !File.Exists(path)
        ? []
        : Whole(File.ReadAllText(path)).Select(line => JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web)!);

    /// <summary>The last line, without reading a file that has grown for years.</summary>
    public T? Last<T>() where T : class
    {
        if (!File.Exists(path)) return null;
        using var file = File.OpenRead(path);
        file.Seek(-Math.Min(file.Length, Tail), SeekOrigin.End);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return Whole(reader.ReadToEnd()).LastOrDefault() is { } line ? JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web) : null;
    }

    public void Append<T>(T value)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        DropTornLine(file);
        file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value, JsonSerializerOptions.Web) + "\n"));
        file.Flush(flushToDisk: true);
    }

    // What a crash left without its end was never acknowledged to anybody.
    private static IEnumerable<string> Whole(string text)
    {
        var end = text.LastIndexOf('\n');
        return end < 0 ? [] : text[..end].Split('\n').Where(l => l.StartsWith('{') && l.EndsWith('}'));
    }

    private static void DropTornLine(FileStream file)
    {
        var length = file.Length;
        while (length > 0)
        {
            file.Seek(length - 1, SeekOrigin.Begin);
            if (file.ReadByte() == '\n') break;
            length--;
        }

        if (length != file.Length) file.SetLength(length);
        file.Seek(0, SeekOrigin.End);
    }
}
