using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Post.Testing;

/// <summary>A mail server on a real socket that behaves as badly as the test says.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _taken = new();
    private readonly ConcurrentQueue<string> _said = new();
    private readonly Task _accepting;

    public MailServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Messages whose final dot arrived and that were not refused: what an addressee would find.</summary>
    public IReadOnlyList<string> Taken => [.. _taken];

    /// <summary>Every command of every client.</summary>
    public IReadOnlyList<string> Said => [.. _said];

    /// <summary>The answer to a command in place of the usual one; the message itself is "."; null means silence.</summary>
    public Dictionary<string, string?> Answers { get; } = [];

    /// <summary>Closes the connection instead of answering that command.</summary>
    public string? ClosesAt { get; set; }

    public bool OffersStartTls { get; set; }

    public string? OffersAuth { get; set; }

    /// <summary>Sent in the clear right after the answer to STARTTLS.</summary>
    public string AfterStartTls { get; set; } = "";

    public X509Certificate2? Certificate { get; set; }

    /// <summary>Waits that long between the characters of each answer.</summary>
    public TimeSpan Slowness { get; set; }

    public static X509Certificate2 NewCertificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true) open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        Stream stream = client.GetStream();
        try
        {
            await TalkAsync(stream);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, or did not like what it saw: that is what some of the tests are about.
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        if (!await AnswerAsync(stream, "220", "220 mail.test ready")) return;
        while (await LineAsync(stream) is { } line)
        {
            _said.Enqueue(line);
            var verb = line.Split(' ')[0].ToUpperInvariant();
            if (!await AnswerAsync(stream, verb, Usual(verb, line))) return;
            if (verb == "STARTTLS" && Certificate is not null) stream = await SecureAsync(stream);
            if (verb == "DATA" && !Answers.ContainsKey("DATA") && !await TakeAsync(stream)) return;
            if (verb == "QUIT") return;
        }
    }

    private string Usual(string verb, string line) => verb switch
    {
        "EHLO" => $"250-mail.test greets you\r\n{(OffersStartTls ? "250-STARTTLS\r\n" : "")}{(OffersAuth is null ? "" : $"250-AUTH {OffersAuth}\r\n")}250 8BITMIME",
        "STARTTLS" => "220 go ahead" + AfterStartTls,
        "AUTH" => line.StartsWith("AUTH LOGIN", StringComparison.Ordinal) ? "334 VXNlcm5hbWU6" : "235 welcome",
        "DATA" => "354 end with a dot",
        "QUIT" => "221 bye",
        "MAIL" or "RCPT" => "250 fine",
        // The two halves of AUTH LOGIN.
        _ => Said.Count(s => !s.Contains(' ', StringComparison.Ordinal) && s != "DATA" && s != "STARTTLS") % 2 == 1 ? "334 UGFzc3dvcmQ6" : "235 welcome",
    };

    private async Task<bool> TakeAsync(Stream stream)
    {
        var message = new StringBuilder();
        while (await LineAsync(stream) is { } line)
        {
            if (line == ".")
            {
                var answer = Answers.GetValueOrDefault(".", "250 taken as 4711");
                // Silence and a closed connection come after the message was taken: the worst there is.
                if (answer is null || answer.StartsWith('2')) _taken.Enqueue(message.ToString());
                return await AnswerAsync(stream, ".", "250 taken as 4711");
            }

            message.Append(line).Append("\r\n");
        }

        return false;
    }

    private async Task<bool> AnswerAsync(Stream stream, string verb, string usual)
    {
        if (ClosesAt == verb) return false;
        if (Answers.TryGetValue(verb, out var answer) && answer is null)
        {
            await Task.Delay(Timeout.Infinite, _end.Token);
        }

        foreach (var part in Parts(Encoding.ASCII.GetBytes((answer ?? usual) + "\r\n")))
        {
            if (Slowness > TimeSpan.Zero) await Task.Delay(Slowness, _end.Token);
            await stream.WriteAsync(part, _end.Token);
        }

        return true;
    }

    private IEnumerable<ReadOnlyMemory<byte>> Parts(byte[] bytes) =>
        Slowness > TimeSpan.Zero ? Enumerable.Range(0, bytes.Length).Select(i => new ReadOnlyMemory<byte>(bytes, i, 1)) : [bytes];

    private async Task<Stream> SecureAsync(Stream stream)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _end.Token);
        return secure;
    }

    // Byte by byte: nothing of what follows STARTTLS may be read before TLS stands.
    private async Task<string?> LineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _end.Token) == 1)
        {
            if (one[0] == '\n') return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }

        return null;
    }
}
