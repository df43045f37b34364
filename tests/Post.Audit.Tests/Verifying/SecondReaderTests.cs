using System.Diagnostics;
using System.Text.Json;
using Post.Testing;

namespace Post.Audit.Tests.Verifying;

/// <summary>A reader in another language, written from the description alone, comes to the same hashes and the same verdict.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class SecondReaderTests
{
    private static readonly string s_script = Checkout.PathOf("tests", "Post.Audit.Tests", "reader", "read_log.py");

    [Fact]
    public async Task GoldenVectors_GiveTheSameBytes()
    {
        var vectors = Directory.GetFiles(Checkout.PathOf("tests", "Post.Audit.Tests", "golden"), "*.json");
        Assert.NotEmpty(vectors);

        Assert.Equal(("ok", vectors.Length, null), await ReadAsync(["golden", .. vectors]));
    }

    [Fact]
    public async Task Export_IsSoundForBoth()
    {
        await using var log = await SealedLog.OfAsync(300, 4);
        var (folder, _) = await LogExportTests.ExportAsync(log);

        Assert.Equal(("ok", 304, null), await ReadAsync("export", folder));
    }

    [Fact]
    public async Task AlteredExport_IsFoundAtTheSamePlace()
    {
        await using var log = await SealedLog.OfAsync(5, 3);
        var (folder, _) = await LogExportTests.ExportAsync(log);
        var file = Directory.GetFiles(Path.Combine(folder, "events"), "2*.jsonl").Single();
        var lines = await File.ReadAllLinesAsync(file);
        lines[6] = lines[6].Replace("\"Staff\"", "\"Vendor\"", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(file, lines);

        Assert.Equal(("event-changed", 0, 6L), await ReadAsync("export", folder));
    }

    [Fact]
    public async Task ForgedSignature_IsFoundAtTheSamePlace()
    {
        await using var log = await SealedLog.OfAsync(5, 3);
        var (folder, _) = await LogExportTests.ExportAsync(log);
        var file = Path.Combine(folder, "checkpoints.jsonl");
        var lines = await File.ReadAllLinesAsync(file);
        var first = lines[0][lines[0].IndexOf("\\n\\n", StringComparison.Ordinal)..];
        lines[1] = lines[1][..lines[1].IndexOf("\\n\\n", StringComparison.Ordinal)] + first;
        await File.WriteAllLinesAsync(file, lines);

        Assert.Equal(("checkpoint-forged", 0, 5L), await ReadAsync("export", folder));
    }

    internal static async Task<(string Class, int Events, long? FirstBad)> ReadAsync(params string[] arguments)
    {
        using var python = Process.Start(new ProcessStartInfo("python3", [s_script, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = python.StandardError.ReadToEndAsync();
        var text = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.True(text.Length > 0, await errors);
        var answer = JsonSerializer.Deserialize<JsonElement>(text);
        var bad = answer.GetProperty("firstBad");
        return (answer.GetProperty("class").GetString()!, answer.GetProperty("events").GetInt32(), bad.ValueKind is JsonValueKind.Null ? null : bad.GetInt64());
    }
}
