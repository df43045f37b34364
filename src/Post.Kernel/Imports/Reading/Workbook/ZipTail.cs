using System.Buffers.Binary;

namespace Post.Kernel.Imports.Reading.Workbook;

/// <summary>Looks at the end of an archive before its table of contents is read into memory.</summary>
internal static class ZipTail
{
    private const int RecordSize = 22;
    private const int LongestComment = ushort.MaxValue;

    public static void Check(Stream stream, WorkbookLimits limits)
    {
        var tail = new byte[Math.Min(stream.Length, RecordSize + LongestComment)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        stream.Position = 0;
        var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || at + RecordSize > tail.Length) throw Broken();

        // The way from the start of the table to its end record, as it lies in the file: what an archive says of its own
        // number of parts need not be true.
        var begins = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
        var ends = stream.Length - tail.Length + at;
        if (begins > ends) throw Broken();
        if (ends - begins > limits.DirectoryBytes)
        {
            throw new UnreadableWorkbookException("workbook-bomb",
                "The archive lists far more parts than a workbook has, and is not opened. Save the sheet as “CSV UTF-8”.");
        }
    }

    private static UnreadableWorkbookException Broken() => new("workbook-broken", UnreadableWorkbookException.Broken.Text);
}
