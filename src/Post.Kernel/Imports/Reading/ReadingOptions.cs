namespace Post.Kernel.Imports.Reading;

/// <summary>What the file itself does not tell: how its values are separated, and which sheet of a workbook
/// counts (null: the first one that is visible).</summary>
public sealed record ReadingOptions(char Delimiter = ReadingOptions.Comma, string? Sheet = null)
{
    public const char Comma = ',';

    public static readonly ReadingOptions Default = new();

    /// <summary>Separators that submitters use, in the order in which a first line is tried.</summary>
    public static readonly IReadOnlyList<char> Delimiters = [Comma, ';', '\t', '|'];
}
