namespace Post.PublicDatabase.Search;

/// <summary>The words of a question, folded and bounded: what is past the bounds is dropped and said so.</summary>
internal sealed record SearchText(IReadOnlyList<string> Words, int WordsBeforeComma, SearchNotes Notes)
{
    public const int MaxLength = 200;
    public const int MaxWords = 8;

    /// <summary>Nothing was asked: everybody is listed.</summary>
    public bool IsBlank => Words.Count == 0 && !Notes.HasFlag(SearchNotes.NothingToSearchFor);

    public static SearchText Parse(string? text)
    {
        var notes = SearchNotes.None;
        if (string.IsNullOrEmpty(text)) return new([], 0, notes);

        if (text.Length > MaxLength)
        {
            text = text[..MaxLength];
            notes |= SearchNotes.TextCut;
        }

        var words = JoinNumbers(FoldedText.Words(text));
        if (words.Count == 0 && !IsEmptyToTheEye(text)) notes |= SearchNotes.NothingToSearchFor;
        if (words.Count > MaxWords)
        {
            words.RemoveRange(MaxWords, words.Count - MaxWords);
            notes |= SearchNotes.WordsCut;
        }

        return new(words, BeforeComma(text), notes);
    }

    // "1234-5678" and "1234 5678" are one number to whoever types them.
    private static List<string> JoinNumbers(List<string> words)
    {
        for (var i = words.Count - 1; i > 0; i--)
        {
            if (!IsNumber(words[i]) || !IsNumber(words[i - 1])) continue;
            words[i - 1] += words[i];
            words.RemoveAt(i);
        }

        return words;
    }

    private static bool IsNumber(string word) => word.All(char.IsAsciiDigit);

    private static bool IsEmptyToTheEye(string text) => text.All(c => char.IsWhiteSpace(c) || char.IsControl(c));

    // "Smith, John": whoever writes a comma puts the surname first.
    private static int BeforeComma(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return comma < 0 ? 0 : FoldedText.Words(text[..comma]).Count;
    }
}
