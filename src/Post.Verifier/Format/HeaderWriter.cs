using System.Buffers.Binary;

namespace Post.Verifier.Format;

/// <summary>Writes the bytes of a header. It shares nothing with the program that wrote the log, so that a fault there shows here.</summary>
internal sealed class HeaderWriter
{
    private byte[] _bytes = new byte[4_096];

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public int Length { get; private set; }

    public void Clear() => Length = 0;

    public void Absent() => WriteLength(-1);

    public void Number(long value)
    {
        WriteLength(8);
        BinaryPrimitives.WriteInt64BigEndian(Take(8), value);
    }

    /// <summary>An id, a text or bytes: what is stored is what is hashed.</summary>
    public void Value(ReadOnlySpan<byte> value)
    {
        WriteLength(value.Length);
        value.CopyTo(Take(value.Length));
    }

    /// <summary>Fields that are written already.</summary>
    public void Raw(ReadOnlySpan<byte> fields) => fields.CopyTo(Take(fields.Length));

    private void WriteLength(int length) => BinaryPrimitives.WriteInt32BigEndian(Take(4), length);

    private Span<byte> Take(int length)
    {
        if (Length + length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + length));
        Length += length;
        return _bytes.AsSpan(Length - length, length);
    }
}
