using System.Buffers;
using System.Text;

namespace Post.Kernel.Data;

/// <summary>Writes CSV (RFC 4180) that a spreadsheet opens as text: no cell of it can act as a formula.</summary>
public static class CsvText
{
    public static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private static readonly SearchValues<char> s_quoted = SearchValues.Create("\",\r\n");
    private static readonly SearchValues<char> s_formula = SearchValues.Create("=+-@\t\r\0");

    public static void WriteRow(IBufferWriter<byte> to, ReadOnlySpan<string?> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) to.Write(","u8);
            WriteCell(to, cells[i]);
        }

        to.Write("\r\n"u8);
    }

    /// <summary>The text as it was before an apostrophe kept it from acting.</summary>
    public static string Read(string cell) => cell.StartsWith('\'') && CouldAct(cell.AsSpan(1)) ? cell[1..] : cell;

    private static void WriteCell(IBufferWriter<byte> to, string? cell)
    {
        if (string.IsNullOrEmpty(cell)) return;
        if (CouldAct(cell)) cell = '\'' + cell;
        if (!cell.AsSpan().ContainsAny(s_quoted))
        {
            Encoding.UTF8.GetBytes(cell, to);
            return;
        }

        to.Write("\""u8);
        Encoding.UTF8.GetBytes(cell.Replace("\"", "\"\"", StringComparison.Ordinal), to);
        to.Write("\""u8);
    }

    // Apostrophes and spaces before the sign are looked through: "'=1" needs its own, or reading could not tell them apart.
    private static bool CouldAct(ReadOnlySpan<char> cell)
    {
        var text = cell.TrimStart("' ");
        return text.Length > 0 && s_formula.Contains(text[0]);
    }
}
