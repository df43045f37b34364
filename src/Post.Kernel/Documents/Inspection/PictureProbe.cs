using System.Buffers.Binary;

namespace Post.Kernel.Documents.Inspection;

/// <summary>Walks a PNG from its first chunk to its last; what stands behind the last is another file.</summary>
internal static class PictureProbe
{
    private const int SignatureLength = 8;
    private const int ChunkFrame = 12;

    public static Hold? Png(Stream file)
    {
        long at = SignatureLength;
        for (var first = true; ; first = false)
        {
            var chunk = file.ReadAt(at, 8);
            if (chunk.Length < 8) return Hold.Broken;
            var type = chunk.AsSpan(4);
            if (first && !type.SequenceEqual("IHDR"u8)) return Hold.Broken;
            at += ChunkFrame + BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (at > file.Length) return Hold.Broken;
            if (type.SequenceEqual("IEND"u8)) return at == file.Length ? null : Hold.TwoInOne;
        }
    }
}
