namespace Post.Kernel.Documents.Inspection;

/// <summary>
/// Says what a file is from its bytes alone, and whether it is safe to serve. It looks for what is dangerous by its kind;
/// it knows no particular virus, which is the scanner's work.
/// </summary>
public static class DocumentInspector
{
    private const int HeadLength = 8 * 1024;

    /// <param name="file">Readable and seekable, positioned anywhere.</param>
    /// <param name="limits">How far packed parts are opened.</param>
    /// <param name="ct">Ends a long look.</param>
    public static InspectionResult Inspect(Stream file, InspectionLimits limits, CancellationToken ct)
    {
        var head = file.ReadAt(0, HeadLength);
        return Signatures.Of(head) switch
        {
            DocumentType.Pdf => new(DocumentType.Pdf, Foreign.InPdf(file, head) ?? PdfProbe.Look(file, limits, ct)),
            DocumentType.Png => new(DocumentType.Png, PictureProbe.Png(file) ?? Foreign.InPicture(file, head, ct)),
            DocumentType.Archive when !head.AsSpan().StartsWith("PK"u8) => new(DocumentType.Archive, Hold.Archive),
            DocumentType.Archive => OfficeProbe.Look(file, limits, ct),
            DocumentType.OlderOffice => new(DocumentType.OlderOffice, HoldsEncryptedPackage(file, ct) ? Hold.Encrypted : Hold.OlderOffice),
            DocumentType.RichText => new(DocumentType.RichText, Hold.RichText),
            DocumentType.Program => new(DocumentType.Program, Hold.Program),
            DocumentType.WebPage => new(DocumentType.WebPage, Hold.WebPage),
            { } picture => new(picture, Foreign.InPicture(file, head, ct)),
            null => TextProbe.Look(file, head, ct),
        };
    }

    // A protected .docx or .xlsx is an old container around an encrypted package; the container's list names it.
    private static bool HoldsEncryptedPackage(Stream file, CancellationToken ct)
    {
        var name = System.Text.Encoding.Unicode.GetBytes("EncryptedPackage");
        return file.Any(name.Length, (block, _) => block.IndexOf(name) >= 0, ct);
    }
}
