namespace Post.Sealer.Tree;

/// <summary>Proofs of RFC 6962, section 2.1: that a leaf is in a tree, and that a tree is the beginning of a larger one.</summary>
internal static class TreeProofs
{
    public static async Task<IReadOnlyList<byte[]>> InclusionAsync(TreeNodes tree, long leaf)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(leaf, tree.Size);
        var path = new List<byte[]>();
        var (from, to) = (0L, tree.Size);
        while (to - from > 1)
        {
            var middle = from + TreeNodes.Divide(to - from);
            path.Add(leaf < middle ? await tree.RangeAsync(middle, to) : await tree.RangeAsync(from, middle));
            (from, to) = leaf < middle ? (from, middle) : (middle, to);
        }

        path.Reverse();
        return path;
    }

    /// <summary>From the tree of <paramref name="old"/> leaves, at least one, to the whole of it.</summary>
    public static async Task<IReadOnlyList<byte[]>> ConsistencyAsync(TreeNodes tree, long old)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(old, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(old, tree.Size);
        var proof = new List<byte[]>();
        var (from, to) = (0L, tree.Size);
        while (old != to)
        {
            var middle = from + TreeNodes.Divide(to - from);
            proof.Add(old <= middle ? await tree.RangeAsync(middle, to) : await tree.RangeAsync(from, middle));
            (from, to) = old <= middle ? (from, middle) : (middle, to);
        }

        // The old tree itself needs no hash when it is a perfect subtree at the left: its root is known.
        if (from != 0) proof.Add(await tree.RangeAsync(from, to));
        proof.Reverse();
        return proof;
    }
}
