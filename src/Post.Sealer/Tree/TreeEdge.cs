namespace Post.Sealer.Tree;

/// <summary>The right edge of the growing tree: of each level the hashes that do not yet fill a tile. Its size does not grow.</summary>
internal sealed class TreeEdge
{
    private readonly List<List<byte[]>> _levels = [[]];

    public long Size { get; private set; }

    /// <summary>Takes up a tree where it was left.</summary>
    /// <param name="size">Leaves of the tree.</param>
    /// <param name="edge">For each level from 0 the hashes that do not fill a tile.</param>
    public static TreeEdge Of(long size, IEnumerable<List<byte[]>> edge)
    {
        var tree = new TreeEdge { Size = size };
        tree._levels.Clear();
        tree._levels.AddRange(edge);
        if (tree._levels.Count == 0) tree._levels.Add([]);
        return tree;
    }

    public TreeEdge Copy() => Of(Size, _levels.Select(l => new List<byte[]>(l)));

    /// <summary>Adds a leaf; the tiles that became full with it, lowest level first.</summary>
    public IEnumerable<Tile> Append(byte[] leafHash)
    {
        Size++;
        var full = new List<Tile>();
        var hash = leafHash;
        for (var level = 0; ; level++)
        {
            if (level == _levels.Count) _levels.Add([]);
            _levels[level].Add(hash);
            if (_levels[level].Count < Tile.Width) return full;
            var tile = new Tile(level, (Size >> (Tile.Height * (level + 1))) - 1, Joined(_levels[level]));
            full.Add(tile);
            _levels[level].Clear();
            hash = tile.Root();
        }
    }

    public byte[] Root() => TreeHash.Fold(Subtrees());

    /// <summary>The hashes of one level that do not fill a tile.</summary>
    public IReadOnlyList<byte[]> Level(int level) => level < _levels.Count ? _levels[level] : [];

    // The number of leaves in binary says which perfect subtrees stand side by side.
    private List<byte[]> Subtrees()
    {
        var subtrees = new List<byte[]>();
        for (var level = _levels.Count - 1; level >= 0; level--)
        {
            var hashes = Joined(_levels[level]).AsSpan();
            for (var bit = Tile.Height - 1; bit >= 0; bit--)
            {
                if ((_levels[level].Count & (1 << bit)) == 0) continue;
                var length = TreeHash.Length << bit;
                subtrees.Add(TreeHash.Perfect(hashes[..length]));
                hashes = hashes[length..];
            }
        }

        return subtrees;
    }

    private static byte[] Joined(List<byte[]> hashes)
    {
        var joined = new byte[hashes.Count * TreeHash.Length];
        for (var i = 0; i < hashes.Count; i++) hashes[i].CopyTo(joined, i * TreeHash.Length);
        return joined;
    }
}
