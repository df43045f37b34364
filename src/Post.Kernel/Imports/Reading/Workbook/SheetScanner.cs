using System.Globalization;
using System.Xml;

namespace Post.Kernel.Imports.Reading.Workbook;

/// <summary>Cuts a sheet into records as the CSV scanner cuts text: rows without a value are passed over, and cells
/// that the file leaves out are blank.</summary>
internal sealed class SheetScanner : IRecordScanner
{
    private readonly WorkbookPackage _package;
    private readonly WorkbookLimits _limits;
    private readonly RecordCells _cells;
    private readonly XmlReader _xml;
    private readonly SheetCells _sheet;
    private int _width;
    private long _line;

    private SheetScanner(WorkbookPackage package, string? sheet, ReadingLimits limits)
    {
        _package = package;
        _limits = package.Limits;
        _cells = new RecordCells(limits);
        var context = package.ReadContext(limits);
        _xml = BoundedXml.Open(package.OpenSheet(sheet), _limits);
        _sheet = new SheetCells(_xml, context, limits, _limits);
    }

    public IReadOnlyList<string> ColumnNames
    {
        set
        {
            _cells.Names = value;
            _width = value.Count;
        }
    }

    public ReadingRefusal? Refusal { get; private set; }

    public static IRecordScanner Open(Stream stream, string? sheet, ReadingLimits limits, WorkbookLimits bounds)
    {
        WorkbookPackage? package = null;
        try
        {
            package = WorkbookPackage.Open(stream, bounds);
            return new SheetScanner(package, sheet, limits);
        }
        catch (Exception failure) when (UnreadableWorkbookException.RefusalOf(failure) is { } refusal)
        {
            package?.Dispose();
            stream.Dispose();
            return new NothingToScan(refusal);
        }
    }

    public ScannedRecord? Next()
    {
        if (Refusal is not null) return null;
        try
        {
            while (_xml.Step(_limits))
            {
                if (_xml.NodeType is XmlNodeType.Element && _xml.LocalName == "row" && ReadRow() is { } record) return record;
            }
        }
        catch (Exception failure) when (UnreadableWorkbookException.RefusalOf(failure) is { } refusal)
        {
            Refusal = refusal;
        }

        return null;
    }

    public void Dispose()
    {
        _xml.Dispose();
        _package.Dispose();
    }

    private ScannedRecord? ReadRow()
    {
        _line = long.TryParse(_xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : _line + 1;
        if (_xml.IsEmptyElement) return null;

        _cells.Clear();
        _sheet.BeginRow();
        var (depth, next, length) = (_xml.Depth, 0, 0);
        while (_xml.Step(_limits) && _xml.Depth > depth)
        {
            if (_xml.NodeType is not XmlNodeType.Element || _xml.Depth != depth + 1 || _xml.LocalName != "c") continue;
            var text = _sheet.Read();
            // A cell that is only coloured holds nothing, and must not make the row wider than its header.
            if (text.IsEmpty) continue;
            while (next < _sheet.Column) Add(ref next, default);
            Add(ref next, text);
            length += text.Length + 1;
        }

        if (length == 0) return null;
        while (next < _width) Add(ref next, default);
        return _cells.ToRecord(_line, length);
    }

    private void Add(ref int next, ReadOnlySpan<char> text)
    {
        _cells.Add(text, escaped: false);
        next++;
    }

    /// <summary>A workbook that could not even be opened.</summary>
    private sealed class NothingToScan(ReadingRefusal refusal) : IRecordScanner
    {
        public IReadOnlyList<string> ColumnNames
        {
            set { }
        }

        public ReadingRefusal? Refusal => refusal;

        public ScannedRecord? Next() => null;

        public void Dispose()
        {
        }
    }
}
