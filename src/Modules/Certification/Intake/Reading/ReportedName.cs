using System.Globalization;
using Post.Certification.Domain;
using Post.Kernel.Imports.Reading;

namespace Post.Certification.Intake.Reading;

/// <summary>A person's name as a file gives it, in the parts the record keeps.</summary>
/// <param name="FirstName">Without middle initials: no middle name leaves the files (8.06(3)(a)1).</param>
/// <param name="Surname">Without a suffix.</param>
/// <param name="Suffix">In its usual form.</param>
/// <param name="Recased">The file writes all in capitals, or none: a name on record keeps its letters.</param>
internal sealed record ReportedName(string FirstName, string Surname, string? Suffix, bool Recased)
{
    public string SortKey { get; } = PersonName.SortKeyOf(FirstName, Surname);

    public static ReportedName Read(RowCells cells, LayoutColumn first, LayoutColumn last, LayoutColumn suffix) => Of(
        cells.Text(first, RowCells.NameMaxLength) ?? "",
        cells.Required(last, RowCells.NameMaxLength),
        cells.Text(suffix, RowCells.NameMaxLength));

    /// <summary>From one cell, “Last, First” with a suffix behind either; null where no comma parts them.</summary>
    public static ReportedName? Split(string cell)
    {
        var parts = cell.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            [var last, var first] => Of(first, last, null),
            [var last, var middle, var end] when SuffixOf(middle) is not null => Of(end, last, middle),
            [var last, var first, var end] when SuffixOf(end) is not null => Of(first, last, end),
            _ => null,
        };
    }

    private static ReportedName Of(string first, string surname, string? suffix)
    {
        var (last, behindLast) = Cut(surname);
        var (given, behindFirst) = Cut(first);
        var recased = IsOneCase(last + given);
        return new ReportedName(
            Cased(WithoutInitials(given), recased), Cased(last, recased),
            suffix is null ? behindLast ?? behindFirst : SuffixOf(suffix) ?? suffix, recased);
    }

    private static (string Name, string? Suffix) Cut(string text)
    {
        var at = text.LastIndexOf(' ');
        return at > 0 && SuffixOf(text[(at + 1)..]) is { } suffix ? (text[..at].TrimEnd(), suffix) : (text, null);
    }

    private static string? SuffixOf(string text) => FileVocabulary.Current.CodeOf("suffix", text);

    // “John A.” is John; “J. Robert” and “A.” stay as they are.
    private static string WithoutInitials(string first)
    {
        var words = first.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kept = words.Length;
        while (kept > 1 && IsInitial(words[kept - 1]) && !IsInitial(words[0])) kept--;
        return string.Join(' ', words.Take(kept));
    }

    private static bool IsInitial(string word) => word.TrimEnd('.').Length == 1 && char.IsLetter(word[0]);

    private static bool IsOneCase(string text)
    {
        var letters = text.Where(char.IsLetter).ToList();
        return letters.Count > 1 && (letters.TrueForAll(char.IsUpper) || letters.TrueForAll(char.IsLower));
    }

    // O'BRIEN is O'Brien and MCGRATH is McGrath; which other letters were capitals, nobody can tell.
    private static string Cased(string text, bool recase)
    {
        if (!recase) return text;
        var cased = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text.ToLowerInvariant()).ToCharArray();
        for (var i = 2; i < cased.Length; i++)
        {
            var starts = i == 2 || !char.IsLetter(cased[i - 3]);
            if (starts && (cased[i - 1] is '\'' or '’' || (cased[i - 2], cased[i - 1]) is ('M', 'c')))
            {
                cased[i] = char.ToUpperInvariant(cased[i]);
            }
        }

        return new string(cased);
    }
}
