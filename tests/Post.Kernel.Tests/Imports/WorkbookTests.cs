using Post.Kernel.Imports.Reading;
using Post.Testing;

namespace Post.Kernel.Tests.Imports;

/// <summary>A workbook is read as the text that a person sees in it.</summary>
public sealed class WorkbookTests
{
    [Fact]
    public void Texts_ComeFromTheSharedTableFormattedOrNot()
    {
        var file = new WorkbookFile();
        var row = file.Row(2, "<r><t>Mc</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> Intyre</t></r><rPh><t>reading</t></rPh>", "a_x000D__x0041_b_x00", " x ");

        Assert.Equal(["Mc Intyre", "a\rAb_x00", " x "], Only(file.WithSheet("S", file.Row(1, "a", "b", "c") + row)));
    }

    [Fact]
    public void TextsInTheCell_AreReadAsWell() => Assert.Equal(
        ["inside", "shown", "#N/A", "2020-02-03T00:00:00"],
        Only(Sheet("""
            <row r="2"><c r="A2" t="inlineStr"><is><r><t>in</t></r><r><t>side</t></r></is></c><c r="B2" t="str"><f>A1&amp;"x"</f><v>shown</v></c>
            <c r="C2" t="e"><v>#N/A</v></c><c r="D2" t="d"><v>2020-02-03T00:00:00</v></c></row>
            """, 4)));

    [Theory]
    [InlineData("42931", 1, "2017-07-15")]
    [InlineData("42931.5", 3, "2017-07-15 12:00:00")]
    [InlineData("42931.9999999", 1, "2017-07-16")]
    [InlineData("1", 1, "1900-01-01")]
    [InlineData("59", 1, "1900-02-28")]
    [InlineData("60", 1, "60")]
    [InlineData("61", 1, "1900-03-01")]
    [InlineData("0.25", 1, "06:00:00")]
    [InlineData("2958465", 1, "9999-12-31")]
    [InlineData("2958466", 1, "2958466")]
    [InlineData("-1", 1, "-1")]
    [InlineData("NaN", 1, "NaN")]
    public void Days_AreKnownByTheirNumberFormat(string value, int style, string shown) =>
        Assert.Equal([shown], Only(Sheet($"""<row r="2"><c r="A2" s="{style}"><v>{value}</v></c></row>""", 1)));

    [Fact]
    public void Days_CountFrom1904WhereTheWorkbookSaysSo()
    {
        var file = new WorkbookFile { From1904 = true };

        Assert.Equal(["2017-07-15", "1904-01-01"], Only(file.WithSheet("S",
            file.Row(1, "a", "b") + """<row r="2"><c r="A2" s="1"><v>41469</v></c><c r="B2" s="1"><v>0</v></c></row>""")));
    }

    [Theory]
    [InlineData("4557", 0, "4557")]
    [InlineData("4557", 2, "04557")]
    [InlineData("123456", 2, "123456")]
    [InlineData("12340567", 4, "1234-0567")]
    [InlineData("10567", 4, "0001-0567")]
    [InlineData("0.10000000000000001", 0, "0.1")]
    [InlineData("1.0E+3", 0, "1000")]
    [InlineData("123456789012345", 0, "123456789012345")]
    [InlineData("-7.25", 2, "-7.25")]
    [InlineData("20373.0", 0, "20373")]
    public void Numbers_ReadAsTheyAreShown(string value, int style, string shown) =>
        Assert.Equal([shown], Only(Sheet($"""<row r="2"><c r="A2" s="{style}"><v>{value}</v></c></row>""", 1)));

    [Fact]
    public void Booleans_AreWords()
    {
        var file = new WorkbookFile();

        Assert.Equal(["TRUE", "FALSE"], Only(file.WithSheet("S", file.Row(1, "a", "b") + file.Row(2, true, false))));
    }

    [Fact]
    public void CellsLeftOut_AreBlankAndRowsLeftOutAreNone()
    {
        var file = new WorkbookFile();
        var sheet = file.Row(1, "a", "b", "c") + file.Row(2) + """<row r="5"><c r="A5" s="1"/><c r="E5" s="1"/></row>""" + file.Row(7, null, "x");

        var row = Assert.Single(Rows(file.WithSheet("S", sheet)));

        Assert.Equal((1, 7L), (row.RowNumber, row.Line));
        Assert.Equal(["", "x", ""], row.Cells);
        Assert.Null(row.Problem);
    }

    [Fact]
    public void ValueBesideTheHeader_RejectsItsRowAlone()
    {
        var file = new WorkbookFile();

        var rows = Rows(file.WithSheet("S", file.Row(1, "a", "b") + file.Row(2, "1", "2", "3") + file.Row(3, "4", "5")));

        Assert.Equal(["cells-extra", null], rows.Select(r => r.Problem?.Code));
    }

    [Fact]
    public void FormulaText_IsText()
    {
        var file = new WorkbookFile();

        Assert.Equal(["=cmd|' /C calc'!A0"], Only(file.WithSheet("S", file.Row(1, "a") + file.Row(2, "=cmd|' /C calc'!A0"))));
    }

    [Fact]
    public void ControlCharacter_IsTheRowsProblem()
    {
        var file = new WorkbookFile();

        var row = Assert.Single(Rows(file.WithSheet("S", file.Row(1, "a") + file.Row(2, "x_x0007_y"))));

        Assert.Equal("control-character", row.Problem!.Code);
    }

    [Fact]
    public void CellTooLong_IsTheRowsProblemAndIsClipped()
    {
        var file = new WorkbookFile();

        var row = Assert.Single(Rows(file.WithSheet("S", file.Row(1, "a") + file.Row(2, new string('x', 70_000)))));

        Assert.Equal("cell-too-long", row.Problem!.Code);
        Assert.InRange(row.Cells[0].Length, 1, 501);
    }

    [Fact]
    public void FirstVisibleSheet_IsTheOneReadUnlessAnotherIsNamed()
    {
        var file = new WorkbookFile();
        file.WithSheet("Notes", file.Row(1, "n") + file.Row(2, "0"), "hidden").WithSheet("Roster", file.Row(1, "a") + file.Row(2, "1"))
            .WithSheet("Old", file.Row(1, "a") + file.Row(2, "2"));

        Assert.Equal(["1"], Only(file));
        Assert.Equal(["2"], Only(file, "old"));
        Assert.Contains("no sheet “2019”. It has: Notes, Roster, Old", Open(file, "2019").ReadHeader().Refusal!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SameRowsAsCsv_ComeOutAlike()
    {
        const string csv = "name,number\nMc Intyre,7\nO Dea,\n";
        var found = await ImportFile.InspectAsync(new MemoryStream(WorkbookFile.OfCsv(csv)));

        Assert.Equal((FileEncoding.Workbook, null), (found.Encoding, found.Refusal));
        Assert.Equal(["Sheet1"], found.Sheets);
        Assert.Equal(Bytes.Rows(csv).Select(r => string.Join('|', r.Cells)), Rows(WorkbookFile.OfCsv(csv)).Select(r => string.Join('|', r.Cells)));
    }

    private static WorkbookFile Sheet(string rows, int columns)
    {
        var file = new WorkbookFile();
        return file.WithSheet("S", file.Row(1, [.. Enumerable.Range(1, columns).Select(i => (object)$"c{i}")]) + rows);
    }

    private static IReadOnlyList<string> Only(WorkbookFile file, string? sheet = null)
    {
        using var reader = Open(file, sheet);
        Assert.Null(reader.ReadHeader().Refusal);
        var row = Assert.Single(reader.Rows());
        Assert.Null(reader.Refusal);
        Assert.Null(row.Problem);
        return row.Cells;
    }

    private static List<ImportRow> Rows(WorkbookFile file) => Rows(file.ToBytes());

    private static List<ImportRow> Rows(byte[] bytes)
    {
        using var reader = new RowReader(new MemoryStream(bytes), FileEncoding.Workbook);
        Assert.Null(reader.ReadHeader().Refusal);
        return [.. reader.Rows()];
    }

    private static RowReader Open(WorkbookFile file, string? sheet) =>
        new(new MemoryStream(file.ToBytes()), FileEncoding.Workbook, new ReadingOptions(Sheet: sheet));
}
