using System.Security.Cryptography;
using Post.Kernel.Documents;
using Post.Testing;

namespace Post.Kernel.Tests.Documents;

/// <summary>Bytes stand whole under their digest, or nothing of them stays.</summary>
[Trait("Clause", "12.03(2) Maintain")]
public sealed class DocumentStoreTests : IDisposable
{
    private const long Megabyte = 1024 * 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("post-store-").FullName;
    private readonly TestClock _clock = new(ModuleHost.Start);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Content_IsReadBackByteForByte()
    {
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        var store = Store();

        var kept = await store.KeepAsync(new MemoryStream(bytes), Megabyte, default);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), kept.Value.Sha256);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(store.PathOf(kept.Value.Sha256)));
        Assert.Equal([store.PathOf(kept.Value.Sha256)], Files());
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(store.PathOf(kept.Value.Sha256)));
    }

    [Fact]
    public async Task SameContentTwice_IsOneFile()
    {
        var store = Store();
        await store.KeepAsync(new MemoryStream([1, 2, 3]), Megabyte, default);
        await store.KeepAsync(new MemoryStream([1, 2, 3]), Megabyte, default);

        Assert.Single(Files());
    }

    [Fact]
    public async Task SameContentTwentyTimesAtOnce_IsOneWholeFile()
    {
        var bytes = RandomNumberGenerator.GetBytes(1_000_000);
        var store = Store();

        var kept = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.KeepAsync(new MemoryStream(bytes), 2 * Megabyte, default)));

        Assert.All(kept, k => Assert.False(k.Refused));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Assert.Single(Files())));
    }

    [Fact]
    public async Task TooLarge_StopsAtTheLimitAndLeavesNothing()
    {
        var sent = new Endless(2048 * Megabyte);

        var kept = await Store().KeepAsync(sent, 8 * Megabyte, default);

        Assert.IsType<DocumentTooLarge>(kept.Refusal);
        Assert.InRange(sent.Sent, 8 * Megabyte, 9 * Megabyte);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task Empty_IsRefusedAndLeavesNothing()
    {
        Assert.IsType<DocumentEmpty>((await Store().KeepAsync(new MemoryStream(), Megabyte, default)).Refusal);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task SenderBreaksOff_LeavesNothing()
    {
        await Assert.ThrowsAsync<IOException>(() => Store().KeepAsync(new Endless(4 * Megabyte) { BreaksAt = 2 * Megabyte }, 8 * Megabyte, default));

        Assert.Empty(Files());
    }

    [Fact]
    public async Task ReserveReached_IsRefusedInOneSentence()
    {
        var kept = await Store(settings => settings with { ReserveBytes = long.MaxValue / 2 }).KeepAsync(new MemoryStream([1]), Megabyte, default);

        Assert.Contains("no room", Assert.IsType<NoRoomForDocument>(kept.Refusal).Text, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    // A real file system that is full: the kernel itself says so in the middle of the writing.
    [MountFact]
    public async Task DiskFull_IsRefusedInOneSentenceAndLeavesNothing()
    {
        await using var disk = await SmallDisk.MountAsync(Path.Combine(_folder, "small"));
        var kept = await Store(settings => settings with { Folder = disk.Folder, ReserveBytes = 0 }).KeepAsync(new Endless(16 * Megabyte), 32 * Megabyte, default);

        Assert.IsType<NoRoomForDocument>(kept.Refusal);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task FolderThatIsNone_IsRefusedInOneSentence()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "x");

        var kept = await Store(settings => settings with { Folder = Path.Combine(file, "documents") }).KeepAsync(new MemoryStream([1]), Megabyte, default);

        Assert.IsType<DocumentFolderUnavailable>(kept.Refusal);
    }

    [Fact]
    public async Task AlteredBytes_StepAsideAndAreNotOverwritten()
    {
        var store = Store();
        var kept = await store.KeepAsync(new MemoryStream([1, 2, 3]), Megabyte, default);
        var path = store.PathOf(kept.Value.Sha256);
        File.Delete(path);
        await File.WriteAllBytesAsync(path, [1, 2, 4]);

        await store.KeepAsync(new MemoryStream([1, 2, 3]), Megabyte, default);

        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(path));
        Assert.Equal([1, 2, 4], await File.ReadAllBytesAsync(Assert.Single(Files(), f => f != path)));
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef0123456789")]
    [InlineData("..cdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789")]
    public void NameThatIsNoDigest_HasNoPath(string name) => Assert.Throws<ArgumentException>(() => Store().PathOf(name));

    private DocumentStore Store(Func<DocumentSettings, DocumentSettings>? change = null)
    {
        var settings = new DocumentSettings { Folder = Path.Combine(_folder, "documents") };
        return new DocumentStore(change?.Invoke(settings) ?? settings, _clock);
    }

    private string[] Files() => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);
}
