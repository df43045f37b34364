using System.Buffers.Binary;

namespace Post.Verifier.Sources;

/// <summary>Rows of a binary COPY, read in place: no value becomes an object before it is hashed.</summary>
internal sealed class CopyRows(Stream from, int columns, IAsyncDisposable? owner = null) : IAsyncDisposable
{
    // Signature (11), flags (4), length of the extension (4), which PostgreSQL leaves empty.
    private const int Preamble = 19;

    private readonly int[] _at = new int[columns];
    private readonly int[] _length = new int[columns];
    private byte[] _buffer = new byte[1 << 18];
    private int _start;
    private int _end;
    private bool _begun;

    /// <summary>Moves to the next row; false at the end.</summary>
    public ValueTask<bool> NextAsync(CancellationToken ct) =>
        _begun && TryRow(out var more) ? ValueTask.FromResult(more) : ReadOnAsync(ct);

    public bool IsNull(int column) => _length[column] < 0;

    public ReadOnlySpan<byte> this[int column] => _length[column] < 0 ? default : _buffer.AsSpan(_at[column], _length[column]);

    public long Long(int column) => this[column] switch
    {
        { Length: 8 } eight => BinaryPrimitives.ReadInt64BigEndian(eight),
        { Length: 4 } four => BinaryPrimitives.ReadInt32BigEndian(four),
        { Length: 2 } two => BinaryPrimitives.ReadInt16BigEndian(two),
        var one => one[0],
    };

    public Guid Id(int column) => new(this[column], bigEndian: true);

    /// <summary>Microseconds since 1970; PostgreSQL counts from 2000.</summary>
    public long Instant(int column) => Long(column) + 946_684_800_000_000;

    public async ValueTask DisposeAsync()
    {
        await from.DisposeAsync();
        if (owner is not null) await owner.DisposeAsync();
    }

    private async ValueTask<bool> ReadOnAsync(CancellationToken ct)
    {
        while (!_begun)
        {
            await FillAsync(ct);
            if (_end - _start < Preamble) continue;
            _start += Preamble;
            _begun = true;
        }

        while (true)
        {
            if (TryRow(out var more)) return more;
            await FillAsync(ct);
        }
    }

    // True when the row is whole or there is none; false when more bytes are needed.
    private bool TryRow(out bool more)
    {
        more = false;
        var at = _start;
        if (_end - at < 2) return false;
        if (BinaryPrimitives.ReadInt16BigEndian(_buffer.AsSpan(at)) < 0) return true;
        at += 2;
        for (var i = 0; i < columns; i++)
        {
            if (_end - at < 4) return false;
            _length[i] = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(at));
            _at[i] = at + 4;
            at += 4 + Math.Max(_length[i], 0);
            if (at > _end) return false;
        }

        _start = at;
        more = true;
        return true;
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await from.ReadAsync(_buffer.AsMemory(_end), ct);
        if (read == 0) throw new EndOfStreamException("The database ended a row in its middle.");
        _end += read;
    }
}
