using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Post.Kernel.Data;

namespace Post.PublicDatabase.Tests.Site;

public sealed class CsvTextTests
{
    private const string Alphabet = "aZ9 é\"',;=+-@\t\r\n\0’\u202E";

    [Fact]
    public void AnyCells_ComeBackAsTheyWere()
    {
        var cell = Gen.Elements<char>(Alphabet).ArrayOf().Select(c => new string(c));
        var row = Gen.ArrayOf(cell, 4);

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2_000),
            Prop.ForAll(Arb.From(row), cells => Parse(Write(cells)).Select(CsvText.Read).SequenceEqual(cells)));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("\0x")]
    [InlineData("  =1")]
    public void TextThatCouldAct_BeginsWithAnApostrophe(string cell) =>
        Assert.StartsWith("'", Parse(Write([cell, "", "", ""]))[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("Smith")]
    [InlineData("O'Brien")]
    [InlineData("1170-5528")]
    public void OrdinaryText_IsWrittenAsItIs(string cell) => Assert.Equal($"{cell},,,\r\n", Write([cell, null, "", null]));

    private static string Write(string?[] cells)
    {
        var bytes = new ArrayBufferWriter<byte>();
        CsvText.WriteRow(bytes, cells);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static string[] Parse(string csv) => Assert.Single(CsvReading.Rows(csv));
}
