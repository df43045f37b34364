namespace Post.Kernel.Tests.Documents;

/// <summary>A sender of many bytes that holds none of them, and looks at the memory of the process on the way.</summary>
internal sealed class Endless(long length) : Stream
{
    private const long LookEvery = 32 * 1024 * 1024;

    private long _looked;

    public long? BreaksAt { get; init; }

    public long Sent { get; private set; }

    public long Peak { get; private set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => length;
    public override long Position { get => Sent; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Fill(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Fill(buffer.Span));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Fill(Span<byte> buffer)
    {
        if (Sent >= BreaksAt) throw new IOException("The sender broke off.");
        var count = (int)Math.Min(buffer.Length, length - Sent);
        buffer[..count].Fill((byte)(Sent >> 20));
        Sent += count;
        if (Sent - _looked < LookEvery) return count;
        _looked = Sent;
        Peak = Math.Max(Peak, GC.GetTotalMemory(forceFullCollection: true));
        return count;
    }
}
