using System.Text;

namespace Post.Kernel.Imports.Reading;

/// <summary>Names the kind of a file that is no text, from its first bytes and never from its name.</summary>
internal static class FileSignature
{
    private static readonly (byte[] Start, string Kind)[] Known =
    [
        ("%PDF-"u8.ToArray(), "a PDF document"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
        ([0xFF, 0xD8, 0xFF], "a JPEG image"),
        ("GIF8"u8.ToArray(), "a GIF image"),
        ([0x1F, 0x8B], "a gzip archive"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive"),
        ("Rar!"u8.ToArray(), "a RAR archive"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ];

    private static readonly byte[] s_compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static readonly byte[] s_encrypted = Encoding.Unicode.GetBytes("EncryptedPackage");

    public static bool IsZip(ReadOnlySpan<byte> start) =>
        start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8) || start.StartsWith("PK\u0007\u0008"u8);

    public static ReadingRefusal? Refuse(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(s_compound)) return Compound(start);
        foreach (var (magic, kind) in Known)
        {
            if (start.StartsWith(magic)) return Binary($"This is {kind}, not a CSV file or a workbook.");
        }

        return LooksLikeWebPage(start)
            ? new ReadingRefusal("web-page",
                "This is a web page, not a CSV file. The download may have been refused; fetch the file again.")
            : null;
    }

    public static ReadingRefusal Binary(string what) =>
        new("binary", $"{what} Export the data as “CSV UTF-8” or XLSX and send that file.");

    // A workbook with a password is not a zip archive but an older container around one.
    private static ReadingRefusal Compound(ReadOnlySpan<byte> start) => start.IndexOf(s_encrypted) >= 0
        ? new ReadingRefusal("workbook-encrypted",
            "The workbook is protected by a password, so it cannot be read. Remove the password and send it again.")
        : Binary("This is an older Excel or Word file, or a workbook with a password.");

    private static bool LooksLikeWebPage(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var text = (start.StartsWith(mark) ? start[mark.Length..] : start).TrimStart(" \t\r\n"u8);
        return StartsWith(text, "<!doctype html"u8) || StartsWith(text, "<html"u8);
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) =>
        text.Length >= lower.Length && Ascii.EqualsIgnoreCase(text[..lower.Length], lower);
}
