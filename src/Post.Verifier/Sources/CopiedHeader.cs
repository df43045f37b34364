using System.Buffers.Binary;
using Post.Verifier.Format;

namespace Post.Verifier.Sources;

/// <summary>The header of an event from the columns as PostgreSQL sends them.</summary>
internal static class CopiedHeader
{
    // Of an array: dimensions, flags, element type; then of its one dimension the count and the lower bound.
    private const int ArrayHead = 12;
    private const int ArrayBounds = 8;

    public static string Columns(string alias) => string.Join(", ", HeaderField.All.Select(f => $"{alias}.{f.Name}"));

    public static void Write(CopyRows row, HeaderWriter to)
    {
        to.Clear();
        for (var i = 0; i < HeaderField.All.Count; i++)
        {
            var kind = HeaderField.All[i].Kind;
            if (row.IsNull(i)) to.Absent();
            else if (kind is FieldKind.Number) to.Number(row.Long(i));
            else if (kind is FieldKind.Instant) to.Number(row.Instant(i));
            else if (kind is FieldKind.TextList or FieldKind.IdList) WriteList(row[i], to);
            else to.Value(row[i]);
        }
    }

    // An element is a length and its bytes, as in the header.
    private static void WriteList(ReadOnlySpan<byte> array, HeaderWriter to)
    {
        if (BinaryPrimitives.ReadInt32BigEndian(array) == 0)
        {
            to.Number(0);
            return;
        }

        to.Number(BinaryPrimitives.ReadInt32BigEndian(array[ArrayHead..]));
        to.Raw(array[(ArrayHead + ArrayBounds)..]);
    }
}
