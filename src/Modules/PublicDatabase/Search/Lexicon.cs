namespace Post.PublicDatabase.Search;

/// <summary>The words of the register in order, each with where it stands; a prefix is a range of them.</summary>
internal sealed class Lexicon
{
    private readonly string[] _words;
    private readonly Dictionary<string, int> _ids;
    private readonly int[] _starts;
    private readonly int[] _postings;
    private readonly NearWords _near;
    private readonly HashedWords _bySound;

    internal Lexicon(string[] words, Dictionary<string, int> ids, int[] starts, int[] postings)
    {
        _words = words;
        _ids = ids;
        _starts = starts;
        _postings = postings;
        _near = new NearWords(words);
        _bySound = new HashedWords([.. Sounds(words)]);
    }

    public bool Has(string word) => _ids.ContainsKey(word);

    public int Find(string word) => _ids.GetValueOrDefault(word, -1);

    /// <summary>Where the words of a range stand; a word's own postings are in display order.</summary>
    public ReadOnlySpan<int> Postings(int low, int high) => _postings.AsSpan(_starts[low].._starts[high]);

    public (int Low, int High) Range(string prefix)
    {
        var low = Bound(prefix, after: false);
        return (low, Bound(prefix, after: true));
    }

    public void FindNear(string word, Dictionary<int, int> found) => _near.Find(word, found);

    public void FindAlikeInSound(string word, List<int> found)
    {
        if (SoundKey.Of(word) is not { } key) return;
        foreach (var id in _bySound.Find(TextHash.Of(key)))
        {
            if (SoundKey.Of(_words[id]) == key) found.Add(id);
        }
    }

    private static IEnumerable<(uint, int)> Sounds(string[] words)
    {
        for (var id = 0; id < words.Length; id++)
        {
            if (SoundKey.Of(words[id]) is { } key) yield return (TextHash.Of(key), id);
        }
    }

    private int Bound(string prefix, bool after)
    {
        int low = 0, high = _words.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var word = _words[middle].AsSpan();
            var order = (word.Length > prefix.Length ? word[..prefix.Length] : word).SequenceCompareTo(prefix);
            if (order < 0 || (after && order == 0)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
