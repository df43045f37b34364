using System.Text;

namespace Post.Kernel.Documents.Inspection;

/// <summary>Names a type by the first bytes; text and unknown bytes have no signature.</summary>
internal static class Signatures
{
    private static readonly (byte[] Start, DocumentType Type)[] s_starts =
    [
        ("%PDF-"u8.ToArray(), DocumentType.Pdf),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], DocumentType.Png),
        ([0xFF, 0xD8, 0xFF], DocumentType.Jpeg),
        ([0x49, 0x49, 0x2A, 0x00], DocumentType.Tiff),
        ([0x4D, 0x4D, 0x00, 0x2A], DocumentType.Tiff),
        ([0x49, 0x49, 0x2B, 0x00], DocumentType.Tiff),
        ([0x4D, 0x4D, 0x00, 0x2B], DocumentType.Tiff),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], DocumentType.OlderOffice),
        ("{\\rtf"u8.ToArray(), DocumentType.RichText),
        ("PK\u0003\u0004"u8.ToArray(), DocumentType.Archive),
        ("PK\u0005\u0006"u8.ToArray(), DocumentType.Archive),
        ("PK\u0007\u0008"u8.ToArray(), DocumentType.Archive),
        ([0x1F, 0x8B], DocumentType.Archive),
        ([0x1F, 0x9D], DocumentType.Archive),
        ("BZh"u8.ToArray(), DocumentType.Archive),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], DocumentType.Archive),
        ([0x28, 0xB5, 0x2F, 0xFD], DocumentType.Archive),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], DocumentType.Archive),
        ("Rar!\u001A\u0007"u8.ToArray(), DocumentType.Archive),
        ("MSCF"u8.ToArray(), DocumentType.Archive),
        ("!<arch>"u8.ToArray(), DocumentType.Archive),
        ([0x7F, 0x45, 0x4C, 0x46], DocumentType.Program),
        ("MZ"u8.ToArray(), DocumentType.Program),
        ([0xCA, 0xFE, 0xBA, 0xBE], DocumentType.Program),
        ([0xFE, 0xED, 0xFA, 0xCE], DocumentType.Program),
        ([0xFE, 0xED, 0xFA, 0xCF], DocumentType.Program),
        ([0xCE, 0xFA, 0xED, 0xFE], DocumentType.Program),
        ([0xCF, 0xFA, 0xED, 0xFE], DocumentType.Program),
        ([0x00, 0x61, 0x73, 0x6D], DocumentType.Program),
        ("#!"u8.ToArray(), DocumentType.Program),
        ([0x4C, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00], DocumentType.Program),
    ];

    public static DocumentType? Of(ReadOnlySpan<byte> head)
    {
        foreach (var (start, type) in s_starts)
        {
            if (head.StartsWith(start)) return type;
        }

        if (head.Length > 262 && head[257..].StartsWith("ustar"u8)) return DocumentType.Archive;
        if (head.Length > 12 && head[4..].StartsWith("ftyp"u8)) return DocumentType.Video;
        if (head.StartsWith("RIFF"u8) && head.Length > 12 && head[8..].StartsWith("WAVE"u8)) return DocumentType.Audio;
        return LooksLikeMarkup(head) ? DocumentType.WebPage : null;
    }

    /// <summary>Bytes that begin a file which a program would run or unpack.</summary>
    public static bool StartsOtherFile(ReadOnlySpan<byte> head) =>
        Of(head) is DocumentType.Pdf or DocumentType.Archive or DocumentType.Program or DocumentType.OlderOffice or DocumentType.RichText;

    private static bool LooksLikeMarkup(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var text = head.StartsWith(mark) ? Encoding.UTF8.GetString(head)
            : head.StartsWith(new byte[] { 0xFF, 0xFE }) ? Encoding.Unicode.GetString(head)
            : head.StartsWith(new byte[] { 0xFE, 0xFF }) ? Encoding.BigEndianUnicode.GetString(head)
            : Encoding.Latin1.GetString(head);
        text = text.TrimStart('\uFEFF', '\uFFFE', ' ', '\t', '\r', '\n', '\f', '\0');
        return text.Length > 1 && text[0] == '<' && (char.IsAsciiLetter(text[1]) || text[1] is '!' or '?');
    }
}
