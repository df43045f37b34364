using System.Security.Cryptography;
using Post.Sealer.Notes;
using Post.Sealer.Tree;
using Post.Sealer.Witness;

namespace Post.Audit.Tests.Sealing;

/// <summary>A witness takes only what continues the log it has seen.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class FileWitnessTests : IDisposable
{
    private const string Origin = "post.test/log";

    private readonly string _folder = Directory.CreateTempSubdirectory("post-witness-").FullName;
    private readonly SigningKey _key;
    private readonly string _firstKey;

    public FileWitnessTests()
    {
        _key = NewKey("one.pem");
        _firstKey = new KeyHistory(Origin).Introduce(_key.Verifier, 0, _key);
    }

    public void Dispose()
    {
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task GrowingLog_IsTakenAndRemembered()
    {
        await OfferAsync(3, null);
        Assert.Null(await OfferAsync(7, 3));
        Assert.Null(await OfferAsync(300, 7));

        Assert.Equal(300, Open().Last!.Size);
    }

    [Fact]
    public async Task SmallerLog_IsRefused()
    {
        await OfferAsync(7, null);

        Assert.Equal(WitnessRefusal.Smaller, await OfferAsync(3, null));
        Assert.Equal(7, Open().Last!.Size);
    }

    [Fact]
    public async Task SameSizeOtherRoot_IsRefused()
    {
        await OfferAsync(7, null);

        Assert.Equal(WitnessRefusal.OtherRoot, await OfferAsync(7, null, salt: 1));
    }

    [Fact]
    public async Task OtherBeginning_IsRefused()
    {
        await OfferAsync(7, null);

        Assert.Equal(WitnessRefusal.NotConsistent, await OfferAsync(12, 7, salt: 1));
    }

    [Fact]
    public async Task NoProof_IsRefused()
    {
        await OfferAsync(7, null);

        Assert.Equal(WitnessRefusal.NotConsistent, await OfferAsync(12, null));
    }

    [Fact]
    public async Task SignedByAStranger_IsRefused()
    {
        await OfferAsync(3, null);
        using var stranger = NewKey("two.pem");

        Assert.Equal(WitnessRefusal.NotSigned, await OfferAsync(7, 3, by: stranger));
    }

    [Fact]
    public async Task OtherLog_IsRefused()
    {
        await OfferAsync(3, null);

        Assert.Equal(WitnessRefusal.UnknownLog, Open().Offer(_key.Sign(new Checkpoint("other/log", 7, SHA256.HashData([])).Text), [], [_firstKey]));
    }

    [Fact]
    public async Task KeyVouchedForByTheOld_SignsFromThenOn()
    {
        await OfferAsync(3, null);
        using var next = NewKey("two.pem");
        var second = KeyHistory.Read(Origin, [_firstKey])!.Introduce(next.Verifier, 3, _key);

        Assert.Null(await OfferAsync(7, 3, by: next, keys: [_firstKey, second]));
        // The old key's day is over, also where it is stolen later.
        Assert.Equal(WitnessRefusal.NotSigned, await OfferAsync(9, 7, keys: [_firstKey, second]));
    }

    [Fact]
    public async Task KeyVouchedForByItself_IsRefused()
    {
        await OfferAsync(3, null);
        using var thief = NewKey("two.pem");
        var second = KeyHistory.Read(Origin, [_firstKey])!.Introduce(thief.Verifier, 3, thief);

        Assert.Equal(WitnessRefusal.KeysDiffer, await OfferAsync(7, 3, by: thief, keys: [_firstKey, second]));
        Assert.Equal(WitnessRefusal.KeysDiffer, await OfferAsync(7, 3, by: thief, keys: [new KeyHistory(Origin).Introduce(thief.Verifier, 0, thief)]));
        Assert.Equal(WitnessRefusal.KeysDiffer, await OfferAsync(7, 3, keys: []));
    }

    // A crash in the middle of a line: that line was never acknowledged, and the witness goes on.
    [Fact]
    public async Task LineTornByACrash_IsDropped()
    {
        await OfferAsync(3, null);
        var file = Path.Combine(FileWitness.FolderOf(_folder, Origin), "accepted.jsonl");
        await File.AppendAllTextAsync(file, "{\"at\":\"2026-");

        Assert.Equal(3, Open().Last!.Size);
        Assert.Null(await OfferAsync(7, 3));
        Assert.Equal(2, (await File.ReadAllLinesAsync(file)).Length);
    }

    private FileWitness Open() => FileWitness.Open(_folder, Origin, TimeProvider.System);

    private async Task<WitnessRefusal?> OfferAsync(int size, int? from, byte salt = 0, SigningKey? by = null, IReadOnlyList<string>? keys = null)
    {
        var edge = new TreeEdge();
        var tiles = Enumerable.Range(0, size).SelectMany(i => edge.Append(SHA256.HashData([salt, (byte)i, (byte)(i >> 8)]))).ToDictionary(t => (t.Level, t.Index), t => t.Hashes);
        var proof = from is { } old ? await TreeProofs.ConsistencyAsync(new TreeNodes(edge, (level, index) => Task.FromResult(tiles[(level, index)])), old) : [];
        return Open().Offer((by ?? _key).Sign(new Checkpoint(Origin, size, edge.Root()).Text), proof, keys ?? [_firstKey]);
    }

    private SigningKey NewKey(string name)
    {
        var file = Path.Combine(_folder, name);
        SigningKey.Generate(file);
        return SigningKey.Load(file, Origin);
    }
}
