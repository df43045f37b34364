using Post.Kernel.Data;

namespace Post.Kernel.Imports.StageImport;

/// <summary>Gathers judged rows in the form in which the staging table takes them.</summary>
internal sealed class StagingRows(IImportKind kind, Guid run)
{
    private static readonly string[] s_common = ["run_id", "row_no", "line", "verdict", "reasons", "cells"];

    private readonly string[] _columns = [.. s_common, .. kind.StagingColumns];
    private CopyRows? _rows;

    public int Count => _rows?.Count ?? 0;

    public void Add(StagedRow row)
    {
        _rows ??= new CopyRows(_columns);
        _rows.StartRow();
        _rows.Uuid(run);
        _rows.LongNumber(row.Source.RowNumber);
        _rows.LongNumber(row.Source.Line);
        _rows.Text(row.Verdict.ToString());
        _rows.Texts(row.Reasons);
        _rows.Texts(row.Source.Cells);
        row.Write(_rows);
    }

    /// <summary>Hands over what was gathered and begins anew.</summary>
    public CopyRows Take()
    {
        var rows = _rows ?? new CopyRows(_columns);
        _rows = null;
        return rows;
    }
}
