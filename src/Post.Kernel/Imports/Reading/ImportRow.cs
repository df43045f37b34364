namespace Post.Kernel.Imports.Reading;

/// <summary>One data row as it stood in the file; a rejected row carries the reason and its cells, clipped.</summary>
/// <param name="RowNumber">1 for the first row after the header.</param>
/// <param name="Line">The physical line the row begins on, the header being line 1.</param>
/// <param name="Cells">In the order of the file.</param>
/// <param name="Problem">Null for a row that could be read.</param>
public sealed record ImportRow(long RowNumber, long Line, IReadOnlyList<string> Cells, RowProblem? Problem)
{
    public bool Rejected => Problem is not null;
}

/// <summary>The column names of a file, or why there are none.</summary>
public sealed record HeaderReading(IReadOnlyList<string> Cells, ReadingRefusal? Refusal);
