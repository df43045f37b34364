using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Post.Kernel.Documents.Inspection;
using static Post.Kernel.Tests.Documents.Samples;

namespace Post.Kernel.Tests.Documents;

/// <summary>Small files that would be huge: held before they fill anything.</summary>
public sealed class BombTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public void SheetThatUnpacksAThousandfold_IsHeld()
    {
        var bomb = Xlsx(("xl/worksheets/sheet1.xml", new byte[64 * Megabyte]));
        Assert.InRange(bomb.Length, 1, Megabyte / 4);

        Assert.Equal("bomb", Inspect(bomb).Hold?.Code);
    }

    [Fact]
    public void OrdinarySheetOfEqualRows_IsNotABomb()
    {
        var rows = string.Concat(Enumerable.Range(1, 100_000).Select(i => $"<row r=\"{i}\"><c r=\"A{i}\"><v>{i * 37 % 1000}</v></c></row>"));

        Assert.Null(Inspect(Xlsx(("xl/worksheets/sheet1.xml", Utf8(rows)))).Hold);
    }

    [Fact]
    public void AllPartsTogetherTooLarge_AreHeld()
    {
        var random = new Random(1);
        var parts = Enumerable.Range(0, 5).Select(i => ($"word/media/image{i}.bmp", Noise(random, Megabyte))).ToArray();

        Assert.Equal("bomb", Inspect(Docx(parts), new InspectionLimits { UnpackedBytes = 4 * Megabyte }).Hold?.Code);
        Assert.Null(Inspect(Docx(parts), new InspectionLimits { UnpackedBytes = 8 * Megabyte }).Hold);
    }

    [Fact]
    public void TooManyParts_AreHeldUnread()
    {
        var many = Docx([.. Enumerable.Range(0, 6_000).Select(i => ($"word/media/{i}", Array.Empty<byte>()))]);

        Assert.Equal("bomb", Inspect(many).Hold?.Code);
    }

    // Many entries of the list that point at one packed part: each adds its size and none its bytes.
    [Fact]
    public void PartsOverEachOther_AreHeld()
    {
        var bomb = Docx(("word/media/a1.bin", new byte[Megabyte / 2]), ("word/media/a2.bin", new byte[Megabyte / 2]));
        var list = bomb.AsSpan();
        var (first, second) = (ListEntry(list, "word/media/a1.bin"), ListEntry(list, "word/media/a2.bin"));
        list.Slice(first + 42, 4).CopyTo(list.Slice(second + 42, 4));

        Assert.Equal("bomb", Inspect(bomb).Hold?.Code);
    }

    [Fact]
    public void PartThatLiesAboutItsSize_IsHeld()
    {
        var liar = Docx(("word/media/a1.bin", new byte[Megabyte / 2]));
        BinaryPrimitives.WriteUInt32LittleEndian(liar.AsSpan(ListEntry(liar, "word/media/a1.bin") + 24), 10);

        Assert.Equal("broken", Inspect(liar).Hold?.Code);
    }

    [Fact]
    public void PdfWhoseObjectsUnpackWithoutEnd_IsHeld()
    {
        var bomb = Pdf(PdfObjectStream(new string(' ', 80 * Megabyte)));
        Assert.InRange(bomb.Length, 1, Megabyte);

        Assert.Equal("bomb", Inspect(bomb).Hold?.Code);
    }

    [Fact]
    public void ZipInZipInZip_IsHeldUnopened()
    {
        var inner = Zip(("0.bin", new byte[Megabyte]));
        for (var depth = 0; depth < 5; depth++) inner = Zip(("next.zip", inner));

        Assert.Equal("archive", Inspect(inner).Hold?.Code);
        Assert.Equal("embedded-file", Inspect(Docx(("word/next.zip", inner))).Hold?.Code);
    }

    // What is judged is never gathered: the same few blocks serve a small file and a large one.
    [Fact]
    public void Inspection_KeepsMemoryFlat()
    {
        var bomb = Xlsx(("xl/worksheets/sheet1.xml", new byte[32 * Megabyte]));
        var generous = new InspectionLimits { Ratio = 100_000, UnpackedBytes = 1024L * Megabyte };
        Inspect(bomb, generous);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Null(Inspect(bomb, generous).Hold);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * Megabyte);
    }

    private static byte[] Noise(Random random, int length)
    {
        var noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }

    private static int ListEntry(ReadOnlySpan<byte> zip, string name)
    {
        var at = zip.LastIndexOf(Encoding.UTF8.GetBytes(name)) - 46;
        Debug.Assert(zip[at..].StartsWith("PK\u0001\u0002"u8));
        return at;
    }

    private static InspectionResult Inspect(byte[] bytes, InspectionLimits? limits = null)
    {
        using var file = new MemoryStream(bytes);
        return DocumentInspector.Inspect(file, limits ?? new InspectionLimits(), CancellationToken.None);
    }
}
