using System.Security.Cryptography;
using Post.Sealer.Notes;
using Post.Sealer.Tree;

namespace Post.Audit.Tests.Witnesses;

/// <summary>A log in memory: its leaves are given by their places, so any size of it can be had at once.</summary>
internal sealed class GrowingLog : IDisposable
{
    public const string Origin = "post.test/log";

    public GrowingLog(string folder)
    {
        SigningKey.Generate(Path.Combine(folder, "key.pem"));
        Ed25519SigningKey.Generate(Path.Combine(folder, "ed25519.pem"));
        Key = SigningKey.Load(Path.Combine(folder, "key.pem"), Origin);
        Second = Ed25519SigningKey.Load(Path.Combine(folder, "ed25519.pem"), Origin);
    }

    public SigningKey Key { get; }

    public Ed25519SigningKey Second { get; }

    /// <summary>The signed checkpoint of a size; another salt is another log under the same keys.</summary>
    public string Note(int size, byte salt = 0) => Second.SignOnto(Key.Sign(new Checkpoint(Origin, size, Root(size, salt)).Text));

    public static byte[] Root(int size, byte salt = 0) => Grown(size, salt).Edge.Root();

    /// <summary>The proofs to a size.</summary>
    public static Func<long, Task<IReadOnlyList<byte[]>>> ProofsTo(int size, byte salt = 0)
    {
        var (edge, tiles) = Grown(size, salt);
        return old => TreeProofs.ConsistencyAsync(new TreeNodes(edge, (level, index) => Task.FromResult(tiles[(level, index)])), old);
    }

    public void Dispose() => Key.Dispose();

    private static (TreeEdge Edge, Dictionary<(int, long), byte[]> Tiles) Grown(int size, byte salt)
    {
        var edge = new TreeEdge();
        var tiles = Enumerable.Range(0, size)
            .SelectMany(i => edge.Append(SHA256.HashData([salt, (byte)i, (byte)(i >> 8)])))
            .ToDictionary(t => (t.Level, t.Index), t => t.Hashes);
        return (edge, tiles);
    }
}
