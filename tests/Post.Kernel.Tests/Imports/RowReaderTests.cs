using System.Text;
using Post.Kernel.Imports.Reading;

namespace Post.Kernel.Tests.Imports;

public sealed class RowReaderTests
{
    [Fact]
    public void QuotedLinesAndCommas_AreKept()
    {
        var rows = Bytes.Rows("a,b\n\"x, y\",\"two\nlines\"\n\"say \"\"hi\"\"\",\n");

        Assert.Equal(["x, y", "two\nlines"], rows[0].Cells);
        Assert.Equal(["say \"hi\"", ""], rows[1].Cells);
        Assert.Equal([(1L, 2L), (2L, 4L)], rows.Select(r => (r.RowNumber, r.Line)));
    }

    [Theory]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n")]
    [InlineData("a,b\n1,2\n3,4")]
    [InlineData("a,b\r1,2\r3,4\r")]
    [InlineData("\n\na,b\r\n\r\n1,2\n\n\n3,4\n\n")]
    public void LineEnds_OfEveryKindAreRead(string text) =>
        Assert.Equal(["1,2", "3,4"], Bytes.Rows(text).Select(r => string.Join(',', r.Cells)));

    [Fact]
    public void EmptyLastCellAtTheEnd_IsACell() => Assert.Equal(["1", ""], Bytes.Rows("a,b\n1,").Single().Cells);

    [Theory]
    [InlineData("1", "cells-missing")]
    [InlineData("1,2,3", "cells-extra")]
    public void RaggedRow_IsRejectedAndReadingGoesOn(string ragged, string code)
    {
        var rows = Bytes.Rows($"a,b\n{ragged}\n3,4\n");

        Assert.Equal(code, rows[0].Problem!.Code);
        Assert.Equal(ragged.Split(','), rows[0].Cells);
        Assert.Equal(["3", "4"], rows[1].Cells);
        Assert.Equal((2L, 3L), (rows[1].RowNumber, rows[1].Line));
    }

    [Theory]
    [InlineData("x\"y,2")]
    [InlineData("\"x\"y,2")]
    [InlineData("1,5\" pipe")]
    [InlineData("\"he said \"no\" twice\",2")]
    public void StrayQuote_CostsOneRow(string broken)
    {
        var rows = Bytes.Rows($"a,b\n{broken}\n3,4\n");

        Assert.Equal("quote-stray", rows[0].Problem!.Code);
        Assert.Equal(broken, rows[0].Cells.Single());
        Assert.Equal(["3", "4"], Assert.Single(rows[1..]).Cells);
    }

    [Fact]
    public void LoneQuote_DoesNotSwallowTheRowsAfterIt()
    {
        var rows = Bytes.Rows("a,b\n\"1,2\n3,4\n5,6\n");

        Assert.Equal("quote-unclosed", rows[0].Problem!.Code);
        Assert.Equal("\"1,2", rows[0].Cells.Single());
        Assert.Equal(["3,4", "5,6"], rows[1..].Select(r => string.Join(',', r.Cells)));
        Assert.Equal([2L, 3L, 4L], rows.Select(r => r.Line));
    }

    [Fact]
    public void LoneQuoteBeforeAQuotedCell_CostsOneRow()
    {
        var rows = Bytes.Rows("a,b\n1,\"2\n3,\"4\n5\"\n6,7\n");

        Assert.Equal(["quote-stray", null, null], rows.Select(r => r.Problem?.Code));
        Assert.Equal(["3", "4\n5"], rows[1].Cells);
    }

    [Fact]
    public void LoneQuoteInTheLastCell_EndsInAReason() =>
        Assert.Equal("quote-unclosed", Bytes.Rows("a,b\n1,\"").Single().Problem!.Code);

    [Fact]
    public void TenMegabyteCell_IsRejectedAndClipped()
    {
        using var file = Bytes.Utf8($"a,b\n1,\"{new string('x', 10_000_000)}\"\n3,4\n");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var rows = Bytes.Rows(file);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal("cell-too-long", rows[0].Problem!.Code);
        Assert.Equal("b", rows[0].Problem!.Column);
        Assert.Contains("10,000,000", rows[0].Problem!.Text, StringComparison.Ordinal);
        Assert.Equal(501, rows[0].Cells[1].Length);
        Assert.Equal(["3", "4"], rows[1].Cells);
        Assert.InRange(allocated, 0, 100_000_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    public void RecordBeyondTheLimit_IsPassedOver(string quote)
    {
        var limits = new ReadingLimits { RecordCharacters = 100_000, KeptCharacters = 10 };

        var rows = Bytes.Rows($"a,b\n{quote}{new string('x', 5_000_000)},2\n3,4\n", limits);

        Assert.Equal("record-too-long", rows[0].Problem!.Code);
        Assert.Equal(11, rows[0].Cells.Single().Length);
        Assert.Equal(["3", "4"], Assert.Single(rows[1..]).Cells);
    }

    [Fact]
    public void QuoteNeverClosedInALargeFile_ResumesOnTheNextLine()
    {
        var limits = new ReadingLimits { RecordCharacters = 100_000 };
        var lines = string.Concat(Enumerable.Repeat("3,4\n", 100_000));

        var rows = Bytes.Rows($"a,b\n\"1,2\n{lines}", limits);

        Assert.Equal("record-too-long", rows[0].Problem!.Code);
        Assert.Equal(100_000, rows.Count(r => !r.Rejected));
    }

    [Fact]
    public void ManyColumns_AreCountedAndNotKept()
    {
        var row = Bytes.Rows($"a,b\n{new string(',', 1_000_000)}\n").Single();

        Assert.Equal("cells-extra", row.Problem!.Code);
        Assert.Contains("1,000,001", row.Problem.Text, StringComparison.Ordinal);
        Assert.Equal(512, row.Cells.Count);
    }

    [Fact]
    public void FormulaText_IsText()
    {
        var row = Bytes.Rows("a,b\n=cmd|'/c calc'!A1,+1-2@x\n").Single();

        Assert.Equal(["=cmd|'/c calc'!A1", "+1-2@x"], row.Cells);
        Assert.False(row.Rejected);
    }

    [Theory]
    [InlineData('\u0007')]
    [InlineData('\u001b')]
    [InlineData('\u0085')]
    public void ControlCharacter_RejectsTheRow(char control)
    {
        var rows = Bytes.Rows($"a,b\n1,x{control}y\n3,4\t5\n");

        Assert.Equal(("control-character", "b"), (rows[0].Problem!.Code, rows[0].Problem!.Column));
        Assert.False(rows[1].Rejected);
    }

    [Fact]
    public void HeaderAlone_HasNoRows() => Assert.Empty(Bytes.Rows("a,b\n"));

    [Fact]
    public void BlankLinesAlone_AreRefused()
    {
        using var reader = new RowReader(Bytes.Utf8("\r\n\n"), FileEncoding.Utf8);

        Assert.Equal("empty", reader.ReadHeader().Refusal!.Code);
    }

    [Theory]
    [InlineData("a,\"b\n1,2\n", "header-broken")]
    [InlineData("a,b\"c\n1,2\n", "header-broken")]
    public void BrokenHeader_IsRefused(string text, string code)
    {
        using var reader = new RowReader(Bytes.Utf8(text), FileEncoding.Utf8);

        Assert.Equal(code, reader.ReadHeader().Refusal!.Code);
    }

    [Fact]
    public void HeaderOfThousandColumns_IsRefused()
    {
        using var reader = new RowReader(Bytes.Utf8(new string(',', 1000) + "\n"), FileEncoding.Utf8);

        Assert.Equal("header-too-large", reader.ReadHeader().Refusal!.Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void BytesInDrips_ReadAlike(int atOnce)
    {
        const string text = "a,b\r\n\"x\r\ny\",\"say \"\"é\"\"\"\r\n1,\"2\n3,4\r\n\n5,6";

        var drip = Bytes.Rows(new DripStream(Encoding.UTF8.GetBytes(text), atOnce));

        Assert.Equal(
            Bytes.Rows(text).Select(Written), drip.Select(Written));
    }

    private static string Written(ImportRow row) =>
        $"{row.RowNumber}@{row.Line}:{string.Join('|', row.Cells)}:{row.Problem?.Code}";
}
