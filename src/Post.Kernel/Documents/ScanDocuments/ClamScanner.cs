using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Post.Kernel.Documents.ScanDocuments;

/// <summary>What the scanner said of a content; waiting when it did not answer.</summary>
public sealed record ScanAnswer(ScanState State, string? Found = null);

/// <summary>Speaks to clamd over its socket: the content goes there in pieces (INSTREAM), nothing is read from our disk.</summary>
internal sealed class ClamScanner(DocumentSettings settings, ILogger<ClamScanner> log)
{
    private const int PieceLength = 64 * 1024;
    private const int LongestAnswer = 4096;
    private const string FoundMark = " FOUND";

    public bool Configured => settings.Clamd is not null;

    /// <param name="content">Readable and seekable; it is read from its beginning.</param>
    /// <param name="ct">Ends the scan; the scanner's own time limit does not throw.</param>
    public async Task<ScanAnswer> ScanAsync(Stream content, CancellationToken ct)
    {
        if (!Configured) return new ScanAnswer(ScanState.NotConfigured);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(settings.ClamdPatience);
        try
        {
            content.Position = 0;
            return Understand(await AskAsync(content, patience.Token));
        }
        catch (Exception failure) when (failure is SocketException or IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            log.LogWarning("The virus scanner at {Address} did not answer: {Reason}", settings.Clamd, failure.Message);
            return new ScanAnswer(ScanState.Waiting);
        }
    }

    private async Task<string> AskAsync(Stream content, CancellationToken ct)
    {
        var address = AddressOf(settings.Clamd!);
        var protocol = address is UnixDomainSocketEndPoint ? ProtocolType.Unspecified : ProtocolType.Tcp;
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, protocol);
        await socket.ConnectAsync(address, ct);
        await using var wire = new NetworkStream(socket);
        try
        {
            await SendAsync(content, wire, ct);
        }
        catch (IOException)
        {
            // It may hang up in the middle and have said why before.
        }

        return await AnswerAsync(wire, ct);
    }

    private static async Task SendAsync(Stream content, NetworkStream wire, CancellationToken ct)
    {
        await wire.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
        var piece = new byte[4 + PieceLength];
        int read;
        while ((read = await content.ReadAsync(piece.AsMemory(4), ct)) > 0)
        {
            BinaryPrimitives.WriteInt32BigEndian(piece, read);
            await wire.WriteAsync(piece.AsMemory(0, 4 + read), ct);
        }

        await wire.WriteAsync(new byte[4], ct);
    }

    private static async Task<string> AnswerAsync(NetworkStream wire, CancellationToken ct)
    {
        var answer = new byte[LongestAnswer];
        var length = await wire.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, ct);
        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\r', '\n');
    }

    private ScanAnswer Understand(string answer)
    {
        if (answer == "stream: OK") return new ScanAnswer(ScanState.Clean);
        if (answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(FoundMark, StringComparison.Ordinal))
        {
            return new ScanAnswer(ScanState.Infected, DocumentName.Shown(answer["stream: ".Length..^FoundMark.Length]));
        }

        // Too long for its limits, out of memory, not its protocol: none of it is a clean bill.
        log.LogWarning("The virus scanner at {Address} answered: {Answer}", settings.Clamd, answer);
        return new ScanAnswer(ScanState.Waiting);
    }

    private static EndPoint AddressOf(string setting)
    {
        if (setting.StartsWith("unix:", StringComparison.Ordinal)) return new UnixDomainSocketEndPoint(setting["unix:".Length..]);
        var uri = new Uri(setting);
        return IPAddress.TryParse(uri.Host, out var ip) ? new IPEndPoint(ip, uri.Port) : new DnsEndPoint(uri.Host, uri.Port);
    }
}
