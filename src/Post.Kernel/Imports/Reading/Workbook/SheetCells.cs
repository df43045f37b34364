using System.Globalization;
using System.Xml;

namespace Post.Kernel.Imports.Reading.Workbook;

/// <summary>What a workbook says once for all cells of a sheet.</summary>
internal sealed record WorkbookContext(SharedTexts Texts, WorkbookStyles Styles, bool From1904);

/// <summary>Reads the cell the parser stands on, as the text that a person sees or would have typed.</summary>
internal sealed class SheetCells(XmlReader xml, WorkbookContext workbook, ReadingLimits cells, WorkbookLimits limits)
{
    private const int MostColumns = 16_384;

    private readonly RichText _text = new(xml, cells, limits);

    /// <summary>From 0; the place the cell says it has, or the one after the last.</summary>
    public int Column { get; private set; } = -1;

    public void BeginRow() => Column = -1;

    /// <summary>The characters hold until the next cell is read.</summary>
    public ReadOnlySpan<char> Read()
    {
        var (type, style) = ReadHead();
        if (xml.IsEmptyElement) return default;

        var depth = xml.Depth;
        ReadOnlySpan<char> text = default;
        while (xml.Step(limits) && xml.Depth > depth)
        {
            if (xml.NodeType is not XmlNodeType.Element || xml.Depth != depth + 1) continue;
            // A formula counts for what it last showed; the formula itself is never read.
            if (xml.LocalName == "v") text = Show(type, style, _text.ReadValue());
            else if (xml.LocalName == "is") text = _text.ReadElement();
        }

        return text;
    }

    private (CellType Type, int Style) ReadHead()
    {
        var (column, type, style) = (Column + 1, CellType.Number, 0);
        while (xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "r") column = ColumnOf(xml.Value);
            else if (xml.LocalName == "t") type = TypeOf(xml.Value);
            else if (xml.LocalName == "s" && int.TryParse(xml.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) style = number;
        }

        xml.MoveToElement();
        if (column <= Column || column >= MostColumns) throw new UnreadableWorkbookException("workbook-broken", UnreadableWorkbookException.Broken.Text);
        Column = column;
        return (type, style);
    }

    private ReadOnlySpan<char> Show(CellType type, int style, ReadOnlySpan<char> value) => type switch
    {
        CellType.Shared => Shared(value),
        CellType.Boolean => value is "1" ? "TRUE" : "FALSE",
        CellType.Text => Unescaped(value),
        _ => ShowNumber(workbook.Styles[style], value),
    };

    private ReadOnlySpan<char> Shared(ReadOnlySpan<char> value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? workbook.Texts[number]
            : throw new UnreadableWorkbookException("workbook-broken", UnreadableWorkbookException.Broken.Text);

    private static ReadOnlySpan<char> Unescaped(ReadOnlySpan<char> value) =>
        value.IndexOf("_x") < 0 ? value : RichText.Unescape(value.ToArray(), value.Length);

    private ReadOnlySpan<char> ShowNumber(NumberForm form, ReadOnlySpan<char> value)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return value;
        if (form.IsDate) return WorkbookDates.Text(number, workbook.From1904) ?? value;
        // Fifteen digits are what a workbook shows; the file may have the binary tail behind them.
        return Math.Abs(number) < 1e15 ? form.Show(decimal.Parse(number.ToString("G15", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)) : value;
    }

    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference)
        {
            if (!char.IsAsciiLetter(c)) break;
            column = (column * 26) + (char.ToUpperInvariant(c) - 'A' + 1);
            if (column > MostColumns) break;
        }

        return column - 1;
    }

    private static CellType TypeOf(string type) => type switch
    {
        "s" => CellType.Shared,
        "b" => CellType.Boolean,
        "str" or "inlineStr" or "e" or "d" => CellType.Text,
        _ => CellType.Number,
    };

    private enum CellType
    {
        Number,
        Shared,
        Boolean,
        Text,
    }
}
