using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Post.Kernel.Notices.Mail;

/// <summary>One connection to a mail server, a step at a time (RFC 5321, 3207, 4954); every wait has an end.</summary>
internal sealed class SmtpConversation : IAsyncDisposable
{
    private const int LineMaxLength = 2_000;
    private const int LinesMax = 100;

    private readonly Socket _socket;
    private readonly MailSettings _settings;
    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream;
    private int _read;
    private int _filled;

    private SmtpConversation(Socket socket, MailSettings settings)
    {
        _socket = socket;
        _settings = settings;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Protocol and cipher, once TLS stands.</summary>
    public string? Tls { get; private set; }

    public string Server => $"{_settings.Host}:{_settings.Port} ({_socket.RemoteEndPoint})";

    public static async Task<SmtpConversation> ConnectAsync(MailSettings settings, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await WithinAsync(settings.Timeout, "did not answer the connection", async token =>
            {
                await socket.ConnectAsync(settings.Host!, settings.Port, token);
                return true;
            }, ct);
            return new SmtpConversation(socket, settings);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task SecureAsync(CancellationToken ct)
    {
        // Anything already read came in the clear, and a stranger may have put it there to be taken for a protected answer.
        if (_read < _filled) throw new SmtpBrokenException("The server spoke before TLS stood; that is not trusted.");
        var secure = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = secure;
        await WithinAsync(_settings.Timeout, "did not finish the TLS handshake", async token =>
        {
            await secure.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = _settings.Host,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    CertificateChainPolicy = Policy(_settings.TrustedRoot),
                }, token);
            return true;
        }, ct);
        Tls = $"{secure.SslProtocol} {secure.NegotiatedCipherSuite}";
    }

    /// <summary>Sends a line and waits for its answer.</summary>
    public async Task<SmtpAnswer> SayAsync(string line, CancellationToken ct)
    {
        if (line.AsSpan().ContainsAny('\r', '\n')) throw new ArgumentException("A command is one line.", nameof(line));
        await WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), ct);
        return await AnswerAsync(_settings.Timeout, ct);
    }

    public Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct) =>
        WithinAsync(_settings.Timeout, "did not take what was sent", async token =>
        {
            await _stream.WriteAsync(bytes, token);
            await _stream.FlushAsync(token);
            return true;
        }, ct);

    /// <exception cref="SmtpBrokenException">No whole answer came in time.</exception>
    public Task<SmtpAnswer> AnswerAsync(TimeSpan patience, CancellationToken ct) =>
        WithinAsync(patience, "did not answer", ReadAnswerAsync, ct);

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static X509ChainPolicy? Policy(X509Certificate2? root) => root is null ? null : new X509ChainPolicy
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { root },
        // A private root seldom says where its list of revoked certificates is.
        RevocationMode = X509RevocationMode.NoCheck,
    };

    private async Task<SmtpAnswer> ReadAnswerAsync(CancellationToken ct)
    {
        var lines = new List<string>();
        while (lines.Count < LinesMax)
        {
            var line = await ReadLineAsync(ct);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code) || (line.Length > 3 && line[3] is not (' ' or '-')))
            {
                throw new SmtpBrokenException($"The server said what is no answer of the protocol: “{line}”.");
            }

            lines.Add(line);
            if (line.Length == 3 || line[3] == ' ') return new SmtpAnswer(code, lines);
        }

        throw new SmtpBrokenException($"The server's answer has more than {LinesMax} lines.");
    }

    private async Task<string> ReadLineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_read == _filled)
            {
                _read = 0;
                _filled = await _stream.ReadAsync(_buffer, ct);
                if (_filled == 0) throw new SmtpBrokenException("The server closed the connection.");
            }

            var next = (char)_buffer[_read++];
            if (next == '\n') return line.ToString().TrimEnd('\r');
            // What is no printable ASCII is shown as such: an answer is kept as proof and stands on a page.
            line.Append(next is '\r' or (>= ' ' and <= '~') ? next : '?');
            if (line.Length > LineMaxLength) throw new SmtpBrokenException("The server's answer has no end.");
        }
    }

    private static async Task<T> WithinAsync<T>(TimeSpan patience, string failed, Func<CancellationToken, Task<T>> step, CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(patience);
        try
        {
            return await step(end.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new SmtpBrokenException($"The server {failed} within {patience.TotalSeconds:0} seconds.");
        }
        catch (Exception failure) when (failure is IOException or SocketException or AuthenticationException)
        {
            throw new SmtpBrokenException(failure.Message, failure);
        }
    }
}
