using Post.Kernel.Imports.Reading;

namespace Post.Kernel.Imports.Profiles;

/// <summary>A row in the words of its kind, and what could not be put into them.</summary>
internal readonly record struct Translation(ImportRow Row, IReadOnlyList<RowProblem> Problems);

/// <summary>Puts the rows of a file into the columns of a kind, so that a checker cannot tell it from a known layout.</summary>
internal sealed class RowTranslator
{
    private readonly FieldReader[] _fields;

    private RowTranslator(ColumnMap columns, FieldReader[] fields)
    {
        Columns = columns;
        _fields = fields;
    }

    /// <summary>Where the kind's columns stand in a translated row.</summary>
    public ColumnMap Columns { get; }

    /// <summary>For rules that <see cref="ProfileCheck"/> has found whole.</summary>
    public static RowTranslator Of(IImportKind kind, IReadOnlyList<FieldRule> rules, IReadOnlyList<string> header, DateOnly asOf)
    {
        var columns = ColumnMap.Find(kind.Layout, [.. rules.Select(r => r.Field)]).Map
            ?? throw new InvalidOperationException($"The rules do not fill the layout {kind.Layout.Name}.");
        return new RowTranslator(columns, [.. rules.Select(r => Reader(kind, r, header, asOf))]);
    }

    /// <summary>A known layout in a workbook: only its days are put into the form that the kind reads.</summary>
    public static RowTranslator Of(IImportKind kind, ColumnMap columns, DateOnly asOf)
    {
        var present = kind.Layout.Columns.Where(columns.Has).ToList();
        return new RowTranslator(
            ColumnMap.Find(kind.Layout, [.. present.Select(c => c.Name)]).Map!,
            [.. present.Select(c => Reader(kind, new FieldRule(c.Name) { Column = c.Name }, columns.PositionOf(c), asOf))]);
    }

    public Translation Translate(ImportRow row)
    {
        if (row.Rejected) return new Translation(row, []);
        var problems = new List<RowProblem>(0);
        var cells = new string[_fields.Length];
        for (var i = 0; i < cells.Length; i++) cells[i] = _fields[i].Read(row.Cells, problems);
        return problems.Count == 0
            ? new Translation(row with { Cells = cells }, [])
            : new Translation(row with { Cells = cells, Problem = problems[0] }, problems);
    }

    private static FieldReader Reader(IImportKind kind, FieldRule rule, IReadOnlyList<string> header, DateOnly asOf)
    {
        var position = rule.Column is null ? -1 : HeaderNames.Find(header, rule.Column)[0];
        var template = string.IsNullOrEmpty(rule.Constant) ? null : new CellTemplate(rule.Constant, header);
        return new FieldReader(rule, new FieldPlace(position, template, IsDate(kind, rule), kind.DateForm, asOf.Year, Trims: true));
    }

    private static FieldReader Reader(IImportKind kind, FieldRule rule, int position, DateOnly asOf) =>
        new(rule, new FieldPlace(position, null, IsDate(kind, rule), kind.DateForm, asOf.Year, Trims: false));

    private static bool IsDate(IImportKind kind, FieldRule rule) =>
        kind.Layout.Find(rule.Field) is { } column && kind.TypeOf(column) is FieldType.Date;
}
