using static System.FormattableString;

namespace Post.Kernel.Imports.Reading;

/// <summary>The ways in which text fails to be a record.</summary>
internal static class RecordProblems
{
    public static RowProblem Unclosed { get; } = new("quote-unclosed",
        "A quotation mark opens a cell and is never closed. Close it, or double it if it belongs to the text.");

    public static RowProblem StrayQuote { get; } = new("quote-stray",
        "A quotation mark stands where none may. Put the cell in quotation marks and double those inside it.");

    public static RowProblem TooLong(ReadingLimits limits) => new("record-too-long",
        Invariant($"The row passes {limits.RecordCharacters:N0} characters, or a quotation mark never closes."));
}
