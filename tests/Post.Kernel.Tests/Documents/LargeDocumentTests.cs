using System.Diagnostics;
using Post.Kernel.Documents;
using Post.Testing;
using Xunit.Abstractions;

namespace Post.Kernel.Tests.Documents;

/// <summary>A document's size is no measure of the memory that its receipt holds.</summary>
[Collection(MeasuresMemory.Name)]
[Trait("Category", "Slow")]
[Trait("Clause", "12.03(2) Maintain")]
public sealed class LargeDocumentTests(ITestOutputHelper output) : IDisposable
{
    private const long Megabyte = 1024 * 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("post-large-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task LargeContent_IsKeptInFlatMemory()
    {
        var store = new DocumentStore(new DocumentSettings { Folder = Path.Combine(_folder, "documents") }, new TestClock(ModuleHost.Start));
        var sent = new Endless(512 * Megabyte);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();

        var kept = await store.KeepAsync(sent, 1024 * Megabyte, default);

        output.WriteLine($"{sent.Sent:N0} bytes kept in {clock.Elapsed}; memory at its highest {sent.Peak - before:N0} above the start");
        Assert.Equal(512 * Megabyte, kept.Value.Bytes);
        Assert.InRange(sent.Peak - before, long.MinValue, 128 * Megabyte);
    }
}
