using System.Globalization;
using System.Text;

namespace Post.Kernel.Notices.Mail;

/// <summary>Text as lines of at most 76 plain characters (RFC 2045, 6.7): no server on the way has a reason to rewrite it.</summary>
internal static class QuotedPrintable
{
    private const int LineLength = 76;

    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + (text.Length / 20));
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            EncodeLine(encoded, Encoding.UTF8.GetBytes(line));
            encoded.Append("\r\n");
        }

        return encoded.ToString();
    }

    private static void EncodeLine(StringBuilder encoded, byte[] line)
    {
        var used = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var unit = IsLiteral(line, i) ? ((char)line[i]).ToString() : "=" + line[i].ToString("X2", CultureInfo.InvariantCulture);
            // Room for the mark that the line goes on.
            if (used + unit.Length > LineLength - 1)
            {
                encoded.Append("=\r\n");
                used = 0;
            }

            encoded.Append(unit);
            used += unit.Length;
        }
    }

    // A blank at the end of a line would be lost on the way; a dot or "From " at its start is a mark to old programs.
    private static bool IsLiteral(byte[] line, int i) => line[i] switch
    {
        (byte)'=' => false,
        (byte)' ' or (byte)'\t' => i < line.Length - 1,
        (byte)'.' or (byte)'F' when i == 0 => false,
        var b => b is > 32 and < 127,
    };
}
