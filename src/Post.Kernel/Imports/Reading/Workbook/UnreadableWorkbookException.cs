using System.Xml;

namespace Post.Kernel.Imports.Reading.Workbook;

/// <summary>Carries a refusal out of the depth of a parser; it never leaves the reading of a workbook.</summary>
internal sealed class UnreadableWorkbookException(string code, string text) : Exception(text)
{
    public static readonly ReadingRefusal Broken = new("workbook-broken",
        "The workbook is damaged or incomplete. Open it, save it again, and send the new file.");

    public ReadingRefusal Refusal { get; } = new(code, text);

    /// <summary>The refusal that a failure of the parser or the unpacking stands for; null for a failure of another kind.</summary>
    public static ReadingRefusal? RefusalOf(Exception failure) => failure switch
    {
        UnreadableWorkbookException unreadable => unreadable.Refusal,
        XmlException { InnerException: UnreadableWorkbookException inner } => inner.Refusal,
        XmlException or InvalidDataException or EndOfStreamException => Broken,
        _ => null,
    };
}
