namespace Post.Kernel.Documents.Inspection;

/// <summary>Why a document is kept and not served; the words tell what to do.</summary>
public sealed record Hold(string Code, string Words)
{
    public static readonly Hold Archive = new("archive", "It is an archive of files. Ask for the files themselves, one by one.");
    public static readonly Hold Program = new("program", "It is a program. Programs are kept as they came and never opened here.");
    public static readonly Hold WebPage = new("web-page", "It is a web page, a drawing with markup or XML, which a browser could act on. Ask for a PDF.");
    public static readonly Hold RichText = new("rich-text", "It is in the RTF format, which can hide other files. Ask for a PDF or a Word document (.docx).");
    public static readonly Hold OlderOffice = new("older-office", "It is in an older Office format, which can hide programs. Ask for a PDF, .docx or .xlsx.");
    public static readonly Hold Unknown = new("unknown-type", "Its bytes are of no type that is known here, so it is kept as it came and not opened.");

    public static readonly Hold Encrypted = new("encrypted", "It is protected by a password or encrypted, so nobody can see what is in it. Ask for a copy without protection.");
    public static readonly Hold Macros = new("macros", "It contains macros, which are programs. Ask for a copy without macros or a PDF.");
    public static readonly Hold External = new("external-content", "It fetches a template or other content from elsewhere when it is opened. Ask for a PDF.");
    public static readonly Hold Embedded = new("embedded-file", "Another file is embedded in it. Ask for a copy without it, and for that file by itself.");
    public static readonly Hold ActiveContent = new("active-content", "It contains controls or commands that act when it is opened. Ask for a PDF.");

    public static readonly Hold PdfScript = new("pdf-script", "This PDF contains a script. Ask for a copy printed to PDF.");
    public static readonly Hold PdfLaunch = new("pdf-launch", "This PDF can start a program or send data when it is opened. Ask for a copy printed to PDF.");
    public static readonly Hold PdfEmbedded = new("pdf-embedded-file", "Other files or media are embedded in this PDF. Ask for a copy without them, and for each of them by itself.");
    public static readonly Hold PdfUnreadable = new("pdf-unreadable", "Parts of this PDF are packed in a way that cannot be looked into. Ask for a copy printed to PDF.");

    public static readonly Hold TwoInOne = new("two-in-one", "It is two kinds of file in one, which programs read differently. Ask for a clean copy.");
    public static readonly Hold Bomb = new("bomb", "Unpacked it would be far larger than any document. Ask for the real document.");
    public static readonly Hold Broken = new("broken", "It is broken or not whole. Ask for it once more.");
}

/// <summary>What the bytes are, and why they are held back, if they are.</summary>
public sealed record InspectionResult(DocumentType Type, Hold? Hold = null, string? Charset = null);
