using System.Buffers.Binary;

namespace Post.Verifier.Format;

/// <summary>Walks over a header field by field.</summary>
internal ref struct HeaderReader(ReadOnlySpan<byte> header)
{
    private ReadOnlySpan<byte> _left = header;

    /// <summary>The next field's bytes; absent fields are empty and say so.</summary>
    public ReadOnlySpan<byte> Next(out bool absent)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(_left);
        absent = length < 0;
        var value = absent ? default : _left.Slice(4, length);
        _left = _left[(4 + Math.Max(length, 0))..];
        return value;
    }

    public ReadOnlySpan<byte> Next() => Next(out _);

    public long NextNumber() => BinaryPrimitives.ReadInt64BigEndian(Next());

    /// <summary>Passes over fields, lists with all their elements.</summary>
    public void Skip(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (!HeaderField.All[i].IsList)
            {
                Next();
                continue;
            }

            for (var count = NextNumber(); count > 0; count--) Next();
        }
    }
}
