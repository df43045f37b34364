namespace Post.PublicDatabase.Search;

/// <summary>
/// Finds words a slip or two away: words that can be made alike by leaving out letters are candidates, so a question
/// costs a few look-ups whatever the size of the vocabulary.
/// </summary>
internal sealed class NearWords
{
    // Leaving out letters of the beginning only keeps the table small; distance is then measured on whole words.
    private const int Head = 7;

    private readonly string[] _words;
    private readonly HashedWords _byVariant;

    public NearWords(string[] words)
    {
        _words = words;
        var entries = new List<(uint, int)>(words.Length * 16);
        var variants = new HashSet<uint>();
        for (var id = 0; id < words.Length; id++)
        {
            variants.Clear();
            AddVariants(words[id], Reach(words[id]), variants);
            foreach (var hash in variants) entries.Add((hash, id));
        }

        _byVariant = new HashedWords(entries);
    }

    /// <summary>Adds word ids at distance one or two to <paramref name="found"/>.</summary>
    public void Find(string word, Dictionary<int, int> found)
    {
        var limit = Spelling.Allowed(word);
        if (limit == 0) return;

        var variants = new HashSet<uint>();
        AddVariants(word, limit, variants);
        foreach (var hash in variants)
        {
            foreach (var id in _byVariant.Find(hash))
            {
                if (found.ContainsKey(id)) continue;
                var distance = Spelling.Distance(word, _words[id], limit);
                if (distance is > 0 and not Spelling.FarApart) found.Add(id, distance);
            }
        }
    }

    // A word must be reachable from questions longer or shorter than itself by the distance those are allowed.
    private static int Reach(string word) => word.Length switch { < 3 => 0, < 6 => 1, _ => 2 };

    private static void AddVariants(ReadOnlySpan<char> word, int deletions, HashSet<uint> variants)
    {
        var head = word.Length > Head ? word[..Head] : word;
        if (!variants.Add(TextHash.Of(head)) || deletions == 0) return;

        Span<char> shorter = stackalloc char[Head];
        for (var i = 0; i < head.Length; i++)
        {
            head[..i].CopyTo(shorter);
            head[(i + 1)..].CopyTo(shorter[i..]);
            var once = shorter[..(head.Length - 1)];
            variants.Add(TextHash.Of(once));
            if (deletions > 1) AddShortened(once, variants);
        }
    }

    private static void AddShortened(ReadOnlySpan<char> word, HashSet<uint> variants)
    {
        Span<char> shorter = stackalloc char[Head];
        for (var i = 0; i < word.Length; i++)
        {
            word[..i].CopyTo(shorter);
            word[(i + 1)..].CopyTo(shorter[i..]);
            variants.Add(TextHash.Of(shorter[..(word.Length - 1)]));
        }
    }
}
