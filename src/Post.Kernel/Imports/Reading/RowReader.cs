using Post.Kernel.Imports.Reading.Workbook;
using static System.FormattableString;

namespace Post.Kernel.Imports.Reading;

/// <summary>Streams the rows of an inspected file, every one of them, in memory that does not grow with the
/// file: a broken row is handed over with its reason and reading goes on.</summary>
public sealed class RowReader : IDisposable
{
    private readonly IRecordScanner _scanner;
    private readonly ReadingLimits _limits;
    private int _width;

    public RowReader(Stream stream, FileEncoding encoding, ReadingLimits? limits = null)
        : this(stream, encoding, ReadingOptions.Default, limits)
    {
    }

    public RowReader(Stream stream, FileEncoding encoding, ReadingOptions options, ReadingLimits? limits = null)
    {
        _limits = limits ?? ReadingLimits.Default;
        _scanner = encoding is FileEncoding.Workbook
            ? SheetScanner.Open(stream, options.Sheet, _limits, WorkbookLimits.Default)
            : new RecordScanner(Text(stream, encoding), _limits, options.Delimiter);
    }

    /// <summary>Why the rows ended before the file did; null when they did not.</summary>
    public ReadingRefusal? Refusal => _scanner.Refusal;

    /// <summary>Must be called once, before the rows.</summary>
    public HeaderReading ReadHeader()
    {
        var header = _scanner.Next();
        if (header is null)
        {
            return new HeaderReading(
                [], Refusal ?? new ReadingRefusal("empty", "The file holds blank lines only. Export it again."));
        }

        if (header.Length > _limits.HeaderCharacters || header.Count > _limits.Columns)
        {
            return new HeaderReading([], ImportFile.HeaderRefusal);
        }

        if (header.Problem is { } problem)
        {
            return new HeaderReading([], new ReadingRefusal("header-broken",
                $"The header line cannot be read. {problem.Text}"));
        }

        _width = header.Cells.Length;
        _scanner.ColumnNames = header.Cells;
        return new HeaderReading(header.Cells, null);
    }

    public IEnumerable<ImportRow> Rows()
    {
        if (_width == 0) throw new InvalidOperationException("The header has not been read.");

        var number = 0L;
        while (_scanner.Next() is { } record)
        {
            var problem = record.Problem ?? Ragged(record.Count);
            var cells = problem is null ? record.Cells : Kept(record.Cells);
            yield return new ImportRow(++number, record.Line, cells, problem);
        }
    }

    public void Dispose() => _scanner.Dispose();

    private static StreamReader Text(Stream stream, FileEncoding encoding) =>
        new(stream, encoding.Decoder(), detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);

    private RowProblem? Ragged(int count) => count == _width ? null : new RowProblem(
        count < _width ? "cells-missing" : "cells-extra",
        Invariant(
            $"The row has {count:N0} cells and the header {_width:N0}. Check for commas outside quotation marks."));

    private string[] Kept(string[] cells) =>
        Array.ConvertAll(cells, c => RecordCells.Clip(c, _limits.KeptCharacters));
}
