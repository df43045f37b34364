using System.Buffers;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Text;

namespace Post.Kernel.Documents.Inspection;

/// <summary>
/// Looks through a PDF for names that make it act: in the plain bytes, whatever a parser would take them for, and in
/// every packed stream that holds objects. Too much is found rather than too little: a held document is still kept.
/// </summary>
internal static class PdfProbe
{
    private const int LongestName = 64;
    private const int TailLength = 2048;
    private const int PrefixLength = 64;
    private const string ObjectStream = "ObjStm";

    private static readonly SearchValues<byte> s_blanks = SearchValues.Create(" \r\n\t\0\u001A"u8);

    private static readonly FrozenDictionary<string, Hold> s_names = new Dictionary<string, Hold>
    {
        ["JavaScript"] = Hold.PdfScript,
        ["Launch"] = Hold.PdfLaunch,
        ["SubmitForm"] = Hold.PdfLaunch,
        ["ImportData"] = Hold.PdfLaunch,
        ["GoToE"] = Hold.PdfEmbedded,
        ["EmbeddedFile"] = Hold.PdfEmbedded,
        ["EmbeddedFiles"] = Hold.PdfEmbedded,
        ["RichMedia"] = Hold.PdfEmbedded,
        ["XFA"] = Hold.PdfScript,
        ["Encrypt"] = Hold.Encrypted,
    }.ToFrozenDictionary();

    public static Hold? Look(Stream file, InspectionLimits limits, CancellationToken ct)
    {
        if (EndOf(file) is { } end) return end;
        var (hold, named) = (default(Hold), 0);
        var streams = new List<long>();
        var seen = -1L;
        file.Any(LongestName, (block, offset) =>
        {
            hold ??= NamesIn(block, offset, ref seen, ref named);
            FindStreams(block, offset, streams);
            return hold is not null;
        }, ct);
        return hold ?? InStreams(file, streams, named, limits, ct);
    }

    // Behind the last end mark nothing but blanks: what stands there belongs to another file.
    private static Hold? EndOf(Stream file)
    {
        var tail = file.ReadAt(Math.Max(0, file.Length - TailLength), TailLength).AsSpan();
        var mark = tail.LastIndexOf("%%EOF"u8);
        if (mark < 0) return Hold.Broken;
        return tail[(mark + 5)..].IndexOfAnyExcept(s_blanks) < 0 ? null : Hold.TwoInOne;
    }

    private static Hold? NamesIn(ReadOnlySpan<byte> block, long offset, ref long seen, ref int objectStreams)
    {
        for (var at = block.IndexOf((byte)'/'); at >= 0;)
        {
            if (offset + at > seen && NameAt(block[(at + 1)..]) is { } name)
            {
                seen = offset + at;
                if (s_names.TryGetValue(name, out var hold)) return hold;
                if (name == ObjectStream) objectStreams++;
            }

            var next = block[(at + 1)..].IndexOf((byte)'/');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return null;
    }

    // #6A in a name is the letter j: a way to write a name that a plain search misses. Null: not whole in this block.
    private static string? NameAt(ReadOnlySpan<byte> bytes)
    {
        var name = new StringBuilder(16);
        for (var i = 0; i < bytes.Length && name.Length < LongestName / 2; i++)
        {
            if (IsDelimiter(bytes[i])) return name.ToString();
            if (bytes[i] == '#' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]))
            {
                name.Append((char)Convert.FromHexString([(char)bytes[i + 1], (char)bytes[i + 2]])[0]);
                i += 2;
            }
            else
            {
                name.Append((char)bytes[i]);
            }
        }

        return null;
    }

    private static bool IsDelimiter(byte b) => b is 0 or 9 or 10 or 12 or 13 or 32
        or (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%';

    private static void FindStreams(ReadOnlySpan<byte> block, long offset, List<long> streams)
    {
        for (var from = 0; block[from..].IndexOf("stream"u8) is >= 0 and var found; from += found + 6)
        {
            var after = from + found + 6;
            var start = after < block.Length && block[after] == '\r' ? after + 1 : after;
            if (start >= block.Length || block[start] != '\n') continue;
            if (streams.Count == 0 || streams[^1] < offset + start + 1) streams.Add(offset + start + 1);
        }
    }

    private static Hold? InStreams(Stream file, List<long> streams, int named, InspectionLimits limits, CancellationToken ct)
    {
        var (opened, left) = (0, limits.UnpackedBytes);
        foreach (var start in streams)
        {
            ct.ThrowIfCancellationRequested();
            using var prefix = new MemoryStream(file.ReadAt(start, 4 * PrefixLength));
            if (!HoldsObjects(prefix)) continue;
            using var objects = new ZLibStream(new PartStream(file, start, file.Length - start), CompressionMode.Decompress);
            if (InObjects(objects, Math.Min(left, limits.PdfObjectBytes), out var read) is { } hold) return hold;
            left -= read;
            opened++;
        }

        // An object stream that did not open is packed in some way that hides what is in it.
        return named > opened ? Hold.PdfUnreadable : null;
    }

    // A stream of objects begins with pairs of numbers: which object stands where.
    private static bool HoldsObjects(Stream packed)
    {
        try
        {
            using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
            var start = new byte[PrefixLength];
            var read = unpacked.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            var words = Encoding.Latin1.GetString(start, 0, read).Split((char[])[' ', '\r', '\n', '\t', '\0'], StringSplitOptions.RemoveEmptyEntries);
            return words.Length >= 2 && words.Take(2).All(w => w.All(char.IsAsciiDigit));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static Hold? InObjects(Stream objects, long limit, out long read)
    {
        var block = new byte[LongestName + 32 * 1024];
        var (kept, named) = (0, 0);
        read = 0;
        try
        {
            while (true)
            {
                var count = objects.ReadAtLeast(block.AsSpan(kept), block.Length - kept, throwOnEndOfStream: false);
                if (count == 0) return null;
                read += count;
                if (read > limit) return Hold.Bomb;
                var seen = -1L;
                // A name at the very end stands there without a delimiter.
                if (NamesIn([.. block.AsSpan(0, kept + count), (byte)' '], 0, ref seen, ref named) is { } hold) return hold;
                var carry = Math.Min(LongestName, kept + count);
                block.AsSpan(kept + count - carry, carry).CopyTo(block);
                kept = carry;
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
