using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Post.Sealer.Tree;
using Post.Verifier.Tree;

namespace Post.Audit.Tests.Sealing;

/// <summary>The sealer's tree and the verifier's, each written by itself, against RFC 6962's definition and vectors.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class TreeTests
{
    private static readonly string[] s_inputs =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    /// <summary>Roots over the first one, two … inputs: the vectors of the certificate-transparency project.</summary>
    private static readonly string[] s_roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void KnownInputs_GiveTheKnownRoots()
    {
        var (edge, growing) = (new TreeEdge(), new GrowingTree());
        for (var i = 0; i < s_inputs.Length; i++)
        {
            var leaf = SHA256.HashData([0, .. Convert.FromHexString(s_inputs[i])]);
            _ = edge.Append(leaf).ToList();
            growing.Add(leaf, []);

            Assert.Equal(s_roots[i], Convert.ToHexStringLower(edge.Root()));
            Assert.Equal(s_roots[i], Convert.ToHexStringLower(growing.Root()));
        }
    }

    [Fact]
    public void NoLeaves_IsTheHashOfNothing()
    {
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Convert.ToHexStringLower(new TreeEdge().Root()));
        Assert.Equal(new TreeEdge().Root(), new GrowingTree().Root());
    }

    [Fact]
    public void AnySize_BothTreesAreTheReference() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Sizes, size =>
    {
        var leaves = Leaves(size);
        var (edge, growing) = (new TreeEdge(), new GrowingTree());
        foreach (var leaf in leaves)
        {
            _ = edge.Append(leaf).ToList();
            growing.Add(leaf, []);
        }

        var root = Reference(leaves);
        return edge.Root().AsSpan().SequenceEqual(root) && growing.Root().AsSpan().SequenceEqual(root);
    }));

    [Fact]
    public void TreeTakenUpHalfWay_GoesOnAlike()
    {
        var leaves = Leaves(70_000);
        var (whole, final) = (new GrowingTree(), new List<FinalHash>());
        GrowingTree? half = null;
        foreach (var leaf in leaves)
        {
            if (whole.Size == 65_793) half = new GrowingTree(whole.Size, whole.Subtrees);
            half?.Add(leaf, []);
            whole.Add(leaf, final);
        }

        Assert.Equal(whole.Root(), half!.Root());
        Assert.Equal(70_000 / 256, final.Count(f => f.Level == 1));
        Assert.Equal(1, final.Count(f => f.Level == 2));
    }

    [Fact]
    public async Task AnyLeaf_IsProvedToBeInTheTree()
    {
        foreach (var size in new[] { 1, 2, 3, 7, 255, 256, 257, 1_000, 66_000 })
        {
            var tree = Grown(size);
            var root = tree.Root();
            foreach (var leaf in new[] { 0, size / 3, size / 2, size - 1 }.Distinct())
            {
                var path = await TreeProofs.InclusionAsync(tree.Nodes, leaf);

                Assert.True(ProofCheck.Includes(leaf, size, tree.Leaves[leaf], root, path), $"{leaf} of {size}");
                Assert.False(ProofCheck.Includes(leaf, size, SHA256.HashData([7]), root, path));
                if (size > 1) Assert.False(ProofCheck.Includes((leaf + 1) % size, size, tree.Leaves[leaf], root, path));
            }
        }
    }

    [Fact]
    public async Task AnyBeginning_IsProvedToBeThatOfTheTree()
    {
        var random = new System.Random(1);
        foreach (var size in new[] { 1, 2, 3, 8, 255, 256, 257, 511, 66_000 })
        {
            var tree = Grown(size);
            foreach (var old in Enumerable.Range(0, 20).Select(_ => random.Next(1, size + 1)).Append(1).Append(size).Distinct())
            {
                var proof = await TreeProofs.ConsistencyAsync(tree.Nodes, old);
                var oldRoot = Reference(tree.Leaves.AsSpan(0, old));

                Assert.True(ProofCheck.IsConsistent(old, oldRoot, size, tree.Root(), proof), $"{old} to {size}");
                Assert.False(ProofCheck.IsConsistent(old, SHA256.HashData([7]), size, tree.Root(), proof), $"{old} to {size}, other root");
                Assert.False(ProofCheck.IsConsistent(old, oldRoot, size, SHA256.HashData([7]), proof), $"{old} to {size}, other end");
                if (proof.Count > 0) Assert.False(ProofCheck.IsConsistent(old, oldRoot, size, tree.Root(), [.. proof.Skip(1)]), $"{old} to {size}, cut");
            }
        }
    }

    private static Arbitrary<int> Sizes { get; } = Gen.OneOf(Gen.Choose(1, 40), Gen.Choose(240, 270), Gen.Choose(500, 1_500)).ToArbitrary();

    private static (TreeNodes Nodes, byte[][] Leaves, Func<byte[]> Root) Grown(int size)
    {
        var leaves = Leaves(size);
        var edge = new TreeEdge();
        var tiles = leaves.SelectMany(edge.Append).ToDictionary(t => (t.Level, t.Index), t => t.Hashes);
        return (new TreeNodes(edge, (level, index) => Task.FromResult(tiles[(level, index)])), leaves, edge.Root);
    }

    private static byte[][] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => SHA256.HashData(BitConverter.GetBytes(i)))];

    // The definition of RFC 6962, section 2.1, word by word.
    private static byte[] Reference(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1) return leaves[0];
        var k = 1;
        while (k * 2 < leaves.Length) k *= 2;
        return SHA256.HashData([1, .. Reference(leaves[..k]), .. Reference(leaves[k..])]);
    }
}
