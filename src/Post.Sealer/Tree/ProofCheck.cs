namespace Post.Sealer.Tree;

/// <summary>Checks proofs with nothing but sizes and roots, by the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2.</summary>
internal static class ProofCheck
{
    public static bool Includes(long leaf, long size, byte[] leafHash, byte[] root, IReadOnlyList<byte[]> path)
    {
        if (leaf >= size) return false;
        var (fn, sn, r) = (leaf, size - 1, leafHash);
        foreach (var p in path)
        {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                r = TreeHash.Node(p, r);
                while ((fn & 1) == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                r = TreeHash.Node(r, p);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        return sn == 0 && r.AsSpan().SequenceEqual(root);
    }

    public static bool IsConsistent(long oldSize, byte[] oldRoot, long size, byte[] root, IReadOnlyList<byte[]> proof)
    {
        if (oldSize < 1 || oldSize > size) return false;
        if (oldSize == size) return proof.Count == 0 && oldRoot.AsSpan().SequenceEqual(root);
        var path = new Queue<byte[]>(proof);
        // A perfect old tree is itself the first node, and the proof leaves it out.
        if ((oldSize & (oldSize - 1)) != 0 && path.Count == 0) return false;
        var first = (oldSize & (oldSize - 1)) == 0 ? oldRoot : path.Dequeue();
        var (fn, sn) = (oldSize - 1, size - 1);
        while ((fn & 1) == 1) (fn, sn) = (fn >> 1, sn >> 1);
        var (fr, sr) = (first, first);
        foreach (var c in path)
        {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                (fr, sr) = (TreeHash.Node(c, fr), TreeHash.Node(c, sr));
                while ((fn & 1) == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                sr = TreeHash.Node(sr, c);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        return sn == 0 && fr.AsSpan().SequenceEqual(oldRoot) && sr.AsSpan().SequenceEqual(root);
    }
}
