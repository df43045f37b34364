using System.Text;

namespace Post.PublicDatabase.Search;

/// <summary>A rough key of how a folded word sounds in English, Spanish or Portuguese.</summary>
internal static class SoundKey
{
    /// <summary>Null where too little is left to tell one name from the next.</summary>
    public static string? Of(string word)
    {
        var key = new StringBuilder(word.Length);
        var last = '\0';
        for (var i = FirstSounded(word); i < word.Length; i++)
        {
            var sound = SoundAt(word, i);
            if (sound == 'a' && key.Length > 0) sound = '\0';
            if (sound != '\0' && sound != last) key.Append(sound);
            // A vowel between two like sounds keeps both; a silent letter between them does not.
            if (sound != '\0' || IsVowel(word[i])) last = sound;
        }

        return key.Length < 2 ? null : key.ToString();
    }

    private static int FirstSounded(string word) =>
        word is ['k' or 'g', 'n', ..] or ['w', 'r', ..] or ['p', 's', ..] ? 1 : 0;

    private static char SoundAt(string word, int i)
    {
        var before = i > 0 ? word[i - 1] : '\0';
        var after = i + 1 < word.Length ? word[i + 1] : '\0';
        return word[i] switch
        {
            'a' or 'e' or 'i' or 'o' or 'u' or 'y' => 'a',
            'h' => i == 0 ? 'h' : '\0',
            'w' => i == 0 ? 'w' : '\0',
            'c' => OfC(word, i, before, after),
            's' => after == 'h' || (after == 'c' && i + 2 < word.Length && word[i + 2] == 'h') ? 'x' : 's',
            'g' => after == 'h' && i > 0 ? '\0' : after is 'e' or 'i' or 'y' ? 'j' : 'g',
            'd' => after == 'g' ? 'j' : 't',
            't' => after == 'c' ? '\0' : 't',
            'p' => after == 'h' ? 'f' : 'p',
            'v' => 'f',
            'z' or 'x' => 's',
            'q' => 'k',
            var letter => letter,
        };
    }

    private static char OfC(string word, int i, char before, char after)
    {
        if (after == 'h')
        {
            var hard = i + 2 < word.Length && word[i + 2] is 'r' or 'l';
            return hard ? 'k' : 'x';
        }

        if (before == 's' && after is 'e' or 'i' or 'y') return 's';
        if (after == 'k') return '\0';
        return after is 'e' or 'i' or 'y' ? 's' : 'k';
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
