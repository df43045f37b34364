using System.IO.Compression;

namespace Post.Kernel.Documents.Inspection;

/// <summary>
/// Opens a zip only if it is a Word or Excel file, unpacks every part within bounds and without keeping it, and holds
/// whatever carries a program, another file, or content from elsewhere. Other archives are held unopened.
/// </summary>
internal static class OfficeProbe
{
    private const string TypesPart = "[Content_Types].xml";
    private const int BlockLength = 64 * 1024;
    private const int Overlap = 64;
    private const int StoredMethod = 0;
    private const int DeflateMethod = 8;
    private const int LongestDescription = 4 * 1024 * 1024;

    public static InspectionResult Look(Stream file, InspectionLimits limits, CancellationToken ct)
    {
        var listing = ZipListing.Read(file, limits);
        if (TypeOf(listing) is not { } type)
        {
            // Whatever else is wrong with it: an archive is an archive.
            return new(DocumentType.Archive, listing.Hold ?? Hold.Archive);
        }

        return new(type, listing.Hold ?? Named(listing.Parts) ?? Unpacked(file, listing.Parts, limits, ct));
    }

    private static DocumentType? TypeOf(ZipListing listing)
    {
        var names = listing.Parts.Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!names.Contains(TypesPart)) return null;
        if (names.Contains("word/document.xml")) return DocumentType.Docx;
        return names.Contains("xl/workbook.xml") ? DocumentType.Xlsx : null;
    }

    private static Hold? Named(IReadOnlyList<ZipPart> parts)
    {
        foreach (var name in parts.Where(p => !p.IsFolder).Select(p => p.Name.ToUpperInvariant()))
        {
            if (Has(name, "VBAPROJECT") || Has(name, "VBADATA") || Has(name, "/MACROSHEETS/")) return Hold.Macros;
            if (Has(name, "/ACTIVEX/") || Has(name, "CUSTOMUI/")) return Hold.ActiveContent;
            if (Has(name, "/EMBEDDINGS/")) return Hold.Embedded;
        }

        return null;
    }

    private static bool Has(string name, string word) => name.Contains(word, StringComparison.Ordinal);

    private static Hold? Unpacked(Stream file, IReadOnlyList<ZipPart> parts, InspectionLimits limits, CancellationToken ct)
    {
        var left = limits.UnpackedBytes;
        foreach (var part in parts.Where(p => !p.IsFolder))
        {
            ct.ThrowIfCancellationRequested();
            if (part.Method is not (StoredMethod or DeflateMethod)) return Hold.Broken;
            using var packed = new PartStream(file, ZipListing.DataOf(file, part), part.Packed);
            using var content = part.Method == DeflateMethod ? new DeflateStream(packed, CompressionMode.Decompress) : (Stream)packed;
            try
            {
                if (Part(content, part, Math.Min(left, Bound(part, limits)), out var size) is { } hold) return hold;
                left -= size;
            }
            catch (InvalidDataException)
            {
                return Hold.Broken;
            }
        }

        return null;
    }

    // What the list says of a part's size is not believed: the bytes are counted.
    private static long Bound(ZipPart part, InspectionLimits limits) => Math.Max(limits.RatioFrom, part.Packed * limits.Ratio);

    private static Hold? Part(Stream content, ZipPart part, long bound, out long size)
    {
        using var description = IsDescription(part.Name) ? new MemoryStream() : null;
        var block = new byte[Overlap + BlockLength];
        var kept = 0;
        size = 0;
        int read;
        while ((read = content.Read(block, kept, BlockLength)) > 0)
        {
            if (size == 0 && Signatures.StartsOtherFile(block.AsSpan(kept, read))) return Hold.Embedded;
            size += read;
            if (size > bound || (description is not null && size > LongestDescription)) return Hold.Bomb;
            description?.Write(block, kept, read);
            var seen = block.AsSpan(0, kept + read);
            if (Acts(seen)) return Hold.ActiveContent;
            var carry = Math.Min(Overlap, seen.Length);
            seen[^carry..].CopyTo(block);
            kept = carry;
        }

        if (size != part.Size) return Hold.Broken;
        return description is null ? null : OfficeDescriptions.Look(description.ToArray());
    }

    private static bool IsDescription(string name) =>
        name.Equals(TypesPart, StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    // Fields and links that start a program when the document is opened.
    private static bool Acts(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("DDEAUTO"u8) >= 0 || bytes.IndexOf("ddeLink"u8) >= 0 || bytes.IndexOf("<!DOCTYPE"u8) >= 0 || bytes.IndexOf("<!ENTITY"u8) >= 0;
}
