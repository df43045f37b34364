using System.IO.Compression;
using System.Text;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Imports.Reading.Workbook;
using Post.Testing;

namespace Post.Kernel.Tests.Imports;

/// <summary>Workbooks that are damaged, forbidden or made to do harm are refused in words, and cost little.</summary>
[Trait("Category", "Slow")]
public sealed class HostileWorkbookTests
{
    private const long Plenty = 400L * 1024 * 1024;

    public static TheoryData<string, string, string> Forbidden => new()
    {
        { "xl/vbaProject.bin", "workbook-macros", "macros" },
        { "xl/macrosheets/sheet1.xml", "workbook-macros", "macros" },
        { "xl/externalLinks/externalLink1.xml", "workbook-external-links", "other files" },
        { "xl/connections.xml", "workbook-external-links", "connections" },
        { "xl/workbook.bin", "workbook-binary", "XLSB" },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task ForbiddenPart_IsRefusedByItsName(string part, string code, string word)
    {
        var found = await InspectAsync(Plain().WithPart(part, "x").ToBytes());

        Assert.Equal(code, found.Refusal!.Code);
        Assert.Contains(word, found.Refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MacroWorkbookUnderAnotherName_IsRefusedByItsContentType()
    {
        var file = new WorkbookFile { WorkbookType = "application/vnd.ms-excel.sheet.macroEnabled.main+xml" };

        Assert.Equal("workbook-macros", (await InspectAsync(file.WithSheet("S", file.Row(1, "a")).ToBytes())).Refusal!.Code);
    }

    [Fact]
    public async Task WorkbookWithAPassword_IsRefusedAsSuch()
    {
        byte[] container = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[1024], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[512]];

        var found = await InspectAsync(container);

        Assert.Equal("workbook-encrypted", found.Refusal!.Code);
        Assert.Contains("password", found.Refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ZipInAZip_IsNoWorkbook()
    {
        using var outer = new MemoryStream();
        using (var zip = new ZipArchive(outer, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var inner = zip.CreateEntry("roster.xlsx").Open();
            inner.Write(Plain().ToBytes());
        }

        Assert.Equal("zip", (await InspectAsync(outer.ToArray())).Refusal!.Code);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(100)]
    [InlineData(1500)]
    public async Task TruncatedWorkbook_IsDamaged(int bytes) =>
        Assert.Equal("workbook-broken", (await InspectAsync(Plain().ToBytes()[..bytes])).Refusal!.Code);

    [Fact]
    public async Task AnyByteChanged_IsReadOrRefusedButNeverThrows()
    {
        var good = Plain().ToBytes();
        var dice = new Random(20260610);
        for (var i = 0; i < 400; i++)
        {
            var bad = (byte[])good.Clone();
            bad[dice.Next(bad.Length)] ^= (byte)(1 << dice.Next(8));

            var found = await InspectAsync(bad);
            if (found.Encoding is FileEncoding.Workbook) Read(bad);
        }
    }

    [Fact]
    public void SheetThatUnpacksToGigabytes_IsStoppedEarly()
    {
        var bomb = Bomb("""<row r="2"><c r="A2" t="str"><v>x</v></c></row>""", 4_000_000);
        using var reader = new RowReader(new MemoryStream(bomb), FileEncoding.Workbook);
        Assert.Null(reader.ReadHeader().Refusal);

        var rows = reader.Rows().LongCount();

        Assert.Equal("workbook-bomb", reader.Refusal!.Code);
        Assert.InRange(rows, 1, Math.Max(WorkbookLimits.Default.RatioFloor, (long)bomb.Length * WorkbookLimits.Default.Ratio) / 40);
    }

    [Theory]
    [InlineData("<c r=\"A2\" t=\"str\"><v>", "x")]
    [InlineData("<c r=\"", "A")]
    [InlineData("", "<a>")]
    [InlineData("", " ")]
    public void TextAttributeOrDepthWithoutEnd_IsStoppedEarly(string start, string again)
    {
        var (refusal, grown) = Measured(Bomb(again, 100_000_000, start));

        Assert.NotNull(refusal);
        Assert.InRange(grown, 0, Plenty);
    }

    [Fact]
    public void NamesWithoutEnd_AreStoppedEarly()
    {
        var names = new StringBuilder();
        for (var i = 0; i < 20_000; i++) names.Append(System.Globalization.CultureInfo.InvariantCulture, $"<n{i}/>");

        Assert.Equal("workbook-broken", Read(Plain(names.ToString()).ToBytes())!.Code);
    }

    [Fact]
    public async Task EntityDeclarations_AreRefused()
    {
        const string laughs = """<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>""";

        Assert.Equal("workbook-broken", (await InspectAsync(Plain().WithPart("xl/workbook.xml", laughs).ToBytes())).Refusal?.Code ?? "workbook-broken");
        Assert.Equal("workbook-broken", Read(Replaced(Plain().ToBytes(), "xl/sharedStrings.xml", laughs))!.Code);
    }

    [Fact]
    public async Task TableOfContentsWithoutEnd_IsNotEvenRead()
    {
        using var many = new MemoryStream();
        using (var zip = new ZipArchive(many, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 20_000; i++) zip.CreateEntry($"xl/part-with-a-long-name-{i:00000000}.xml");
        }

        Assert.Equal("workbook-bomb", (await InspectAsync(many.ToArray())).Refusal!.Code);
    }

    [Fact]
    public void MoreSharedTextsThanAreTaken_IsRefused()
    {
        var limits = WorkbookLimits.Default with { SharedTexts = 3 };
        using var scanner = SheetScanner.Open(new MemoryStream(Plain().ToBytes()), null, ReadingLimits.Default, limits);

        Assert.Null(scanner.Next());
        Assert.Equal("workbook-too-large", scanner.Refusal!.Code);
    }

    [Theory]
    [InlineData("""<row r="2"><c r="B2" t="s"><v>0</v></c><c r="A2" t="s"><v>0</v></c></row>""")]
    [InlineData("""<row r="2"><c r="A2" t="s"><v>99</v></c></row>""")]
    [InlineData("""<row r="2"><c r="ZZZZ2" t="s"><v>0</v></c></row>""")]
    [InlineData("""<row r="2"><c r="A2">""")]
    public void SheetThatContradictsItself_IsDamaged(string rows) => Assert.Equal("workbook-broken", Read(Plain(rows).ToBytes())!.Code);

    private static WorkbookFile Plain(string more = "")
    {
        var file = new WorkbookFile();
        return file.WithSheet("S", file.Row(1, "a", "b") + file.Row(2, "Smith", "Mary") + more);
    }

    private static byte[] Bomb(string again, int times, string start = "")
    {
        using var to = new MemoryStream();
        to.Write(Plain().ToBytes());
        using (var zip = new ZipArchive(to, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
        }

        using (var zip = new ZipArchive(to, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var part = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open());
            part.Write("""<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>a</v></c></row>""");
            if (start.Length > 0) part.Write("""<row r="2">""" + start);
            var block = string.Concat(Enumerable.Repeat(again, 10_000));
            for (var written = 0; written < Math.Min(times, 500_000_000 / again.Length); written += 10_000) part.Write(block);
        }

        return to.ToArray();
    }

    private static byte[] Replaced(byte[] file, string name, string text)
    {
        using var to = new MemoryStream();
        to.Write(file);
        using (var zip = new ZipArchive(to, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(name)!.Delete();
            using var part = new StreamWriter(zip.CreateEntry(name).Open());
            part.Write(text);
        }

        return to.ToArray();
    }

    private static ReadingRefusal? Read(byte[] bytes)
    {
        using var reader = new RowReader(new MemoryStream(bytes), FileEncoding.Workbook);
        if (reader.ReadHeader().Refusal is { } refusal) return refusal;
        Assert.InRange(reader.Rows().Count(), 0, 100);
        return reader.Refusal;
    }

    private static (ReadingRefusal? Refusal, long Grown) Measured(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var reader = new RowReader(new MemoryStream(bytes), FileEncoding.Workbook);
        var refusal = reader.ReadHeader().Refusal;
        if (refusal is null)
        {
            foreach (var _ in reader.Rows()) { }
            refusal = reader.Refusal;
        }

        return (refusal, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Task<FileInspection> InspectAsync(byte[] bytes) => ImportFile.InspectAsync(new MemoryStream(bytes));
}
