using Post.Verifier.Sources;
using Post.Verifier.Tree;

namespace Post.Verifier.Checks;

/// <summary>Compares each stored tile with the hashes that the leaves give.</summary>
internal sealed class TileCheck(ILogSource source, Findings findings)
{
    private const int Width = 256;
    private const int HashLength = 32;
    private readonly Dictionary<int, (byte[] Hashes, int Filled)> _open = [];

    public async Task AddAsync(IReadOnlyList<FinalHash> final, CancellationToken ct)
    {
        foreach (var hash in final)
        {
            if (!Fill(hash, out var tile)) continue;
            var stored = await source.TileAsync(hash.Level, hash.Index / Width, ct);
            if (stored is not null && stored.AsSpan().SequenceEqual(tile)) continue;
            var first = (hash.Index / Width * Width) + (stored is null ? 0 : FirstDifference(stored, tile));
            findings.Add(TamperClass.TileChanged, first << (8 * hash.Level), null, $"Tile {hash.Level}/{hash.Index / Width} {(stored is null ? "is not there" : "is not what the leaves give")}.");
        }
    }

    // A tile whose beginning was not read, as in the export of a month, cannot be compared.
    private bool Fill(FinalHash hash, out byte[] tile)
    {
        var at = (int)(hash.Index % Width);
        tile = [];
        if (at == 0) _open[hash.Level] = (_open.TryGetValue(hash.Level, out var old) ? old.Hashes : new byte[Width * HashLength], 0);
        if (!_open.TryGetValue(hash.Level, out var open) || open.Filled != at) return false;
        hash.Hash.CopyTo(open.Hashes, at * HashLength);
        _open[hash.Level] = (open.Hashes, at + 1);
        tile = open.Hashes;
        return at == Width - 1;
    }

    private static int FirstDifference(byte[] stored, byte[] tile) => stored.AsSpan().CommonPrefixLength(tile) / HashLength;
}
