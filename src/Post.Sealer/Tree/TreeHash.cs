using System.Security.Cryptography;

namespace Post.Sealer.Tree;

/// <summary>Interior hashes of RFC 6962: SHA-256(0x01 ‖ left ‖ right). Leaves come hashed from the log.</summary>
internal static class TreeHash
{
    public const int Length = 32;

    /// <summary>Root of a tree without leaves.</summary>
    public static readonly byte[] Empty = SHA256.HashData([]);

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Length)];
        input[0] = 0x01;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Length)..]);
        return SHA256.HashData(input);
    }

    /// <summary>Root over hashes whose number is a power of two.</summary>
    public static byte[] Perfect(ReadOnlySpan<byte> hashes)
    {
        if (hashes.Length == Length) return hashes.ToArray();
        var half = hashes.Length / 2;
        return Node(Perfect(hashes[..half]), Perfect(hashes[half..]));
    }

    /// <summary>Root over perfect subtrees that stand side by side, the largest first.</summary>
    public static byte[] Fold(IReadOnlyList<byte[]> subtrees)
    {
        if (subtrees.Count == 0) return Empty;
        var root = subtrees[^1];
        for (var i = subtrees.Count - 2; i >= 0; i--) root = Node(subtrees[i], root);
        return root;
    }
}
