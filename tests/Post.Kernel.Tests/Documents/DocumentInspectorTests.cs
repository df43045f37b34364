using System.Text;
using Post.Kernel.Documents;
using Post.Kernel.Documents.Inspection;
using static Post.Kernel.Tests.Documents.Samples;

namespace Post.Kernel.Tests.Documents;

/// <summary>The type comes from the bytes; what is sound is taken, what could act or deceive is held with a reason.</summary>
public sealed class DocumentInspectorTests
{
    public static TheoryData<string, DocumentType, byte[]> Sound => new()
    {
        { "a PDF", DocumentType.Pdf, Pdf() },
        { "a PDF with packed objects", DocumentType.Pdf, Pdf(PdfObjectStream("<</Type/Font/Subtype/Type1>>")) },
        { "a PDF that speaks of a script without one", DocumentType.Pdf, Pdf(PdfObject("<</Title(No JavaScript here)>>")) },
        { "a PNG", DocumentType.Png, Png },
        { "a JPEG with a comment", DocumentType.Jpeg, Jpeg },
        { "a TIFF", DocumentType.Tiff, Tiff },
        { "a video", DocumentType.Video, Mp4 },
        { "a sound", DocumentType.Audio, Wav },
        { "plain text", DocumentType.Text, Utf8("Notes of the interview.\r\nThe officer said “no”.\r\n") },
        { "text of an older program", DocumentType.Text, Latin("Señor Núñez was there.\nSo was Mr. O\u0092Brien.\n") },
        { "text in UTF-16", DocumentType.Text, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Notes\r\n")] },
        { "a table", DocumentType.Csv, Utf8("name,year\n\"Smith, J\",2020\nJones,2021\n") },
        { "a message", DocumentType.Email, Utf8("From: a@b.example\r\nTo: c@d.example\r\nSubject: The file\r\n\r\nIt is on its way.\r\n") },
        { "a Word document", DocumentType.Docx, Docx() },
        { "a Word document with a link", DocumentType.Docx, Docx(("word/_rels/document.xml.rels", External("hyperlink"))) },
        { "a workbook with a hidden sheet", DocumentType.Xlsx, Xlsx() },
    };

    public static TheoryData<string, DocumentType, string, byte[]> Unsafe => new()
    {
        { "an archive", DocumentType.Archive, "archive", Zip(("readme.txt", Utf8("x"))) },
        { "a packed tar", DocumentType.Archive, "archive", [0x1F, 0x8B, 8, 0, 1, 2, 3] },
        { "a 7-Zip", DocumentType.Archive, "archive", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4] },
        { "a Windows program", DocumentType.Program, "program", [.. "MZ"u8, .. new byte[100]] },
        { "a Linux program", DocumentType.Program, "program", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0] },
        { "a shell script", DocumentType.Program, "program", Utf8("#!/bin/sh\nrm -r /\n") },
        { "a web page", DocumentType.WebPage, "web-page", Utf8("  <!DOCTYPE html><script>alert(1)</script>") },
        { "a web page behind a mark", DocumentType.WebPage, "web-page", Utf8("\uFEFF\n<html><body>") },
        { "a web page in UTF-16", DocumentType.WebPage, "web-page", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<html>")] },
        { "a drawing with markup", DocumentType.WebPage, "web-page", Utf8("<svg onload=\"alert(1)\"/>") },
        { "rich text", DocumentType.RichText, "rich-text", Utf8("{\\rtf1 \\object}") },
        { "an older Word file", DocumentType.OlderOffice, "older-office", OlderOffice },
        { "a protected Word file", DocumentType.OlderOffice, "encrypted", EncryptedOffice },
        { "bytes of no kind", DocumentType.Unknown, "unknown-type", [1, 2, 3, 0, 0, 200, 7] },

        { "a PDF with a script", DocumentType.Pdf, "pdf-script", Pdf(PdfObject("<</S/JavaScript/JS(app.alert\\(1\\))>>")) },
        { "a PDF with a script under a hidden name", DocumentType.Pdf, "pdf-script", Pdf(PdfObject("<</S/J#61va#53cript/JS(1)>>")) },
        { "a PDF with a packed script", DocumentType.Pdf, "pdf-script", Pdf(PdfObjectStream("<</S/JavaScript/JS(1)>>")) },
        { "a PDF with a packed script without its type", DocumentType.Pdf, "pdf-script", Pdf(PdfObjectStream("<</S/JavaScript/JS(1)>>", "/Type 12 0 R/N 1/First 5/Filter/FlateDecode")) },
        { "a PDF with a script behind a comment's stream", DocumentType.Pdf, "pdf-script", Pdf(Latin("% stream\n"), PdfObject("<</S/JavaScript>>")) },
        { "a PDF with objects packed otherwise", DocumentType.Pdf, "pdf-unreadable", Pdf(Latin("10 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/ASCIIHexDecode/Length 6>>\nstream\n313120>\nendstream\nendobj\n")) },
        { "a PDF that starts a program", DocumentType.Pdf, "pdf-launch", Pdf(PdfObject("<</S/Launch/F(cmd.exe)>>")) },
        { "a PDF with a file in it", DocumentType.Pdf, "pdf-embedded-file", Pdf(PdfObject("<</Type/EmbeddedFile>>")) },
        { "a PDF with a password", DocumentType.Pdf, "encrypted", Pdf(PdfObject("<</Encrypt 8 0 R>>")) },
        { "a PDF cut off", DocumentType.Pdf, "broken", Pdf()[..^8] },
        { "a PDF with something behind it", DocumentType.Pdf, "two-in-one", [.. Pdf(), .. "<script>alert(1)</script>"u8] },
        { "a PDF that is a zip", DocumentType.Pdf, "two-in-one", [.. Pdf(), .. Zip(("evil.exe", [1]))] },
        { "a PDF that begins as a web page", DocumentType.Pdf, "two-in-one", [.. "%PDF-1.4\n<html><script>x</script>"u8, .. Pdf()] },
        { "a PDF whose header stands later", DocumentType.Unknown, "two-in-one", [.. "words first\n"u8, .. Pdf()] },

        { "a JPEG with a web page in its comment", DocumentType.Jpeg, "two-in-one", JpegWith("<html><script>alert(1)</script>"u8) },
        { "a JPEG that is a zip", DocumentType.Jpeg, "two-in-one", [.. Jpeg, .. Zip(("evil.exe", [1]))] },
        { "a JPEG with a PDF's header", DocumentType.Jpeg, "two-in-one", JpegWith("%PDF-1.4"u8) },
        { "a PNG with something behind it", DocumentType.Png, "two-in-one", [.. Png, .. "more"u8] },
        { "a PNG cut off", DocumentType.Png, "broken", Png[..^6] },
        { "a TIFF with a script", DocumentType.Tiff, "two-in-one", [.. Tiff, .. "<SCRIPT>alert(1)"u8] },
        { "a message with an attachment", DocumentType.Email, "embedded-file", Utf8("From: a@b\r\nTo: c@d\r\nSubject: x\r\n\r\n--1\r\nContent-Disposition: attachment; filename=a.exe\r\n\r\nTVo=\r\n") },

        { "a workbook with macros", DocumentType.Xlsx, "macros", Xlsx(("xl/vbaProject.bin", [1, 2])) },
        { "a document that says it has macros", DocumentType.Docx, "macros", Docx(TypesOf("/word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml")) },
        { "a document with an external template", DocumentType.Docx, "external-content", Docx(("word/_rels/settings.xml.rels", External("attachedTemplate"))) },
        { "a document with a picture from elsewhere", DocumentType.Docx, "external-content", Docx(("word/_rels/document.xml.rels", External("image"))) },
        { "a document with a file in it", DocumentType.Docx, "embedded-file", Docx(("word/embeddings/oleObject1.bin", [1])) },
        { "a document with a program called a picture", DocumentType.Docx, "embedded-file", Docx(("word/media/image1.png", [.. "MZ"u8, .. new byte[64]])) },
        { "a document with a zip called a picture", DocumentType.Docx, "embedded-file", Docx(("word/media/image1.png", Zip(("a", [1])))) },
        { "a workbook with a control", DocumentType.Xlsx, "active-content", Xlsx(("xl/activeX/activeX1.bin", [1])) },
        { "a document with a field that starts a program", DocumentType.Docx, "active-content", Docx(("word/footnotes.xml", Utf8("<w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText>"))) },
        { "a document with entities", DocumentType.Docx, "active-content", Docx(("word/styles.xml", Utf8("<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>"))) },
        { "a document with a part outside it", DocumentType.Docx, "broken", Docx(("../../etc/cron.d/x", [1])) },
        { "a document with a part twice", DocumentType.Docx, "broken", Docx(("word/document.xml", Utf8("<other/>"))) },
        { "a document behind something else", DocumentType.Archive, "two-in-one", [.. "PK\u0003\u0004"u8, .. new byte[40], .. Docx()] },
        { "a document with something behind it", DocumentType.Archive, "two-in-one", [.. Docx(), .. "more"u8] },
    };

    [Theory]
    [MemberData(nameof(Sound))]
    public void SoundFile_IsTakenAsWhatItIs(string what, DocumentType type, byte[] bytes)
    {
        var seen = Inspect(bytes);

        Assert.Equal($"{what}: {type}, ", $"{what}: {seen.Type}, {seen.Hold?.Code}");
    }

    [Theory]
    [MemberData(nameof(Unsafe))]
    public void UnsafeFile_IsHeldWithAReason(string what, DocumentType type, string code, byte[] bytes)
    {
        var seen = Inspect(bytes);

        Assert.Equal($"{what}: {type}, {code}", $"{what}: {seen.Type}, {seen.Hold?.Code}");
        Assert.EndsWith(".", seen.Hold!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_EachHaveWordsAndAnEndingThatNoSystemRuns() => Assert.All(Enum.GetValues<DocumentType>(), type =>
    {
        var facts = DocumentTypeFacts.Of(type);
        Assert.NotEmpty(facts.Label);
        Assert.DoesNotContain(facts.Extension, new[] { "exe", "htm", "html", "svg", "js", "docm", "xlsm" });
        Assert.DoesNotContain("html", facts.MediaType, StringComparison.Ordinal);
    });

    // Every cut of a sound file is judged without an exception: what is broken is held, whatever broke it.
    [Fact]
    public void FileCutAnywhere_IsJudged()
    {
        foreach (var whole in new[] { Pdf(PdfObjectStream("<</A/B>>")), Png, Jpeg, Docx(), Xlsx() })
        {
            for (var length = 1; length < whole.Length; length += 7) Assert.NotNull(Inspect(whole[..length]));
        }
    }

    // The same for single bytes turned into others: the inspector reads what strangers wrote.
    [Fact]
    public void FileWithAnyByteChanged_IsJudged()
    {
        var random = new Random(1);
        foreach (var whole in new[] { Pdf(PdfObjectStream("<</A/B>>")), Png, Docx() })
        {
            for (var at = 0; at < whole.Length; at++)
            {
                byte[] spoilt = [.. whole];
                spoilt[at] ^= (byte)random.Next(1, 256);
                Assert.NotNull(Inspect(spoilt));
            }
        }
    }

    // A mark that lies across two blocks of reading is found as well.
    [Theory]
    [InlineData(256 * 1024 - 5)]
    [InlineData(256 * 1024 - 70)]
    [InlineData(512 * 1024 - 130)]
    public void NameAcrossBlocks_IsFound(int at)
    {
        var filler = new string('x', at);

        Assert.Equal("pdf-script", Inspect(Pdf(PdfObject($"<</T({filler})/S/JavaScript>>"))).Hold?.Code);
    }

    private static InspectionResult Inspect(byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        return DocumentInspector.Inspect(file, new InspectionLimits(), CancellationToken.None);
    }
}
