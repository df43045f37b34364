using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Npgsql;

namespace Post.Kernel.Data;

/// <summary>
/// Rows for one table in PostgreSQL's binary COPY form, put together in memory, so that they can be made on one core and
/// sent from another. Each row must have as many fields as there are columns.
/// </summary>
public sealed class CopyRows
{
    private const int UsualBytes = 1024 * 1024;

    // Under what the runtime keeps apart as large.
    private const int PartBytes = 64 * 1024;
    private const int TextOid = 25;
    private const int NullLength = -1;
    private const byte JsonbVersion = 1;

    // "PGCOPY", its guard against mended line ends, no flags, no extension.
    private static readonly byte[] s_header =
        [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0];

    private static readonly byte[] s_end = [0xFF, 0xFF];
    private static readonly DateOnly s_firstDay = new(2000, 1, 1);

    private readonly IReadOnlyList<string> _columns;
    private readonly ArrayBufferWriter<byte> _bytes;
    private int _fields;

    /// <param name="columns">Their names in the order of the fields; constants of the code, never a user's text.</param>
    public CopyRows(IReadOnlyList<string> columns) : this(columns, UsualBytes)
    {
    }

    private CopyRows(IReadOnlyList<string> columns, int bytes)
    {
        _bytes = new ArrayBufferWriter<byte>(bytes);
        _columns = columns;
        _fields = columns.Count;
        _bytes.Write(s_header);
    }

    public int Count { get; private set; }

    public void StartRow()
    {
        RequireWhole();
        Count++;
        _fields = 0;
        BinaryPrimitives.WriteInt16BigEndian(_bytes.GetSpan(2), (short)_columns.Count);
        _bytes.Advance(2);
    }

    public void Null() => Length(NullLength);

    public void Text(string? value)
    {
        if (value is null) Null();
        else Utf8(value);
    }

    public void Texts(IReadOnlyList<string> values)
    {
        _fields++;
        var start = Reserve();
        Int32(values.Count == 0 ? 0 : 1);
        Int32(0);
        Int32(TextOid);
        if (values.Count > 0)
        {
            Int32(values.Count);
            Int32(1);
            for (var i = 0; i < values.Count; i++) Encode(values[i]);
        }

        Close(start);
    }

    /// <summary>For a <c>jsonb</c> column.</summary>
    public void Json(string? json)
    {
        if (json is null)
        {
            Null();
            return;
        }

        _fields++;
        var start = Reserve();
        _bytes.Write([JsonbVersion]);
        Raw(json);
        Close(start);
    }

    public void Uuid(Guid? value)
    {
        if (value is not { } id)
        {
            Null();
            return;
        }

        Length(16);
        id.TryWriteBytes(_bytes.GetSpan(16), bigEndian: true, out _);
        _bytes.Advance(16);
    }

    public void Boolean(bool? value)
    {
        if (value is not { } truth)
        {
            Null();
            return;
        }

        Length(1);
        _bytes.Write([truth ? (byte)1 : (byte)0]);
    }

    public void Number(int? value)
    {
        if (value is not { } number)
        {
            Null();
            return;
        }

        Length(sizeof(int));
        Int32(number);
    }

    public void LongNumber(long? value)
    {
        if (value is not { } number)
        {
            Null();
            return;
        }

        Length(sizeof(long));
        Int64(number);
    }

    public void Date(DateOnly? value) => Number(value is { } day ? day.DayNumber - s_firstDay.DayNumber : null);

    public void Bytes(byte[]? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        Length(value.Length);
        _bytes.Write(value);
    }

    /// <summary>Sends every row; they are in the table when it returns, or none is.</summary>
    public async Task SendAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        RequireWhole();
        var copy = await BeginAsync(connection, table, ct);
        try
        {
            await copy.WriteAsync(_bytes.WrittenMemory, ct);
            await copy.WriteAsync(s_end, ct);
        }
        catch
        {
            await copy.CancelAsync();
            throw;
        }

        await copy.DisposeAsync();
    }

    /// <summary>
    /// Makes and sends row after row, so that no more than a part of them is held; they are in the table when it returns, or none is.
    /// </summary>
    public static async Task SendAsync<T>(
        NpgsqlConnection connection, string table, IReadOnlyList<string> columns, IEnumerable<T> items, Action<CopyRows, T> write, CancellationToken ct)
    {
        var rows = new CopyRows(columns, PartBytes + (PartBytes / 4));
        var copy = await rows.BeginAsync(connection, table, ct);
        try
        {
            foreach (var item in items)
            {
                rows.StartRow();
                write(rows, item);
                if (rows._bytes.WrittenCount < PartBytes) continue;
                await copy.WriteAsync(rows._bytes.WrittenMemory, ct);
                rows._bytes.ResetWrittenCount();
            }

            rows.RequireWhole();
            await copy.WriteAsync(rows._bytes.WrittenMemory, ct);
            await copy.WriteAsync(s_end, ct);
        }
        catch
        {
            await copy.CancelAsync();
            throw;
        }

        await copy.DisposeAsync();
    }

    private Task<NpgsqlRawCopyStream> BeginAsync(NpgsqlConnection connection, string table, CancellationToken ct) =>
        connection.BeginRawBinaryCopyAsync($"copy {table} ({string.Join(", ", _columns)}) from stdin (format binary)", ct);

    private void RequireWhole()
    {
        if (_fields != _columns.Count) throw new InvalidOperationException($"A row has {_fields} fields for {_columns.Count} columns.");
    }

    private void Utf8(string value)
    {
        _fields++;
        Encode(value);
    }

    private void Encode(string value)
    {
        var start = Reserve();
        Raw(value);
        Close(start);
    }

    private void Raw(string value) => Encoding.UTF8.GetBytes(value, _bytes);

    private void Length(int length)
    {
        _fields++;
        Int32(length);
    }

    // The place of a length that is known only when its bytes stand.
    private int Reserve()
    {
        Int32(0);
        return _bytes.WrittenCount;
    }

    private void Close(int start)
    {
        var length = _bytes.WrittenCount - start;
        var place = MemoryMarshal.AsMemory(_bytes.WrittenMemory).Span[(start - sizeof(int))..];
        BinaryPrimitives.WriteInt32BigEndian(place, length);
    }

    private void Int32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.GetSpan(sizeof(int)), value);
        _bytes.Advance(sizeof(int));
    }

    private void Int64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
    }
}
