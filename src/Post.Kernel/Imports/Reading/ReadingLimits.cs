namespace Post.Kernel.Imports.Reading;

/// <summary>How much of a hostile or broken file is held in memory before the row or the file is refused.</summary>
public sealed record ReadingLimits
{
    public static ReadingLimits Default { get; } = new();

    public int CellCharacters { get; init; } = 64 * 1024;

    /// <summary>Beyond this an opening quote counts as never closed, and reading resumes on the next line.</summary>
    public int RecordCharacters { get; init; } = 16 * 1024 * 1024;

    public int HeaderCharacters { get; init; } = 64 * 1024;

    public int Columns { get; init; } = 512;

    /// <summary>How much of each cell of a rejected row is kept for the report.</summary>
    public int KeptCharacters { get; init; } = 500;
}
