using System.Runtime.CompilerServices;

namespace Post.Verifier.Export;

/// <summary>Lines of a text file as bytes, read in place; a line is valid until the next is asked for.</summary>
internal static class LineFeed
{
    private static readonly byte[] s_mark = [0xef, 0xbb, 0xbf];

    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(string path, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var file = new FileStream(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
        var buffer = new byte[1 << 18];
        var (start, end) = (0, await file.ReadAtLeastAsync(buffer, s_mark.Length, throwOnEndOfStream: false, ct));
        if (buffer.AsSpan(0, end).StartsWith(s_mark)) start = s_mark.Length;
        var looked = start;
        while (true)
        {
            var at = buffer.AsSpan(looked, end - looked).IndexOf((byte)'\n');
            if (at >= 0)
            {
                yield return buffer.AsMemory(start, looked + at - start);
                looked = start = looked + at + 1;
                continue;
            }

            (looked, var kept) = (end - start, end - start);
            buffer.AsSpan(start, kept).CopyTo(buffer);
            start = 0;
            if (kept == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var read = await file.ReadAsync(buffer.AsMemory(kept), ct);
            end = kept + read;
            if (read > 0) continue;
            if (kept > 0) yield return buffer.AsMemory(0, kept);
            yield break;
        }
    }
}
