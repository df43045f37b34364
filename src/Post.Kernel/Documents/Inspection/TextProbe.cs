using System.Text;
using System.Text.RegularExpressions;

namespace Post.Kernel.Documents.Inspection;

/// <summary>Tells text from bytes of no known kind, and tables and messages from other text.</summary>
internal static partial class TextProbe
{
    private const int LinesOfATable = 20;
    private static readonly char[] s_separators = [',', ';', '\t'];
    private const int BlockLength = 64 * 1024;

    public static InspectionResult Look(Stream file, byte[] head, CancellationToken ct)
    {
        if (Foreign.HasPdfHeader(head)) return new(DocumentType.Unknown, Hold.TwoInOne);
        if (CharsetOf(file, head, ct) is not { } charset) return new(DocumentType.Unknown, Hold.Unknown);
        if (Foreign.EndsAsZip(file)) return new(DocumentType.Unknown, Hold.TwoInOne);
        var start = Encoding.GetEncoding(charset == "windows-1252" ? "iso-8859-1" : charset).GetString(head).TrimStart('\uFEFF');
        if (MessageHeader().IsMatch(start)) return new(DocumentType.Email, HasAttachment(file, ct) ? Hold.Embedded : null, charset);
        return new(IsTable(start) ? DocumentType.Csv : DocumentType.Text, null, charset);
    }

    private static string? CharsetOf(Stream file, byte[] head, CancellationToken ct)
    {
        if (head is [0xFF, 0xFE, ..]) return IsText(file, new UnicodeEncoding(false, true, true), ct) ? "utf-16" : null;
        if (head is [0xFE, 0xFF, ..]) return IsText(file, new UnicodeEncoding(true, true, true), ct) ? "utf-16be" : null;
        if (IsText(file, new UTF8Encoding(false, throwOnInvalidBytes: true), ct)) return "utf-8";
        // Its printable characters stand where those of the Windows set do; which of the two it was does not matter here.
        return IsText(file, Encoding.Latin1, ct) ? "windows-1252" : null;
    }

    private static bool IsText(Stream file, Encoding encoding, CancellationToken ct)
    {
        file.Position = 0;
        var decoder = encoding.GetDecoder();
        var bytes = new byte[BlockLength];
        var letters = new char[encoding.GetMaxCharCount(BlockLength)];
        try
        {
            int read;
            do
            {
                ct.ThrowIfCancellationRequested();
                read = file.Read(bytes);
                var count = decoder.GetChars(bytes, 0, read, letters, 0, flush: read == 0);
                if (letters.AsSpan(0, count).ContainsAnyInRange('\0', '\b') || letters.AsSpan(0, count).ContainsAnyInRange('\u000E', '\u001A')) return false;
            }
            while (read > 0);

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static bool HasAttachment(Stream file, CancellationToken ct) => file.Any(
        64, (block, _) => block.ContainsIgnoringCase("content-disposition: attachment"u8) || block.ContainsIgnoringCase("filename="u8), ct);

    // The same number of separators in every line that is whole, outside quotation marks.
    private static bool IsTable(string start)
    {
        var lines = start.Split('\n').Where(l => l.Trim().Length > 0).Take(LinesOfATable).ToList();
        if (lines.Count < 2) return false;
        return s_separators.Any(separator =>
        {
            var counts = lines.Take(Math.Max(2, lines.Count - 1)).Select(l => Quoted().Replace(l, "").Count(c => c == separator)).Distinct().ToList();
            return counts is [> 0];
        });
    }

    [GeneratedRegex(@"\A(?:(?:Return-Path|Received|Delivered-To|From|To|Subject|Date|Message-ID|MIME-Version|X-[\w-]+):[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3}", RegexOptions.IgnoreCase)]
    private static partial Regex MessageHeader();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();
}
