using Post.Kernel.Imports.Profiles;
using Post.Kernel.Imports.Reading;

namespace Post.Kernel.Imports;

/// <summary>The rows of one run's file, judged one after another in the columns of the kind, with the cells as they stood.</summary>
internal sealed class ImportReading : IDisposable
{
    private readonly RowReader _reader;
    private readonly RowTranslator? _translator;
    private readonly ColumnMap _columns;

    public ImportReading(Stream stream, ImportRun run, IImportKind kind, ImportProfile? profile)
        : this(new RowReader(stream, FileEncodingDecoding.FromLabel(run.Encoding), profile?.Reading ?? ReadingOptions.Default), run, kind, profile)
    {
    }

    private ImportReading(RowReader reader, ImportRun run, IImportKind kind, ImportProfile? profile)
    {
        _reader = reader;
        var header = reader.ReadHeader().Cells;
        if (profile is not null) _translator = RowTranslator.Of(kind, profile.Fields, header, run.AsOf);
        else if (ColumnMap.Find(kind.Layout, header).Map is { } known && FileEncodingDecoding.FromLabel(run.Encoding) is FileEncoding.Workbook)
        {
            _translator = RowTranslator.Of(kind, known, run.AsOf);
        }

        _columns = _translator?.Columns ?? ColumnMap.Find(kind.Layout, header).Map!;
    }

    /// <summary>Why the rows ended before the file did.</summary>
    public ReadingRefusal? Refusal => _reader.Refusal;

    /// <summary>All rows are judged, and those after a row given out: the earlier ones are staged.</summary>
    public IEnumerable<StagedRow> Judge(IRowChecker checker, long after)
    {
        foreach (var row in _reader.Rows())
        {
            var judged = Judge(checker, row);
            if (row.RowNumber > after) yield return judged;
        }
    }

    public void Dispose() => _reader.Dispose();

    private StagedRow Judge(IRowChecker checker, ImportRow row)
    {
        if (_translator is null) return checker.Check(row, _columns);
        var (translated, problems) = _translator.Translate(row);
        var judged = checker.Check(translated, _columns);
        // The report shows what was sent, not what it was turned into.
        return judged with { Source = row, Reasons = problems.Count == 0 ? judged.Reasons : [.. problems.Select(p => p.Text)] };
    }
}
