namespace Post.Kernel.Documents.Inspection;

/// <summary>Signs that a file is at the same time a file of another kind.</summary>
internal static class Foreign
{
    private const int MarkLength = 16;
    private const int ZipTailLength = 22 + ushort.MaxValue;

    // Readers of PDF look for its header this far.
    private const int PdfHeaderReach = 1024;

    private static ReadOnlySpan<byte> PdfHeader => "%PDF-"u8;

    public static Hold? InPdf(Stream file, ReadOnlySpan<byte> head) =>
        HoldsMarkup(head[..Math.Min(head.Length, PdfHeaderReach)]) || EndsAsZip(file) ? Hold.TwoInOne : null;

    public static Hold? InPicture(Stream file, ReadOnlySpan<byte> head, CancellationToken ct)
    {
        if (head[..Math.Min(head.Length, PdfHeaderReach)].IndexOf(PdfHeader) >= 0) return Hold.TwoInOne;
        return HoldsMarkup(head) || EndsAsZip(file) || HoldsScript(file, ct) ? Hold.TwoInOne : null;
    }

    public static bool HasPdfHeader(ReadOnlySpan<byte> head) => head[..Math.Min(head.Length, PdfHeaderReach)].IndexOf(PdfHeader) >= 0;

    // Unpackers read from the end, so a zip may stand behind anything.
    public static bool EndsAsZip(Stream file)
    {
        var tail = file.ReadAt(Math.Max(0, file.Length - ZipTailLength), ZipTailLength).AsSpan();
        for (var at = tail.LastIndexOf("PK\u0005\u0006"u8); at >= 0; at = tail[..at].LastIndexOf("PK\u0005\u0006"u8))
        {
            if (tail.Length - at >= 22) return true;
        }

        return false;
    }

    private static bool HoldsMarkup(ReadOnlySpan<byte> head) =>
        head.ContainsIgnoringCase("<html"u8) || head.ContainsIgnoringCase("<script"u8) || head.ContainsIgnoringCase("<svg"u8)
        || head.ContainsIgnoringCase("<iframe"u8) || head.ContainsIgnoringCase("<!doctype"u8) || head.ContainsIgnoringCase("<?php"u8);

    // In the whole file only marks so long that a picture does not hold them by chance.
    private static bool HoldsScript(Stream file, CancellationToken ct) => file.Any(
        MarkLength,
        (block, _) => block.ContainsIgnoringCase("<script"u8) || block.ContainsIgnoringCase("<!doctype html"u8) || block.ContainsIgnoringCase("<iframe "u8),
        ct);
}
