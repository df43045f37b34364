using System.Text.Json;

namespace Post.Verifier.Export;

/// <summary>The head of an export, <c>log.json</c>: which part of which log, as of when.</summary>
internal sealed record ExportManifest
{
    public const string FileName = "log.json";
    public const string CurrentFormat = "post-audit-log/1";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public required string Format { get; init; }

    /// <summary>When, by the clock of the database.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The month that was asked for; absent for a whole log.</summary>
    public string? Month { get; init; }

    /// <summary>Index of the first leaf.</summary>
    public required long First { get; init; }

    /// <summary>One behind the last leaf: the size under the last checkpoint in the export.</summary>
    public required long End { get; init; }

    /// <summary>Hashes of the perfect subtrees over the leaves before the first, the largest first.</summary>
    public required IReadOnlyList<string> Before { get; init; }

    /// <summary>SHA-256 of each file of events, checkpoints and keys.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    public static ExportManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new FileNotFoundException($"{folder} is no export of a log: it has no {FileName}.");
        var manifest = JsonSerializer.Deserialize<ExportManifest>(File.ReadAllText(path), s_json);
        return manifest?.Format == CurrentFormat ? manifest : throw new InvalidDataException($"{path} is of another format than {CurrentFormat}.");
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, s_json);
}
