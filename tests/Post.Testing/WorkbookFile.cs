using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Post.Testing;

/// <summary>Writes XLSX workbooks part by part, honest ones and others, without the library that honest ones come from.</summary>
public sealed class WorkbookFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Style 1 is a day, 2 five digits with zeros in front, 3 day and time by a custom code, 4 “0000-0000”.</summary>
    private const string Styles =
        $"""<styleSheet xmlns="{Main}"><numFmts><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="[$-409]m/d/yy\ h:mm;@"/><numFmt numFmtId="166" formatCode="0000\-0000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>""";

    private readonly List<(string Name, string State, string Rows)> _sheets = [];
    private readonly Dictionary<string, byte[]> _extra = [];

    public List<string> SharedTexts { get; } = [];

    public bool From1904 { get; init; }

    public string WorkbookType { get; init; } = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    /// <summary>A workbook with one sheet: texts, whole numbers and days.</summary>
    public static byte[] Of(params IEnumerable<object?[]> rows)
    {
        var file = new WorkbookFile();
        return file.WithSheet("Sheet1", string.Concat(rows.Select((cells, i) => file.Row(i + 1, cells)))).ToBytes();
    }

    /// <summary>The rows of CSV text without quotation marks, every cell a text.</summary>
    public static byte[] OfCsv(string csv) =>
        Of(csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',').Select(c => (object?)c).ToArray()));

    public WorkbookFile WithSheet(string name, string rows, string state = "visible")
    {
        _sheets.Add((name, state, rows));
        return this;
    }

    public WorkbookFile WithPart(string name, string text) => WithPart(name, Encoding.UTF8.GetBytes(text));

    public WorkbookFile WithPart(string name, byte[] bytes)
    {
        _extra[name] = bytes;
        return this;
    }

    /// <summary>A row in markup; a null is a cell the file leaves out.</summary>
    public string Row(int number, params object?[] cells) =>
        $"""<row r="{number}">{string.Concat(cells.Select((c, i) => Cell($"{Letters(i)}{number}", c)))}</row>""";

    public byte[] ToBytes()
    {
        using var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="{WorkbookType}"/></Types>""");
            Add(zip, "_rels/.rels", $"""<Relationships xmlns="{Relations}"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Add(zip, "xl/workbook.xml", Book());
            Add(zip, "xl/_rels/workbook.xml.rels", BookRelations());
            Add(zip, "xl/styles.xml", Styles);
            foreach (var ((_, _, rows), i) in _sheets.Select((s, i) => (s, i))) Add(zip, $"xl/worksheets/sheet{i + 1}.xml", Sheet(rows));
            if (SharedTexts.Count > 0) Add(zip, "xl/sharedStrings.xml", Shared());
            foreach (var (name, bytes) in _extra) Add(zip, name, bytes);
        }

        return to.ToArray();
    }

    /// <summary>A large workbook, written row by row: every cell a shared text of its own or of a few.</summary>
    public static void WriteLarge(Stream to, IEnumerable<string[]> rows)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        var small = new WorkbookFile().WithSheet("Sheet1", "");
        Add(zip, "[Content_Types].xml", $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="{small.WorkbookType}"/></Types>""");
        Add(zip, "_rels/.rels", $"""<Relationships xmlns="{Relations}"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Add(zip, "xl/workbook.xml", small.Book());
        Add(zip, "xl/_rels/workbook.xml.rels", small.BookRelations());
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        using (var sheet = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open()))
        {
            sheet.Write($"""<?xml version="1.0"?><worksheet xmlns="{Main}"><sheetData>""");
            var number = 0;
            foreach (var row in rows) WriteRow(sheet, ++number, row, numbers);
            sheet.Write("</sheetData></worksheet>");
        }

        using var shared = new StreamWriter(zip.CreateEntry("xl/sharedStrings.xml", CompressionLevel.Fastest).Open());
        shared.Write($"""<?xml version="1.0"?><sst xmlns="{Main}">""");
        foreach (var text in numbers.Keys) shared.Write($"<si><t>{SecurityElement.Escape(text)}</t></si>");
        shared.Write("</sst>");
    }

    private static void WriteRow(StreamWriter to, int number, string[] row, Dictionary<string, int> numbers)
    {
        to.Write($"""<row r="{number}">""");
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i].Length == 0) continue;
            if (!numbers.TryGetValue(row[i], out var text)) numbers[row[i]] = text = numbers.Count;
            to.Write($"""<c r="{Letters(i)}{number}" t="s"><v>{text}</v></c>""");
        }

        to.Write("</row>");
    }

    private string Cell(string at, object? value) => value switch
    {
        null => "",
        string text => $"""<c r="{at}" t="s"><v>{Share(text)}</v></c>""",
        DateOnly day => $"""<c r="{at}" s="1"><v>{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v></c>""",
        bool flag => $"""<c r="{at}" t="b"><v>{(flag ? 1 : 0)}</v></c>""",
        _ => string.Create(CultureInfo.InvariantCulture, $"""<c r="{at}"><v>{value}</v></c>"""),
    };

    private int Share(string text)
    {
        SharedTexts.Add(text);
        return SharedTexts.Count - 1;
    }

    private string Book() =>
        $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><workbookPr{(From1904 ? " date1904=\"1\"" : "")}/><sheets>{string.Concat(_sheets.Select((s, i) => $"""<sheet name="{s.Name}" sheetId="{i + 1}" state="{s.State}" r:id="rId{i + 1}"/>"""))}</sheets></workbook>""";

    private string BookRelations() =>
        $"""<Relationships xmlns="{Relations}">{string.Concat(_sheets.Select((_, i) => $"""<Relationship Id="rId{i + 1}" Type="{Office}/worksheet" Target="worksheets/sheet{i + 1}.xml"/>"""))}<Relationship Id="rS" Type="{Office}/styles" Target="/xl/styles.xml"/><Relationship Id="rT" Type="{Office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>""";

    private string Shared() =>
        $"""<sst xmlns="{Main}">{string.Concat(SharedTexts.Select(t => t.StartsWith('<') ? $"<si>{t}</si>" : $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(t)}</t></si>"))}</sst>""";

    private static string Sheet(string rows) => $"""<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>""";

    private static string Letters(int column) =>
        column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + (char)('A' + (column % 26));

    private static void Add(ZipArchive zip, string name, string text) => Add(zip, name, Encoding.UTF8.GetBytes(text));

    private static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        using var part = zip.CreateEntry(name).Open();
        part.Write(bytes);
    }
}
