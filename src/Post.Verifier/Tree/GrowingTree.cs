using System.Security.Cryptography;

namespace Post.Verifier.Tree;

/// <summary>A hash of 256-wide level <paramref name="Level"/> that became final, and its place there.</summary>
internal readonly record struct FinalHash(int Level, long Index, byte[] Hash);

/// <summary>
/// The tree of RFC 6962 read from left to right: only the perfect subtrees that wait for a neighbour are kept, at most one of
/// each height. Written apart from the sealer's tree, which keeps tiles.
/// </summary>
internal sealed class GrowingTree
{
    private readonly List<(int Height, byte[] Hash)> _waiting = [];

    /// <param name="first">Leaves to the left that are not read here.</param>
    /// <param name="before">The perfect subtrees over them, the largest first.</param>
    public GrowingTree(long first = 0, IReadOnlyList<byte[]>? before = null)
    {
        Size = first;
        var next = 0;
        for (var height = 62; height >= 0; height--)
        {
            if ((first >> height & 1) == 1) _waiting.Add((height, before![next++]));
        }
    }

    public long Size { get; private set; }

    /// <summary>The perfect subtrees, the largest first: from them the tree can be taken up later.</summary>
    public IReadOnlyList<byte[]> Subtrees => _waiting.ConvertAll(w => w.Hash);

    /// <summary>Adds a leaf; <paramref name="final"/> gets what became final on a tile's boundary.</summary>
    public void Add(byte[] leaf, List<FinalHash> final)
    {
        final.Add(new FinalHash(0, Size, leaf));
        Size++;
        var (height, hash) = (0, leaf);
        while (_waiting.Count > 0 && _waiting[^1].Height == height)
        {
            hash = Join(_waiting[^1].Hash, hash);
            height++;
            _waiting.RemoveAt(_waiting.Count - 1);
            if (height % 8 == 0) final.Add(new FinalHash(height / 8, (Size >> height) - 1, hash));
        }

        _waiting.Add((height, hash));
    }

    public byte[] Root()
    {
        if (_waiting.Count == 0) return SHA256.HashData([]);
        var root = _waiting[^1].Hash;
        for (var i = _waiting.Count - 2; i >= 0; i--) root = Join(_waiting[i].Hash, root);
        return root;
    }

    private static byte[] Join(byte[] left, byte[] right)
    {
        Span<byte> both = stackalloc byte[65];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[33..]);
        return SHA256.HashData(both);
    }
}
