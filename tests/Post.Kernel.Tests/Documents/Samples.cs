using System.IO.Compression;
using System.Text;

namespace Post.Kernel.Tests.Documents;

/// <summary>Small files of each kind, built in place: as ordinary programs write them, until a test spoils one.</summary>
internal static class Samples
{
    private const string Main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    public static readonly byte[] Jpeg = JpegWith("taken by a camera"u8);

    public static readonly byte[] Tiff = [0x49, 0x49, 0x2A, 0x00, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public static readonly byte[] Mp4 = [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0, .. "isommp41"u8, 0, 0, 0, 8, .. "mdat"u8];

    public static readonly byte[] Wav = [.. "RIFF"u8, 36, 0, 0, 0, .. "WAVEfmt "u8, .. new byte[24]];

    public static readonly byte[] OlderOffice = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504]];

    public static readonly byte[] EncryptedOffice = [.. OlderOffice, .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[96]];

    public static byte[] JpegWith(ReadOnlySpan<byte> comment) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0,
        0xFF, 0xFE, (byte)((comment.Length + 2) >> 8), (byte)(comment.Length + 2), .. comment,
        0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9,
    ];

    /// <summary>A PDF of one empty page, with other objects beside it as given.</summary>
    public static byte[] Pdf(params byte[][] objects)
    {
        byte[] pages = [.. "%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>\nendobj\n"u8];
        var xref = pages.Length + objects.Sum(o => o.Length);
        return [.. pages, .. objects.SelectMany(o => o), .. Latin($"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 4/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n")];
    }

    public static byte[] PdfObject(string dictionary) => Latin($"9 0 obj\n{dictionary}\nendobj\n");

    /// <summary>Objects packed out of sight, as newer PDFs have them.</summary>
    public static byte[] PdfObjectStream(string objects, string dictionary = "/Type/ObjStm/N 1/First 5/Filter/FlateDecode")
    {
        var packed = Zlib(Latin("11 0 " + objects));
        return [.. Latin($"10 0 obj\n<<{dictionary}/Length {packed.Length}>>\nstream\n"), .. packed, .. "\nendstream\nendobj\n"u8];
    }

    public static byte[] Docx(params (string Name, byte[] Content)[] more) => Docx(TypesOf("/word/document.xml", Main), more);

    public static byte[] Docx(string types, params (string Name, byte[] Content)[] more) => Zip([
        ("[Content_Types].xml", Utf8(types)),
        ("_rels/.rels", RelationsOf($"<Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"word/document.xml\"/>")),
        ("word/document.xml", Utf8("<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Report</w:t></w:r></w:p></w:body></w:document>")),
        ("word/comments.xml", Utf8("<w:comments xmlns:w=\"w\"><w:comment>Kept with the report</w:comment></w:comments>")),
        .. more,
    ]);

    public static byte[] Xlsx(params (string Name, byte[] Content)[] more) => Zip([
        ("[Content_Types].xml", Utf8(TypesOf("/xl/workbook.xml", Sheet))),
        ("_rels/.rels", RelationsOf($"<Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/>")),
        ("xl/workbook.xml", Utf8("<workbook><sheets><sheet name=\"One\"/><sheet name=\"Two\" state=\"hidden\"/></sheets></workbook>")),
        .. more,
    ]);

    public static string TypesOf(string part, string type) =>
        $"<?xml version=\"1.0\"?><Types><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"{part}\" ContentType=\"{type}\"/></Types>";

    public static byte[] External(string kind) => RelationsOf(
        $"<Relationship Id=\"r7\" Type=\"{Relations}/{kind}\" Target=\"https://elsewhere.example/x\" TargetMode=\"External\"/>");

    public static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(content);
            }
        }

        return file.ToArray();
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);

    public static byte[] Zlib(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize)) zlib.Write(content);
        return packed.ToArray();
    }

    private static byte[] RelationsOf(string relations) =>
        Utf8($"<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>");
}
