using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Post.Kernel.Data;

namespace Post.PublicDatabase.Site;

/// <summary>A table to be sent: its columns, and its rows as often as they are asked for; a row may be reused for the next.</summary>
internal sealed record CsvTable(string FileName, IReadOnlyList<string> Columns, Func<IEnumerable<string?[]>> Rows);

/// <summary>
/// Sends a table with its row count and digest in the headers. What is larger than a chunk is written twice, once to
/// be counted and hashed and once to be sent, so that the whole register needs no more memory than a page of it.
/// </summary>
internal static class CsvAnswer
{
    private const int Chunk = 256 * 1024;

    public static async Task SendAsync(HttpContext context, CsvTable table)
    {
        var buffer = new ArrayBufferWriter<byte>(Chunk + (Chunk / 4));
        var (rows, length, digest) = Measure(table, buffer);
        if (PublicAnswers.IsHeld(context, $"\"{Convert.ToHexStringLower(digest)}\"")) return;

        var headers = context.Response.Headers;
        headers["X-Row-Count"] = rows.ToString(CultureInfo.InvariantCulture);
        headers["X-Content-SHA256"] = Convert.ToHexStringLower(digest);
        headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(digest)}:";
        headers.ContentDisposition = $"attachment; filename=\"{table.FileName}\"";
        context.Response.ContentType = PublicAnswers.Csv;
        context.Response.ContentLength = length;
        if (HttpMethods.IsHead(context.Request.Method)) return;

        if (buffer.WrittenCount == length)
        {
            await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
            return;
        }

        await StreamAsync(context, table, buffer);
    }

    private static (int Rows, long Length, byte[] Digest) Measure(CsvTable table, ArrayBufferWriter<byte> buffer)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long length = 0;
        var rows = 0;
        Begin(table, buffer);
        foreach (var row in table.Rows())
        {
            if (buffer.WrittenCount > Chunk) Count();
            CsvText.WriteRow(buffer, row);
            rows++;
        }

        var last = buffer.WrittenMemory;
        hash.AppendData(last.Span);
        return (rows, length + last.Length, hash.GetHashAndReset());

        void Count()
        {
            hash.AppendData(buffer.WrittenSpan);
            length += buffer.WrittenCount;
            buffer.ResetWrittenCount();
        }
    }

    private static async Task StreamAsync(HttpContext context, CsvTable table, ArrayBufferWriter<byte> buffer)
    {
        Begin(table, buffer);
        foreach (var row in table.Rows())
        {
            if (buffer.WrittenCount > Chunk)
            {
                await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
                buffer.ResetWrittenCount();
            }

            CsvText.WriteRow(buffer, row);
        }

        await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }

    private static void Begin(CsvTable table, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        buffer.Write(CsvText.ByteOrderMark);
        CsvText.WriteRow(buffer, [.. table.Columns]);
    }
}
