namespace Post.Sealer.Tree;

/// <summary>256 hashes of one level, side by side (C2SP tlog-tiles); a hash of level n is the root over a full tile of level n - 1.</summary>
internal sealed record Tile(int Level, long Index, byte[] Hashes)
{
    public const int Width = 256;

    /// <summary>Binary levels of the tree that one tile spans.</summary>
    public const int Height = 8;

    public byte[] Root() => TreeHash.Perfect(Hashes);
}
