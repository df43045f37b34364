using System.Globalization;
using System.Text;

namespace Post.AccessReview.Watch;

/// <summary>How a surname sounds, coarsely: enough to ask somebody whether they are related, and never to say so.</summary>
internal static class SurnameSound
{
    private static readonly (string Written, string Heard)[] s_spellings =
    [
        ("SCH", "S"), ("SH", "S"), ("CH", "S"), ("PH", "F"), ("GH", "G"), ("KN", "N"), ("WR", "R"), ("CK", "K"), ("DG", "G"),
        ("CE", "SE"), ("CI", "SI"), ("CY", "SI"), ("C", "K"), ("Q", "K"), ("X", "KS"), ("Z", "S"), ("V", "F"), ("W", "F"), ("D", "T"), ("J", "G"),
    ];

    private static readonly HashSet<string> s_suffixes = new(StringComparer.OrdinalIgnoreCase) { "Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "Esq." };

    /// <summary>The last word of a name as people write theirs, without a suffix or what stands in brackets.</summary>
    public static string SurnameOf(string name) => name.Split('(')[0]
        .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .LastOrDefault(w => !s_suffixes.Contains(w)) ?? "";

    /// <summary>Null where there are fewer letters than would tell anything.</summary>
    public static string? Of(string surname, int letters)
    {
        var folded = Folded(surname);
        if (folded.Length < letters) return null;
        foreach (var (written, heard) in s_spellings) folded = folded.Replace(written, heard, StringComparison.Ordinal);
        var sound = new StringBuilder();
        foreach (var letter in folded)
        {
            var isVowel = "AEIOUYH".Contains(letter, StringComparison.Ordinal);
            if (sound.Length > 0 && (isVowel || sound[^1] == letter)) continue;
            sound.Append(isVowel ? 'A' : letter);
        }

        return sound.ToString();
    }

    private static string Folded(string text)
    {
        var letters = text.Normalize(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter);
        return string.Concat(letters).ToUpperInvariant();
    }
}
