namespace Post.PublicDatabase.Search;

/// <summary>Word ids by hash in two flat arrays: eight bytes an entry, where a dictionary of lists takes more.</summary>
internal sealed class HashedWords
{
    private readonly uint[] _hashes;
    private readonly int[] _words;

    public HashedWords(List<(uint Hash, int Word)> entries)
    {
        _hashes = new uint[entries.Count];
        _words = new int[entries.Count];
        for (var i = 0; i < entries.Count; i++) (_hashes[i], _words[i]) = entries[i];
        Array.Sort(_hashes, _words);
    }

    /// <summary>Words under the hash; another word may share it, so the caller checks.</summary>
    public ReadOnlySpan<int> Find(uint hash)
    {
        var low = LowerBound(hash);
        var high = low;
        while (high < _hashes.Length && _hashes[high] == hash) high++;
        return _words.AsSpan(low, high - low);
    }

    private int LowerBound(uint hash)
    {
        int low = 0, high = _hashes.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_hashes[middle] < hash) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
