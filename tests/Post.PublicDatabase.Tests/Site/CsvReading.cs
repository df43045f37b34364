using System.Text;

namespace Post.PublicDatabase.Tests.Site;

/// <summary>Reads CSV as RFC 4180 says, and nothing more lenient: what it cannot read, a strict reader could not either.</summary>
internal static class CsvReading
{
    public static List<string[]> Rows(byte[] csv) => Rows(Encoding.UTF8.GetString(csv).TrimStart('\uFEFF'));

    public static List<string[]> Rows(string csv)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        for (var at = 0; at < csv.Length;)
        {
            row.Add(csv[at] == '"' ? Quoted(csv, ref at) : Plain(csv, ref at));
            if (at < csv.Length && csv[at] == ',')
            {
                at++;
                if (csv.AsSpan(at).StartsWith("\r\n")) row.Add("");
                else continue;
            }

            Assert.Equal("\r\n", csv.Substring(at, 2));
            at += 2;
            rows.Add([.. row]);
            row.Clear();
        }

        return rows;
    }

    private static string Plain(string csv, ref int at)
    {
        var end = csv.IndexOfAny([',', '\r', '\n', '"'], at);
        var cell = csv[at..end];
        at = end;
        return cell;
    }

    private static string Quoted(string csv, ref int at)
    {
        var cell = new StringBuilder();
        for (at++; csv[at] != '"' || (at + 1 < csv.Length && csv[at + 1] == '"'); at++)
        {
            if (csv[at] == '"') at++;
            cell.Append(csv[at]);
        }

        at++;
        return cell.ToString();
    }
}
