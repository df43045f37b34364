using System.Collections.Immutable;
using System.Globalization;
using Post.Certification.Domain;

namespace Post.Certification.Records;

/// <summary>Numbers of questions as somebody writes them: commas or blanks between them, a dash for all from one to another.</summary>
internal static class QuestionNumbers
{
    private static readonly char[] s_between = [',', ';', ' ', '\t', '\n', '\r'];

    /// <summary>The numbers in order, each once; false with the first word that is none.</summary>
    public static bool TryRead(string? words, out ImmutableArray<int> numbers, out string? unread)
    {
        (numbers, unread) = ([], null);
        var read = new SortedSet<int>();
        foreach (var word in (words ?? "").Split(s_between, StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = word.Split('-', '–');
            if (ends.Length > 2 || !IsNumber(ends[0], out var first) || !IsNumber(ends[^1], out var last) || last < first)
            {
                unread = word.Length > 20 ? word[..20] : word;
                return false;
            }

            read.UnionWith(Enumerable.Range(first, last - first + 1));
        }

        numbers = [.. read];
        return true;
    }

    public static string Words(IEnumerable<int> numbers) => string.Join(", ", numbers);

    // More digits than any version has questions is no number, so that nobody asks for a list of a billion.
    private static bool IsNumber(string word, out int number) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= 10 * QuestionnaireVersion.MostQuestions;
}
