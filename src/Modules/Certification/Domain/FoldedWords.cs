using System.Globalization;
using System.Text;

namespace Post.Certification.Domain;

/// <summary>Text for comparing and ordering: letters and digits in one case, no accents, one blank between words.</summary>
internal static class FoldedWords
{
    // An apostrophe joins (Sheriff's, D'Entremont); any other mark parts words (Manchester-by-the-Sea).
    private const string Joining = "'’‘ʼ`´";

    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        var pending = false;
        foreach (var character in WithoutLoneSurrogates(text).Normalize(NormalizationForm.FormD))
        {
            if (Joining.Contains(character, StringComparison.Ordinal) || IsMark(character)) continue;
            if (!char.IsLetterOrDigit(character))
            {
                pending = folded.Length > 0;
                continue;
            }

            if (pending) folded.Append(' ');
            pending = false;
            // Upper case first: some letters, such as the long s, have a lower case of their own but share the upper one.
            folded.Append(char.ToLowerInvariant(char.ToUpperInvariant(character)));
        }

        return folded.ToString();
    }

    private static bool IsMark(char character) =>
        CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark;

    // Normalising throws on half a pair, and a file may hold one.
    private static string WithoutLoneSurrogates(string text) =>
        text.Any(char.IsSurrogate) ? new string([.. text.Where(c => !char.IsSurrogate(c))]) : text;
}
