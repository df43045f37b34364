namespace Post.Kernel.Imports.Reading.Workbook;

/// <summary>Lets the unpacked bytes of a part through while they stay honest: in all, against their packed size, and in
/// the length of one text or attribute, which a parser would hold whole.</summary>
internal sealed class PartStream(Stream part, long packed, long most, WorkbookLimits limits) : Stream
{
    private long _passed;
    private long _sinceMarkup;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _passed;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = part.Read(buffer);
        _passed += read;
        if (_passed > most) throw TooLarge();
        if (_passed > limits.RatioFloor && _passed / limits.Ratio > packed) throw Bomb();
        CheckMarkup(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) part.Dispose();
        base.Dispose(disposing);
    }

    // “<” can stand neither in a text nor in an attribute, so the way from one to the next bounds both.
    private void CheckMarkup(ReadOnlySpan<byte> chunk)
    {
        var last = chunk.LastIndexOf((byte)'<');
        _sinceMarkup = last < 0 ? _sinceMarkup + chunk.Length : chunk.Length - last;
        if (_sinceMarkup > limits.MarkupGap)
        {
            throw new UnreadableWorkbookException("workbook-broken",
                "A text in the workbook is longer than any cell can be. Save the workbook again, or save the sheet as “CSV UTF-8”.");
        }
    }

    private static UnreadableWorkbookException Bomb() => new("workbook-bomb",
        "The workbook unpacks to far more than it could honestly hold, and is not opened. Save the sheet as “CSV UTF-8”.");

    private static UnreadableWorkbookException TooLarge() => new("workbook-too-large",
        "The workbook is larger than is taken. Save the sheet as “CSV UTF-8”, or send it in parts.");
}
