using System.Runtime.InteropServices;

namespace Post.PublicDatabase.Search;

/// <summary>Gathers words with their postings, and gives them their ids in alphabetical order at the end.</summary>
internal sealed class LexiconBuilder
{
    private readonly Dictionary<string, int> _provisional = new(StringComparer.Ordinal);
    private readonly List<(int Word, int Posting)> _entries = [];

    /// <summary>Postings must be added in ascending order.</summary>
    public int Add(string word, int posting)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_provisional, word, out var known);
        if (!known) id = _provisional.Count - 1;
        _entries.Add((id, posting));
        return id;
    }

    /// <summary>The lexicon, and the final id of each provisional one.</summary>
    public (Lexicon Lexicon, int[] Ids) Build()
    {
        var words = _provisional.Keys.ToArray();
        Array.Sort(words, StringComparer.Ordinal);

        var ids = new int[words.Length];
        var byWord = new Dictionary<string, int>(words.Length, StringComparer.Ordinal);
        for (var id = 0; id < words.Length; id++)
        {
            ids[_provisional[words[id]]] = id;
            byWord.Add(words[id], id);
        }

        var (starts, postings) = Group(ids);
        return (new Lexicon(words, byWord, starts, postings), ids);
    }

    private (int[] Starts, int[] Postings) Group(int[] ids)
    {
        var starts = new int[ids.Length + 1];
        foreach (var (word, _) in _entries) starts[ids[word] + 1]++;
        for (var id = 0; id < ids.Length; id++) starts[id + 1] += starts[id];

        var free = starts.AsSpan(0, ids.Length).ToArray();
        var postings = new int[_entries.Count];
        foreach (var (word, posting) in _entries) postings[free[ids[word]]++] = posting;
        return (starts, postings);
    }
}
