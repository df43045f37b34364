using System.Text;

namespace Post.Kernel.Imports.Reading;

/// <summary>How the characters of an import file are written down.</summary>
public enum FileEncoding
{
    Utf8,
    Utf8WithMark,
    Windows1252,

    /// <summary>An XLSX workbook: cells in packed XML, which says itself how it is encoded.</summary>
    Workbook,
}

/// <summary>How each accepted encoding is decoded: strictly, since the bytes were checked before.</summary>
public static class FileEncodingDecoding
{
    public static Encoding Decoder(this FileEncoding encoding) => encoding switch
    {
        FileEncoding.Windows1252 => Windows1252(),
        // With its mark declared, a reader skips it; undeclared it would become part of the first header.
        FileEncoding.Utf8WithMark => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        FileEncoding.Workbook => throw new ArgumentOutOfRangeException(nameof(encoding), "A workbook is no text."),
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
    };

    public static string Label(this FileEncoding encoding) => encoding switch
    {
        FileEncoding.Windows1252 => "Windows-1252",
        FileEncoding.Utf8WithMark => "UTF-8 with byte order mark",
        FileEncoding.Workbook => "XLSX workbook",
        _ => "UTF-8",
    };

    public static FileEncoding FromLabel(string label) => Enum.GetValues<FileEncoding>().Single(e => e.Label() == label);

    private static Encoding Windows1252() => CodePagesEncodingProvider.Instance.GetEncoding(
        1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
}
