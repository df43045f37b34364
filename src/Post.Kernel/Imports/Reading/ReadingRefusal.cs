namespace Post.Kernel.Imports.Reading;

/// <summary>Why a whole file is not read; the text says what happened and what to do about it.</summary>
public sealed record ReadingRefusal(string Code, string Text);

/// <summary>Why one row is not taken as it stands; a column is named where one is at fault.</summary>
public sealed record RowProblem(string Code, string Text, string? Column = null);
