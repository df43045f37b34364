namespace Post.Kernel.Imports.Reading.Workbook;

/// <summary>How much a workbook may unpack to, and hold in memory, before it is refused.</summary>
public sealed record WorkbookLimits
{
    public static WorkbookLimits Default { get; } = new();

    /// <summary>Honest sheets unpack to 8 to 60 times their packed size; a bomb to a thousand.</summary>
    public int Ratio { get; init; } = 200;

    /// <summary>Below this size no ratio is a danger.</summary>
    public long RatioFloor { get; init; } = 16L * 1024 * 1024;

    public long SheetBytes { get; init; } = 8L * 1024 * 1024 * 1024;

    /// <summary>Of the small parts: styles, list of sheets, relations.</summary>
    public long PartBytes { get; init; } = 32L * 1024 * 1024;

    public long SharedTextBytes { get; init; } = 192L * 1024 * 1024;

    public int SharedTexts { get; init; } = 8 * 1024 * 1024;

    public int DirectoryBytes { get; init; } = 1024 * 1024;

    /// <summary>A cell has 32,767 characters at most, so neither text nor attribute is ever longer than this.</summary>
    public int MarkupGap { get; init; } = 1024 * 1024;

    public int MarkupNames { get; init; } = 4096;

    public int MarkupDepth { get; init; } = 64;
}
