namespace Post.Sealer.Tree;

/// <summary>Hashes inside the tree of a given size, from full tiles and the right edge: what proofs are made of.</summary>
/// <param name="edge">The tree as it stands.</param>
/// <param name="fullTile">A full tile by level and index.</param>
internal sealed class TreeNodes(TreeEdge edge, Func<int, long, Task<byte[]>> fullTile)
{
    private readonly Dictionary<(int, long), byte[]> _tiles = [];

    public long Size => edge.Size;

    /// <summary>MTH(D[from:to]) of RFC 6962, where the range is one that the tree's own recursion meets.</summary>
    public async Task<byte[]> RangeAsync(long from, long to)
    {
        var subtrees = new List<byte[]>();
        for (var at = from; at < to;)
        {
            var height = Math.Min(Log2(to - at), at == 0 ? 62 : System.Numerics.BitOperations.TrailingZeroCount(at));
            subtrees.Add(await PerfectAsync(height, at >> height));
            at += 1L << height;
        }

        return TreeHash.Fold(subtrees);
    }

    /// <summary>Largest power of two below a number above one: where the tree divides.</summary>
    public static long Divide(long size) => 1L << Log2(size - 1);

    private async Task<byte[]> PerfectAsync(int height, long index)
    {
        var level = height / Tile.Height;
        var first = index << (height % Tile.Height);
        var count = 1 << (height % Tile.Height);
        var tile = first / Tile.Width;
        var within = (int)(first % Tile.Width);
        var isFull = tile < edge.Size >> (Tile.Height * (level + 1));
        if (!isFull)
        {
            return TreeHash.Perfect(edge.Level(level).Skip(within).Take(count).SelectMany(h => h).ToArray());
        }

        if (!_tiles.TryGetValue((level, tile), out var hashes)) _tiles[(level, tile)] = hashes = await fullTile(level, tile);
        return TreeHash.Perfect(hashes.AsSpan(within * TreeHash.Length, count * TreeHash.Length));
    }

    private static int Log2(long number) => System.Numerics.BitOperations.Log2((ulong)number);
}
