using System.Security.Cryptography;
using System.Text;
using Post.Kernel.Imports.Reading;

namespace Post.Kernel.Tests.Imports;

public sealed class ImportFileTests
{
    private const string Text = "NAME,TOWN\nSmith,Millbrook\nNúñez,Harbor City\n";

    [Fact]
    public async Task Utf8_IsKnownWithSizeAndDigest()
    {
        var bytes = Encoding.UTF8.GetBytes(Text);

        var found = await Bytes.Inspect(bytes);

        Assert.Null(found.Refusal);
        Assert.Equal(FileEncoding.Utf8, found.Encoding);
        Assert.Equal(bytes.Length, found.Size);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), found.Sha256);
    }

    [Fact]
    public async Task Utf8Mark_IsKnownAndLeftOutOfTheHeader()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)];

        var found = await Bytes.Inspect(bytes);

        Assert.Equal(FileEncoding.Utf8WithMark, found.Encoding);
        using var reader = new RowReader(new MemoryStream(bytes), FileEncoding.Utf8WithMark);
        Assert.Equal(["NAME", "TOWN"], reader.ReadHeader().Cells);
    }

    [Fact]
    public async Task Windows1252_KeepsCurlyQuotes()
    {
        var bytes = Bytes.Windows1252.GetBytes("NAME,SAID\nSmith,officer’s “word” – once\n");
        Assert.Contains((byte)0x92, bytes);

        var found = await Bytes.Inspect(bytes);

        Assert.Equal(FileEncoding.Windows1252, found.Encoding);
        using var reader = new RowReader(new MemoryStream(bytes), found.Encoding!.Value);
        reader.ReadHeader();
        Assert.Equal("officer’s “word” – once", reader.Rows().Single().Cells[1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task CharacterAcrossChunks_IsStillUtf8(int atOnce)
    {
        var bytes = Encoding.UTF8.GetBytes("a,ñ,€,𝄞\n𝄞𝄞€ñ,x\n");

        var found = await ImportFile.InspectAsync(new DripStream(bytes, atOnce));

        Assert.Equal(FileEncoding.Utf8, found.Encoding);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    public async Task CharacterCutOffAtTheEnd_IsNotUtf8(int atOnce)
    {
        byte[] bytes = [.. "a,b\n1,"u8, 0xE2, 0x82];

        var found = await ImportFile.InspectAsync(new DripStream(bytes, atOnce));

        Assert.Equal(FileEncoding.Windows1252, found.Encoding);
    }

    [Fact]
    public async Task NeitherEncoding_IsRefused() =>
        await Refused("encoding-unknown", [.. "a,b\n1,"u8, 0x92, 0x81]);

    [Fact]
    public async Task Utf8MarkBeforeOtherBytes_IsRefused() =>
        await Refused("encoding-mixed", [0xEF, 0xBB, 0xBF, .. "a,b\n1,"u8, 0x92]);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Utf16_IsRefusedWithTheWayOut(bool bigEndian, bool mark)
    {
        var encoding = new UnicodeEncoding(bigEndian, mark);

        var found = await Bytes.Inspect(encoding.GetPreamble(), encoding.GetBytes(Text));

        Assert.Equal("utf-16", found.Refusal!.Code);
        Assert.Contains("CSV UTF-8", found.Refusal.Text, StringComparison.Ordinal);
        Assert.Null(found.Encoding);
    }

    [Fact]
    public async Task Nothing_IsRefused() => await Refused("empty", []);

    [Fact]
    public async Task MarkAlone_IsRefused() => await Refused("empty", [0xEF, 0xBB, 0xBF]);

    [Fact]
    public async Task NulInText_IsRefusedAndStillHasItsDigest()
    {
        var found = await Bytes.Inspect("a,b\n1,x\0y\n");

        Assert.Equal("binary", found.Refusal!.Code);
        Assert.Equal(64, found.Sha256.Length);
    }

    [Fact]
    public async Task NulFarIntoTheFile_IsRefused() =>
        Assert.Equal("binary", (await Bytes.Inspect(
            "a,b\n"u8.ToArray(), Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("1,2\n", 200_000))), [0]))
            .Refusal!.Code);

    public static TheoryData<string, string, byte[]> Signatures => new()
    {
        { "binary", "PDF", "%PDF-1.7\n"u8.ToArray() },
        { "binary", "PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A] },
        { "workbook-broken", "damaged", [.. "PK\u0003\u0004......[Content_Types].xml"u8] },
        { "binary", "Excel", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0] },
        { "binary", "gzip", [0x1F, 0x8B, 8, 0] },
        { "web-page", "web page", "\n<!DOCTYPE html><html>"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Signatures))]
    public async Task OtherKind_IsRefusedByName(string code, string named, byte[] start)
    {
        var found = await Bytes.Inspect(start);

        Assert.Equal(code, found.Refusal!.Code);
        Assert.Contains(named, found.Refusal.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task EndlessFirstLine_IsRefused() =>
        await Refused("header-too-large", Encoding.ASCII.GetBytes(new string('a', 70_000)));

    private static async Task Refused(string code, byte[] bytes)
    {
        var found = await Bytes.Inspect(bytes);

        Assert.Equal(code, found.Refusal?.Code);
        Assert.Null(found.Encoding);
    }
}
