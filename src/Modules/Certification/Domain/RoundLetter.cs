namespace Post.Certification.Domain;

/// <summary>The letter by which a surname falls into a round (MMA-11): accents and marks folded, particles kept (de la Cruz is a D).</summary>
internal static class RoundLetter
{
    // Letters of their own that no accent can be taken from, as English lists file them.
    private static readonly Dictionary<char, char> s_filedUnder = new()
    {
        ['ø'] = 'O',
        ['œ'] = 'O',
        ['æ'] = 'A',
        ['ß'] = 'S',
        ['đ'] = 'D',
        ['ð'] = 'D',
        ['ł'] = 'L',
        ['þ'] = 'T',
        ['ħ'] = 'H',
        ['ı'] = 'I',
        ['ŋ'] = 'N',
    };

    /// <summary>Null where the surname has no Latin letter to begin with: a person says where it belongs.</summary>
    public static char? Of(string surname)
    {
        var first = FoldedWords.Of(surname).FirstOrDefault(char.IsLetter);
        if (s_filedUnder.TryGetValue(first, out var filed)) return filed;
        return char.IsAsciiLetterLower(first) ? char.ToUpperInvariant(first) : null;
    }
}

/// <summary>The letters of one cycle, range by range.</summary>
internal static class RoundRanges
{
    /// <summary>Whether every letter stands in exactly one range; the letters that do not, in their order.</summary>
    public static IReadOnlyList<char> Amiss(IReadOnlyCollection<(char From, char To)> ranges) =>
        [.. Enumerable.Range('A', 26).Select(c => (char)c).Where(letter => ranges.Count(r => r.From <= letter && letter <= r.To) != 1)];
}
