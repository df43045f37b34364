using static System.FormattableString;

namespace Post.Kernel.Imports.Reading;

/// <summary>Either where each column of a layout stands in a file, or why the file is not of that layout.</summary>
public sealed record ColumnMapping(ColumnMap? Map, IReadOnlyList<ReadingRefusal> Refusals);

/// <summary>Where each column of a layout stands in one particular file.</summary>
public sealed class ColumnMap
{
    private readonly Dictionary<LayoutColumn, int> _positions;

    private ColumnMap(
        ColumnLayout layout, Dictionary<LayoutColumn, int> positions, IReadOnlyList<string> extra, int width)
    {
        Layout = layout;
        _positions = positions;
        ExtraColumns = extra;
        Width = width;
    }

    public ColumnLayout Layout { get; }

    /// <summary>Columns the layout does not know: reported, and not read.</summary>
    public IReadOnlyList<string> ExtraColumns { get; }

    public int Width { get; }

    public static ColumnMapping Find(ColumnLayout layout, IReadOnlyList<string> header)
    {
        var positions = new Dictionary<LayoutColumn, int>();
        var extra = new List<string>();
        var refusals = new List<ReadingRefusal>();
        for (var i = 0; i < header.Count; i++)
        {
            if (layout.Find(header[i]) is not { } column)
            {
                extra.Add(NameOf(header[i], i));
            }
            else if (!positions.TryAdd(column, i))
            {
                refusals.Add(Duplicate(column, header[positions[column]], header[i]));
            }
        }

        if (Missing(layout, header, positions) is { } missing) refusals.Insert(0, missing);
        return refusals.Count > 0
            ? new ColumnMapping(null, refusals)
            : new ColumnMapping(new ColumnMap(layout, positions, extra, header.Count), []);
    }

    /// <summary>Where the column stands, from 0; -1 if the file does not have it.</summary>
    public int PositionOf(LayoutColumn column) => _positions.GetValueOrDefault(column, -1);

    public bool Has(LayoutColumn column) => _positions.ContainsKey(column);

    public MappedCells Over(IReadOnlyList<string> cells) => new(this, cells);

    internal string Cell(IReadOnlyList<string> cells, LayoutColumn column) =>
        _positions.TryGetValue(column, out var position) && position < cells.Count ? cells[position] : "";

    private static ReadingRefusal? Missing(
        ColumnLayout layout, IReadOnlyList<string> header, Dictionary<LayoutColumn, int> positions)
    {
        var missing = layout.Columns.Where(c => c.Required && !positions.ContainsKey(c)).ToList();
        if (missing.Count == 0) return null;
        if (positions.Count == 0) return Unknown(layout, header);

        var names = string.Join(", ", missing.Select(c => c.Name));
        return new ReadingRefusal("columns-missing",
            $"Required columns are missing: {names}. Add them, or check that the header line is the first line.");
    }

    private static ReadingRefusal Unknown(ColumnLayout layout, IReadOnlyList<string> header)
    {
        var separator = header.Count == 1 && header[0].IndexOfAny([';', '\t', '|']) is var at and >= 0
            ? header[0][at] : (char?)null;
        var hint = separator switch
        {
            ';' => " Its values are separated by semicolons; save it with commas.",
            '\t' => " Its values are separated by tabs; save it as “CSV UTF-8”.",
            '|' => " Its values are separated by bars; save it with commas.",
            _ => "",
        };
        return new ReadingRefusal("layout-unknown",
            $"None of the columns of the layout “{layout.Name}” is in the first line of this file.{hint}");
    }

    private static ReadingRefusal Duplicate(LayoutColumn column, string first, string second) => new(
        "column-duplicate",
        $"The column {column.Name} stands twice in the header, as “{first}” and “{second}”. Remove one of them.");

    internal static string NameOf(string header, int position) =>
        string.IsNullOrWhiteSpace(header) ? Invariant($"(no name, column {position + 1})") : header;
}

/// <summary>The cells of one row, asked for by column; a column the file does not have reads as blank.</summary>
public readonly record struct MappedCells(ColumnMap Map, IReadOnlyList<string> Cells)
{
    public string this[LayoutColumn column] => Map.Cell(Cells, column);
}
