using Post.Kernel.Imports.Reading;

namespace Post.Kernel.Imports.Profiles;

/// <summary>Whether rules fill a kind from a header, each fault in words; the same before saving and before every run.</summary>
internal static class ProfileCheck
{
    private const int ConstantMaxLength = 500;
    private const int MostValues = 1_000;

    public static IReadOnlyList<ReadingRefusal> Problems(IImportKind kind, IReadOnlyList<FieldRule> rules, IReadOnlyList<string> header) =>
        [.. Missing(kind, rules), .. Twice(kind, rules), .. rules.SelectMany(r => Faults(kind, r, header))];

    private static IEnumerable<ReadingRefusal> Missing(IImportKind kind, IReadOnlyList<FieldRule> rules)
    {
        var filled = rules.Where(r => r.Says).Select(r => kind.Layout.Find(r.Field)).ToHashSet();
        var missing = kind.Layout.Columns.Where(c => c.Required && !filled.Contains(c)).Select(c => c.Name).ToList();
        if (missing.Count == 0) yield break;
        yield return new ReadingRefusal("field-missing",
            $"Nothing fills {string.Join(", ", missing)}, which every row must have. Choose a column, a text for all rows, or say that it is blank in every row.");
    }

    private static IEnumerable<ReadingRefusal> Twice(IImportKind kind, IReadOnlyList<FieldRule> rules) => rules
        .GroupBy(r => kind.Layout.Find(r.Field))
        .Where(g => g.Key is not null && g.Count() > 1)
        .Select(g => new ReadingRefusal("field-twice",
            $"{g.Key!.Name} is filled from {string.Join(" and ", g.Select(r => r.Column is null ? "a text" : $"“{r.Column}”"))}. Keep one of them."));

    private static IEnumerable<ReadingRefusal> Faults(IImportKind kind, FieldRule rule, IReadOnlyList<string> header)
    {
        if (kind.Layout.Find(rule.Field) is null) yield return new ReadingRefusal("field-unknown", $"{kind.Title} have no field “{rule.Field}”.");
        foreach (var column in CellTemplate.ColumnsOf(rule.Constant).Concat(rule.Column is null ? [] : [rule.Column]))
        {
            if (Place(column, header) is { } misplaced) yield return misplaced;
        }

        if (rule.Mask is { } mask && !DigitMask.IsMask(mask))
        {
            yield return new ReadingRefusal("mask-unknown", $"“{mask}” is no form for digits. Write it with zeros, such as 0000-0000.");
        }

        if (rule.DateForm is { } form && !DateForms.IsKnown(form))
        {
            yield return new ReadingRefusal("date-form-unknown", $"“{form}” is not a way of writing days that is known here.");
        }

        if (rule.Constant?.Length > ConstantMaxLength || rule.Values.Count > MostValues)
        {
            yield return new ReadingRefusal("rule-too-long", $"What is said about {rule.Field} is too long: {ConstantMaxLength} characters or {MostValues} values are taken.");
        }
    }

    private static ReadingRefusal? Place(string column, IReadOnlyList<string> header) => HeaderNames.Find(header, column).Count switch
    {
        1 => null,
        0 => new ReadingRefusal("column-absent", $"The file has no column “{column}”."),
        _ => new ReadingRefusal("column-duplicate", $"The column “{column}” stands more than once in the header. Rename one of them in the file."),
    };
}
