using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Post.Verifier.Follow;

/// <summary>Lines of JSON in Audit.NET's shape, added to a file.</summary>
internal sealed class JsonLinesTarget(string path) : IFollowTarget
{
    public async Task SendAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, 1 << 16);
        foreach (var e in events)
        {
            await file.WriteAsync(AuditNetJson.Write(e.Index, e.Header, e.Leaf), ct);
            await file.WriteAsync("\n"u8.ToArray(), ct);
        }

        file.Flush(flushToDisk: true);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Messages of RFC 5424 over TLS (RFC 5425). TLS always: a log that names persons does not cross a network in the clear.</summary>
/// <param name="host">The receiver, by the name in its certificate.</param>
/// <param name="port">Its port; 6514 by custom.</param>
/// <param name="structuredId">Name and enterprise number of the structured data.</param>
/// <param name="trusted">Root under which the receiver's certificate stands, if not one of the machine's.</param>
internal sealed class SyslogTarget(string host, int port, string structuredId, X509Certificate2? trusted) : IFollowTarget
{
    private TcpClient? _client;
    private SslStream? _stream;

    public async Task SendAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        try
        {
            _stream ??= await ConnectAsync(ct);
            foreach (var e in events) await _stream.WriteAsync(SyslogMessage.Framed(SyslogMessage.Write(e, structuredId)), ct);
            await _stream.FlushAsync(ct);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stream is not null) await _stream.DisposeAsync();
        _client?.Dispose();
        (_stream, _client) = (null, null);
    }

    private async Task<SslStream> ConnectAsync(CancellationToken ct)
    {
        _client = new TcpClient();
        await _client.ConnectAsync(host, port, ct);
        var stream = new SslStream(_client.GetStream());
        var options = new SslClientAuthenticationOptions { TargetHost = host };
        if (trusted is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.Add(trusted);
        }

        await stream.AuthenticateAsClientAsync(options, ct);
        return stream;
    }
}
