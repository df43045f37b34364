using System.Text;

namespace Post.Kernel.Documents.Inspection;

/// <summary>Reading a file's bytes by place, and looking for short marks in them.</summary>
internal static class ByteReading
{
    private const int BlockLength = 256 * 1024;

    public delegate bool BlockLook(ReadOnlySpan<byte> block, long offset);

    /// <summary>Fewer bytes than asked for at the end of the file.</summary>
    public static byte[] ReadAt(this Stream file, long offset, int count)
    {
        if (offset >= file.Length) return [];
        file.Position = offset;
        var bytes = new byte[Math.Min(count, file.Length - offset)];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Shows the file block by block, each beginning with the last bytes of the one before, until the look is satisfied.</summary>
    public static bool Any(this Stream file, int overlap, BlockLook look, CancellationToken ct)
    {
        var block = new byte[BlockLength];
        var (kept, offset) = (0, 0L);
        file.Position = 0;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var read = file.ReadAtLeast(block.AsSpan(kept), block.Length - kept, throwOnEndOfStream: false);
            if (read == 0) return false;
            var length = kept + read;
            if (look(block.AsSpan(0, length), offset)) return true;
            var carry = Math.Min(overlap, length);
            block.AsSpan(length - carry, carry).CopyTo(block);
            offset += length - carry;
            kept = carry;
        }
    }

    /// <summary>ASCII letters match in both cases; the mark is given in lower case.</summary>
    public static bool ContainsIgnoringCase(this ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> mark)
    {
        while (true)
        {
            var at = bytes.IndexOfAny(mark[0], Upper(mark[0]));
            if (at < 0 || at + mark.Length > bytes.Length) return false;
            if (Ascii.EqualsIgnoreCase(bytes.Slice(at, mark.Length), mark)) return true;
            bytes = bytes[(at + 1)..];
        }
    }

    private static byte Upper(byte letter) => letter is >= (byte)'a' and <= (byte)'z' ? (byte)(letter - 32) : letter;
}

/// <summary>A part of a file as a stream of its own; nothing outside the part can be read through it.</summary>
internal sealed class PartStream(Stream file, long offset, long length) : Stream
{
    private long _read;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => length;
    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var left = (int)Math.Min(buffer.Length, length - _read);
        if (left <= 0) return 0;
        file.Position = offset + _read;
        var read = file.Read(buffer[..left]);
        _read += read;
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
