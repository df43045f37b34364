using System.Net.Sockets;
using System.Text;
using Post.Kernel.Documents;
using Xunit.Abstractions;

namespace Post.App.Tests;

/// <summary>Tests that read the process' memory run alone, after all others: their neighbours' rows are not theirs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuresMemory
{
    public const string Name = "Measures memory";
}

/// <summary>More bytes than are taken, over the wire: refused in words, and little is held meanwhile.</summary>
[Collection(MeasuresMemory.Name)]
public sealed class DocumentFloodTests(DocumentsAppHost host, ITestOutputHelper output) : IClassFixture<DocumentsAppHost>
{
    private const long TwoGigabytes = 2048L * 1024 * 1024;

    // Two gigabytes announced: the answer comes before they do.
    [Fact]
    public async Task TwoGigabytesAnnounced_AreNotListenedTo()
    {
        using var browser = await host.AtWorkAsync();

        var (sent, answer, peak) = await PourAsync(browser, TwoGigabytes, announced: true);

        output.WriteLine($"{sent:N0} bytes taken, memory at most {peak:N0} above the start");
        Assert.Contains("told=document-too-large", answer, StringComparison.Ordinal);
        Assert.InRange(sent, 0, 4 * DocumentsAppHost.MaxBytes);
        Assert.InRange(peak, long.MinValue, 128L * 1024 * 1024);
    }

    // Two gigabytes not announced: they are listened to as far as the limit.
    [Fact]
    public async Task TwoGigabytesUnannounced_StopAtTheLimit()
    {
        using var browser = await host.AtWorkAsync();
        var before = Files();

        var (sent, answer, peak) = await PourAsync(browser, TwoGigabytes, announced: false);

        output.WriteLine($"{sent:N0} bytes taken, memory at most {peak:N0} above the start");
        Assert.Contains("told=document-too-large", answer, StringComparison.Ordinal);
        Assert.InRange(sent, 0, 4 * DocumentsAppHost.MaxBytes);
        Assert.InRange(peak, long.MinValue, 128L * 1024 * 1024);
        Assert.Equal(before, Files());
    }

    private string[] Files() => Directory.Exists(host.Folder) ? [.. Directory.GetFiles(host.Folder, "*", SearchOption.AllDirectories).Order()] : [];

    private async Task<(long Sent, string Answer, long Peak)> PourAsync(Browser browser, long length, bool announced)
    {
        const string Boundary = "----a-boundary";
        var page = await browser.OpenAsync(host.List);
        var fields = new[] { (DocumentsAppHost.TokenField, DocumentsAppHost.TokenOf(page)), ("kind", "officer-file"), ("of", $"{host.Officer}") };
        var head = string.Concat(fields.Select(f => $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{f.Item1}\"\r\n\r\n{f.Item2}\r\n"))
            + $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"big.pdf\"\r\n\r\n";
        using var wire = new TcpClient();
        await wire.ConnectAsync(host.Address.Host, host.Address.Port);
        await using var stream = wire.GetStream();
        var how = announced ? $"Content-Length: {length}" : "Transfer-Encoding: chunked";
        await WriteAsync(stream,
            $"POST {DocumentEndpoints.Receive} HTTP/1.1\r\nHost: {host.Address.Authority}\r\nCookie: {browser.Cookies.GetCookieHeader(host.Address)}\r\n"
            + $"Content-Type: multipart/form-data; boundary={Boundary}\r\n{how}\r\n\r\n");
        await WriteAsync(stream, announced ? head : $"{head.Length:x}\r\n{head}\r\n");
        return await PourAsync(stream, length, announced);
    }

    private static async Task<(long Sent, string Answer, long Peak)> PourAsync(NetworkStream stream, long length, bool announced)
    {
        var piece = new byte[64 * 1024];
        var chunk = announced ? piece : [.. Encoding.ASCII.GetBytes($"{piece.Length:x}\r\n"), .. piece, .. "\r\n"u8];
        var start = GC.GetTotalMemory(forceFullCollection: true);
        var (sent, peak) = (0L, 0L);
        var answer = ReadAsync(stream);
        try
        {
            while (sent < length && !answer.IsCompleted)
            {
                await stream.WriteAsync(chunk);
                sent += piece.Length;
                if (sent % (1024 * 1024) == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - start);
            }
        }
        catch (IOException)
        {
            // Hung up on: what was said before is in the answer.
        }

        return (sent, await answer, peak);
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var bytes = new byte[4096];
        var read = await stream.ReadAsync(bytes);
        return Encoding.ASCII.GetString(bytes, 0, read);
    }

    private static async Task WriteAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
}
