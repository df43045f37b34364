namespace Post.Kernel.Documents;

/// <summary>What a document is by its bytes. The first group is taken as it is; of the second every document is held.</summary>
public enum DocumentType
{
    Pdf,
    Png,
    Jpeg,
    Tiff,
    Text,
    Csv,
    Email,
    Docx,
    Xlsx,
    Video,
    Audio,

    Unknown,
    Archive,
    Program,
    WebPage,
    RichText,
    OlderOffice,
}

/// <summary>How a browser may show a document, if it may at all.</summary>
public enum DocumentView
{
    None,
    Image,
    Text,
    Pdf,
}

/// <summary>What follows from a type: the words for people, the media type of answers, the ending of a downloaded file.</summary>
public sealed record DocumentTypeFacts(string Label, string MediaType, string Extension, DocumentView View = DocumentView.None)
{
    private const string Bytes = "application/octet-stream";

    /// <summary>The media type with the character set of a text.</summary>
    public string MediaTypeWith(string? charset) => charset is null ? MediaType : $"{MediaType}; charset={charset}";

    public static DocumentTypeFacts Of(DocumentType type) => type switch
    {
        DocumentType.Pdf => new("PDF", "application/pdf", "pdf", DocumentView.Pdf),
        DocumentType.Png => new("PNG image", "image/png", "png", DocumentView.Image),
        DocumentType.Jpeg => new("JPEG image", "image/jpeg", "jpg", DocumentView.Image),
        DocumentType.Tiff => new("TIFF image", "image/tiff", "tif"),
        DocumentType.Text => new("Plain text", "text/plain", "txt", DocumentView.Text),
        // As text, and never as a table that a program may calculate with.
        DocumentType.Csv => new("CSV table", "text/plain", "csv", DocumentView.Text),
        DocumentType.Email => new("E-mail message", "text/plain", "eml", DocumentView.Text),
        DocumentType.Docx => new("Word document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        DocumentType.Xlsx => new("Excel workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        DocumentType.Video => new("Video (MP4)", "video/mp4", "mp4"),
        DocumentType.Audio => new("Sound (WAV)", "audio/wav", "wav"),
        DocumentType.Archive => new("Archive", Bytes, "bin"),
        DocumentType.Program => new("Program", Bytes, "bin"),
        DocumentType.WebPage => new("Web page", Bytes, "bin"),
        DocumentType.RichText => new("Rich text", Bytes, "bin"),
        DocumentType.OlderOffice => new("Older or protected Office file", Bytes, "bin"),
        DocumentType.Unknown => new("Unknown", Bytes, "bin"),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A type without facts."),
    };
}
