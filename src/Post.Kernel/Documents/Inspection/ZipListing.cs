using System.Buffers.Binary;
using System.Text;

namespace Post.Kernel.Documents.Inspection;

/// <summary>One part of a zip as its central list says.</summary>
internal sealed record ZipPart(string Name, ushort Flags, ushort Method, long Packed, long Size, long Offset)
{
    private const ushort EncryptedFlag = 1;

    public bool Encrypted => (Flags & EncryptedFlag) != 0;

    public bool IsFolder => Name.EndsWith('/');
}

/// <summary>
/// The central list of a zip, read by hand and within bounds: nothing before the first part or behind the list, no part
/// over another, no name that leaves the archive. Ordinary programs write only such; the others are tricks.
/// </summary>
internal sealed class ZipListing
{
    private const int EndLength = 22;
    private const int RecordLength = 46;
    private const int LocalLength = 30;
    private const int LongestList = 16 * 1024 * 1024;

    private ZipListing(Hold? hold, IReadOnlyList<ZipPart> parts)
    {
        Hold = hold;
        Parts = parts;
    }

    public Hold? Hold { get; }

    public IReadOnlyList<ZipPart> Parts { get; }

    public static ZipListing Read(Stream file, InspectionLimits limits)
    {
        var end = file.ReadAt(Math.Max(0, file.Length - EndLength), EndLength);
        if (end.Length < EndLength || !end.AsSpan().StartsWith("PK\u0005\u0006"u8)) return Held(Hold.TwoInOne);
        var count = Number16(end, 10);
        var (length, offset) = (Number32(end, 12), Number32(end, 16));
        // All ones: the real numbers stand in a zip64 record, which no document needs.
        if (count == ushort.MaxValue || count > limits.ZipEntries || length > LongestList) return Held(Hold.Bomb);
        if (count == 0) return Held(Hold.Archive);
        if (offset + length + EndLength != file.Length) return Held(Hold.TwoInOne);
        var parts = Parse(file.ReadAt(offset, (int)length), count);
        return parts is null ? Held(Hold.Broken) : new ZipListing(ProblemOf(file, parts, offset), parts);
    }

    /// <summary>Where the packed bytes of a part begin, behind the header that stands before them.</summary>
    public static long DataOf(Stream file, ZipPart part)
    {
        var local = file.ReadAt(part.Offset, LocalLength);
        return part.Offset + LocalLength + Number16(local, 26) + Number16(local, 28);
    }

    private static List<ZipPart>? Parse(byte[] list, int count)
    {
        var parts = new List<ZipPart>(count);
        var at = 0;
        while (parts.Count < count)
        {
            if (at + RecordLength > list.Length || !list.AsSpan(at).StartsWith("PK\u0001\u0002"u8)) return null;
            var name = Number16(list, at + 28);
            if (at + RecordLength + name > list.Length) return null;
            parts.Add(new ZipPart(
                Encoding.UTF8.GetString(list, at + RecordLength, name), Number16(list, at + 8), Number16(list, at + 10),
                Number32(list, at + 20), Number32(list, at + 24), Number32(list, at + 42)));
            at += RecordLength + name + Number16(list, at + 30) + Number16(list, at + 32);
        }

        return at == list.Length ? parts : null;
    }

    private static Hold? ProblemOf(Stream file, List<ZipPart> parts, long listOffset)
    {
        if (parts.Any(p => p.Encrypted)) return Hold.Encrypted;
        if (parts.Any(p => LeavesTheArchive(p.Name))) return Hold.Broken;
        if (parts.DistinctBy(p => p.Name, StringComparer.OrdinalIgnoreCase).Count() < parts.Count) return Hold.Broken;
        long free = 0;
        foreach (var part in parts.OrderBy(p => p.Offset))
        {
            if (part.Offset < free) return Hold.Bomb;
            if (part.Offset == 0 != (free == 0)) return Hold.TwoInOne;
            if (!SaysTheSame(file, part)) return Hold.Broken;
            free = DataOf(file, part) + part.Packed;
            if (free > listOffset) return Hold.Bomb;
        }

        return null;
    }

    // Programs that read from the front and such as read the list must see one and the same file.
    private static bool SaysTheSame(Stream file, ZipPart part)
    {
        var name = Encoding.UTF8.GetBytes(part.Name);
        var local = file.ReadAt(part.Offset, LocalLength + name.Length);
        return local.Length == LocalLength + name.Length
            && local.AsSpan().StartsWith("PK\u0003\u0004"u8)
            && Number16(local, 8) == part.Method
            && Number16(local, 26) == name.Length
            && local.AsSpan(LocalLength).SequenceEqual(name);
    }

    private static bool LeavesTheArchive(string name) =>
        name.Length == 0 || name[0] == '/' || name.Contains('\\') || name.Contains(':') || name.Contains('\0') || name.Split('/').Contains("..");

    private static ZipListing Held(Hold hold) => new(hold, []);

    private static ushort Number16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static long Number32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
