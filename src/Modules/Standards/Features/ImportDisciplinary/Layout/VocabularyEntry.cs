namespace Post.Standards.Features.ImportDisciplinary.Layout;

/// <summary>One spelling that a source used, what it means, and since when we know it.</summary>
internal sealed record VocabularyEntry(
    string Kind, string Code, string Folded, string Label, string PublicLabel, string Source, DateOnly From);

/// <summary>How much a coded cell told us; only a known one may be counted and shown under its code.</summary>
internal enum CodeState
{
    Known,
    Redacted,
    NotRecorded,
    Unmapped,
}

/// <summary>A coded cell: its meaning, with the text it was read from unchanged.</summary>
internal sealed record CodedValue(string Code, string Label, string PublicLabel, CodeState State, string SourceText);

/// <summary>The codes that rules name; all other codes are data of the vocabulary only.</summary>
internal static class Codes
{
    public const string Redacted = "Redacted";
    public const string NotRecorded = "NotRecorded";
    public const string Unmapped = "Unmapped";
    public const string Sustained = "Sustained";
    public const string NeedsDetermination = "NeedsDetermination";
    public const string Pending = "Pending";
    public const string Reversed = "Reversed";
}
