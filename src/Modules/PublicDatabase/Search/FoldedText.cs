using System.Globalization;
using System.Text;

namespace Post.PublicDatabase.Search;

/// <summary>Text as search compares it: words in lower case without accents or apostrophes.</summary>
internal static class FoldedText
{
    private const string Apostrophes = "'’‘ʼʻ`´′＇";

    public static List<string> Words(string? text)
    {
        var words = new List<string>(4);
        if (string.IsNullOrEmpty(text)) return words;

        var word = new StringBuilder(text.Length);
        foreach (var c in Ascii.IsValid(text) ? text : Decomposed(text))
        {
            if (!Append(c, word)) Complete(word, words);
        }

        Complete(word, words);
        return words;
    }

    public static string Joined(string? text) => string.Concat(Words(text));

    /// <summary>Words with a space between, for ordering.</summary>
    public static string Ordering(string? text) => string.Join(' ', Words(text));

    private static void Complete(StringBuilder word, List<string> words)
    {
        if (word.Length == 0) return;
        words.Add(word.ToString());
        word.Clear();
    }

    private static bool Append(char c, StringBuilder word)
    {
        if (char.IsAsciiLetterOrDigit(c))
        {
            word.Append(char.ToLowerInvariant(c));
            return true;
        }

        if (Apostrophes.Contains(c)) return true;
        if (char.IsAscii(c)) return false;

        if (Unaccented(c) is { } letters) word.Append(letters);
        else if (char.IsLetterOrDigit(c) || char.IsSurrogate(c)) word.Append(char.ToLowerInvariant(c));
        else return IsInvisible(c);
        return true;
    }

    // Marks and format characters (zero-width joiner, soft hyphen, direction marks) stand inside words unseen.
    private static bool IsInvisible(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;

    /// <summary>Letters that Unicode does not take apart, although people type them so.</summary>
    private static string? Unaccented(char c) => c switch
    {
        'ø' or 'Ø' => "o",
        'đ' or 'Đ' or 'ð' or 'Ð' => "d",
        'ł' or 'Ł' => "l",
        'ı' => "i",
        'ħ' or 'Ħ' => "h",
        'ŧ' or 'Ŧ' => "t",
        'ß' or 'ẞ' => "ss",
        'æ' or 'Æ' => "ae",
        'œ' or 'Œ' => "oe",
        'þ' or 'Þ' => "th",
        _ => null,
    };

    // Normalisation throws on lone surrogates and non-characters, so only what can be part of a word reaches it.
    private static string Decomposed(string text)
    {
        var known = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '´' or '＇') known.Append('\'');
            else if (IsWordPart(rune) || (rune.IsBmp && Apostrophes.Contains((char)rune.Value))) known.Append(rune);
            else known.Append(' ');
        }

        return known.ToString().Normalize(NormalizationForm.FormKD);
    }

    private static bool IsWordPart(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter
        or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.EnclosingMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.Format;
}
