using System.Buffers;
using System.Numerics;

namespace Post.PublicDatabase.Search;

/// <summary>A set of officers as one bit each: cheap to unite and intersect, and read in display order.</summary>
internal sealed class OfficerSet : IDisposable
{
    private readonly int _length;
    private readonly ulong[] _bits;

    public OfficerSet(int officers)
    {
        _length = (officers + 63) >> 6;
        _bits = ArrayPool<ulong>.Shared.Rent(_length);
        Array.Clear(_bits, 0, _length);
    }

    public void Add(ReadOnlySpan<int> officers)
    {
        foreach (var officer in officers) _bits[officer >> 6] |= 1UL << (officer & 63);
    }

    public void UniteWith(OfficerSet other)
    {
        for (var i = 0; i < _length; i++) _bits[i] |= other._bits[i];
    }

    public void IntersectWith(OfficerSet other)
    {
        for (var i = 0; i < _length; i++) _bits[i] &= other._bits[i];
    }

    /// <summary>The first member at or after an ordinal, or -1.</summary>
    public int Next(int from)
    {
        var block = from >> 6;
        if (block >= _length) return -1;

        var rest = _bits[block] & (ulong.MaxValue << (from & 63));
        while (rest == 0)
        {
            if (++block == _length) return -1;
            rest = _bits[block];
        }

        return (block << 6) + BitOperations.TrailingZeroCount(rest);
    }

    public void Dispose() => ArrayPool<ulong>.Shared.Return(_bits);
}
