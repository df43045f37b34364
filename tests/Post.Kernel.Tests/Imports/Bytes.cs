using System.Text;
using Post.Kernel.Imports.Reading;

namespace Post.Kernel.Tests.Imports;

/// <summary>Files made in memory, in the encodings that submitters really use.</summary>
internal static class Bytes
{
    public static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static Stream Utf8(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));

    public static Task<FileInspection> Inspect(params byte[][] parts) =>
        ImportFile.InspectAsync(new MemoryStream([.. parts.SelectMany(p => p)]));

    public static Task<FileInspection> Inspect(string text) => ImportFile.InspectAsync(Utf8(text));

    public static List<ImportRow> Rows(string text, ReadingLimits? limits = null) => Rows(Utf8(text), limits);

    public static List<ImportRow> Rows(Stream stream, ReadingLimits? limits = null)
    {
        using var reader = new RowReader(stream, FileEncoding.Utf8, limits);
        Assert.Null(reader.ReadHeader().Refusal);
        return [.. reader.Rows()];
    }
}

/// <summary>Bytes handed over a few at a time, so that every boundary falls inside something.</summary>
internal sealed class DripStream(byte[] bytes, int atOnce) : MemoryStream(bytes)
{
    public override int Read(byte[] buffer, int offset, int count) =>
        base.Read(buffer, offset, Math.Min(count, atOnce));

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, atOnce)]);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, atOnce)], cancellationToken);
}
