using Post.Kernel.Documents;

namespace Post.Kernel.Tests.Documents;

/// <summary>A sender's name is words for people: it leads nowhere, turns nothing round and gives no type.</summary>
public sealed class DocumentNameTests
{
    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("invoice\u202Efdp.exe", "invoice⟨U+202E⟩fdp.exe")]
    [InlineData("a\u2066b\u2069c", "a⟨U+2066⟩b⟨U+2069⟩c")]
    [InlineData("line\r\nSet-Cookie: x", "line⟨U+000D⟩⟨U+000A⟩Set-Cookie: x")]
    [InlineData("zero\u200Bwidth", "zero⟨U+200B⟩width")]
    [InlineData("<script>.pdf", "<script>.pdf")]
    [InlineData("Überprüfung – Núñez.docx", "Überprüfung – Núñez.docx")]
    public void Shown_HidesNothingAndTurnsNothingRound(string sent, string shown) => Assert.Equal(shown, DocumentName.Shown(DocumentName.Kept(sent)));

    [Theory]
    [InlineData("report.pdf", DocumentType.Pdf, "report.pdf")]
    [InlineData("report.exe", DocumentType.Pdf, "report.exe.pdf")]
    [InlineData("REPORT.PDF", DocumentType.Pdf, "REPORT.pdf")]
    [InlineData("../../etc/passwd", DocumentType.Text, "passwd.txt")]
    [InlineData("..\\..\\windows\\system32\\cmd.exe", DocumentType.Pdf, "cmd.exe.pdf")]
    [InlineData("/", DocumentType.Pdf, "document.pdf")]
    [InlineData("...", DocumentType.Png, "document.png")]
    [InlineData("CON", DocumentType.Csv, "document.csv")]
    [InlineData("con.txt", DocumentType.Text, "document.txt")]
    [InlineData("invoice\u202Efdp.exe", DocumentType.Pdf, "invoice_fdp.exe.pdf")]
    [InlineData("a\"; filename=\"b.exe", DocumentType.Pdf, "a__ filename__b.exe.pdf")]
    [InlineData("Núñez.docx", DocumentType.Docx, "Núñez.docx")]
    public void Download_HasAPlainNameAndTheEndingOfItsType(string sent, DocumentType type, string name) =>
        Assert.Equal(name, DocumentName.ForDownload(DocumentName.Kept(sent), type));

    [Theory]
    [InlineData(null, "document")]
    [InlineData("  ", "document")]
    [InlineData("a\0b", "a\uFFFDb")]
    public void Kept_CanBeStored(string? sent, string kept) => Assert.Equal(kept, DocumentName.Kept(sent));

    [Fact]
    public void HalfOfALetter_IsReplaced() => Assert.Equal("half \uFFFD pair", DocumentName.Kept("half " + (char)0xD83D + " pair"));

    [Fact]
    public void LongName_IsCutBetweenLetters()
    {
        var kept = DocumentName.Kept(string.Concat(Enumerable.Repeat("😀", 300)));

        Assert.InRange(kept.Length, DocumentName.MaxLength - 1, DocumentName.MaxLength);
        Assert.DoesNotContain('\uFFFD', kept);
        Assert.False(char.IsHighSurrogate(kept[^1]));
    }
}
