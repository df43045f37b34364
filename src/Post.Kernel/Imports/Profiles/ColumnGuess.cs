using System.Globalization;

namespace Post.Kernel.Imports.Profiles;

/// <summary>What the cells of a column look like.</summary>
public enum GuessedType
{
    Blank,
    Date,
    Number,
    FullName,
    Name,
    Code,
    Text,
}

/// <summary>A column as its first rows show it; a help for the person who maps it, never a decision.</summary>
public sealed record ColumnGuess(GuessedType Type, string? DateForm, bool WholeNumber, IReadOnlyList<string> Samples)
{
    private const int SampleCount = 3;
    private const int CodeMaxLength = 12;

    /// <summary>Of days in rosters: none is later than the next century, so that “20373” is no day.</summary>
    private const int EarliestYear = 1900;

    public static ColumnGuess Of(IReadOnlyList<string> cells)
    {
        var texts = cells.Select(c => c.Trim()).Where(c => c.Length > 0).ToList();
        string[] samples = [.. texts.Distinct(StringComparer.Ordinal).Take(SampleCount)];
        if (texts.Count == 0) return new ColumnGuess(GuessedType.Blank, null, false, samples);
        if (DateFormOf(texts) is { } form) return new ColumnGuess(GuessedType.Date, form, false, samples);
        if (texts.TrueForAll(IsNumber)) return new ColumnGuess(GuessedType.Number, null, texts.Exists(IsWholeFraction), samples);
        if (texts.TrueForAll(IsFullName)) return new ColumnGuess(GuessedType.FullName, null, false, samples);
        if (IsCode(texts)) return new ColumnGuess(GuessedType.Code, null, false, samples);
        return new ColumnGuess(texts.TrueForAll(IsName) ? GuessedType.Name : GuessedType.Text, null, false, samples);
    }

    private static string? DateFormOf(List<string> texts) => DateForms.All
        .FirstOrDefault(f => texts.TrueForAll(t => DateForms.TryRead(t, f.Pattern, 2100, out var date) && date.Year is >= EarliestYear and <= 2100))?.Pattern;

    private static bool IsNumber(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _);

    private static bool IsWholeFraction(string text) => text.EndsWith(".0", StringComparison.Ordinal);

    private static bool IsFullName(string text) => text.Contains(',') && IsName(text.Replace(",", "", StringComparison.Ordinal)) && PersonNameParts.Read(text) is not null;

    // A few short values again and again; two hundred different short ones are numbers of people.
    private static bool IsCode(List<string> texts) =>
        texts.TrueForAll(t => t.Length <= CodeMaxLength && !t.Contains(' ')) && texts.Distinct(StringComparer.Ordinal).Count() <= Math.Max(2, texts.Count / 4);

    private static bool IsName(string text) => text.All(c => char.IsLetter(c) || c is ' ' or '-' or '\'' or '’' or '.');
}
