using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Post.Verifier.Follow;

namespace Post.Audit.Tests.Following;

/// <summary>Sealed events go out in their order, headers only, and come back byte for byte.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class FollowerTests
{
    [Fact]
    public async Task SealedEvents_GoOutOnceInOrderAndUnsealedWait()
    {
        await using var log = await SealedLog.OfAsync(3, 2);
        await log.AppendAsync(1);
        var file = Path.Combine(log.Folder, "followed.jsonl");

        Assert.Equal(5, await RoundAsync(log, file));
        Assert.Equal(0, await RoundAsync(log, file));
        await log.SealAsync();
        Assert.Equal(1, await RoundAsync(log, file));

        var lines = await File.ReadAllLinesAsync(file);
        Assert.Equal([0, 1, 2, 3, 4, 5], lines.Select(l => (int)AuditNetJson.Read(Encoding.UTF8.GetBytes(l)).Index));
    }

    [Fact]
    public async Task AuditNetShape_HoldsItsFieldsAndGivesTheHeaderBack()
    {
        await using var log = await SealedLog.OfAsync(1);
        var followed = Assert.Single(await new FollowedEvents(log.Database.Verifier).AfterAsync(0, 10, CancellationToken.None));
        var line = AuditNetJson.Write(followed.Index, followed.Header, followed.Leaf);

        Assert.Equal(CanonicalEncoder.Header(log.Appended[0]), AuditNetJson.Read(line).Header);
        using var json = JsonDocument.Parse(line);
        Assert.Equal("officer.opened", json.RootElement.GetProperty("EventType").GetString());
        Assert.Equal(log.Appended[0].Actor.Id.ToString(), json.RootElement.GetProperty("Environment").GetProperty("UserName").GetString());
        Assert.Equal(0, json.RootElement.GetProperty("Duration").GetInt64());
        Assert.Equal(["EventType", "Environment", "StartDate", "EndDate", "Duration", "Post"], json.RootElement.EnumerateObject().Select(p => p.Name));
        // No label, no words: what the payload holds stays where an expungement can reach it.
        Assert.DoesNotContain("Dana Reyes", Encoding.UTF8.GetString(line), StringComparison.Ordinal);
        Assert.DoesNotContain("Smith", Encoding.UTF8.GetString(line), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FieldsThatDisagree_AreRefused()
    {
        await using var log = await SealedLog.OfAsync(1);
        var followed = Assert.Single(await new FollowedEvents(log.Database.Verifier).AfterAsync(0, 10, CancellationToken.None));
        var line = Encoding.UTF8.GetString(AuditNetJson.Write(0, followed.Header, followed.Leaf)).Replace("\"EventType\":\"officer.opened\"", "\"EventType\":\"officer.closed\"", StringComparison.Ordinal);

        Assert.Throws<InvalidDataException>(() => AuditNetJson.Read(Encoding.UTF8.GetBytes(line)));
    }

    // Somebody types a line end and a terminal's colour code into a browser's name: it must stay inside its field.
    [Fact]
    public void ControlCharacters_StayInsideTheirField()
    {
        var e = Events.Full() with { Action = "a\n<13>1 forged\u001b[31m\"]", Actor = Events.Full().Actor with { Client = "x\r\ny\u202e" } };
        var followed = new FollowedEvent(7, e.Id, CanonicalEncoder.Header(e), new byte[32]);

        var message = Encoding.UTF8.GetString(SyslogMessage.Write(followed, SyslogMessage.DefaultStructuredId));

        Assert.DoesNotContain(message, char.IsControl);
        Assert.DoesNotContain('\u202e', message);
        Assert.StartsWith("<109>1 2026-06-10T12:00:00.123456Z app@one post-log - a_<13>1_forged_[31m\"] [post@32473 idx=\"7\" ", message, StringComparison.Ordinal);
        Assert.Contains("action=\"a#000a<13>1 forged#001b[31m\\\"\\]\"", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Syslog_GoesOverTlsFramedByItsLength()
    {
        await using var log = await SealedLog.OfAsync(2);
        using var certificate = Certificate();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var received = ReceiveAsync(listener, certificate, 2);

        await using (var target = new SyslogTarget("localhost", ((IPEndPoint)listener.LocalEndpoint).Port, SyslogMessage.DefaultStructuredId, certificate))
        {
            await new Follower(new FollowedEvents(log.Database.Verifier), target, Path.Combine(log.Folder, "cursor")).RoundAsync(CancellationToken.None);
        }

        var messages = await received.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.All(messages, m => Assert.StartsWith("<109>1 ", m, StringComparison.Ordinal));
        Assert.Contains($"id=\"{await log.EventAtAsync(1)}\"", messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReceiverWithoutATrustedCertificate_GetsNothingAndNothingIsLost()
    {
        await using var log = await SealedLog.OfAsync(2);
        using var certificate = Certificate();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var received = ReceiveAsync(listener, certificate, 2);
        var cursor = Path.Combine(log.Folder, "cursor");
        await using var target = new SyslogTarget("localhost", ((IPEndPoint)listener.LocalEndpoint).Port, SyslogMessage.DefaultStructuredId, null);

        await Assert.ThrowsAnyAsync<System.Security.Authentication.AuthenticationException>(
            () => new Follower(new FollowedEvents(log.Database.Verifier), target, cursor).RoundAsync(CancellationToken.None));

        Assert.False(File.Exists(cursor));
        await Assert.ThrowsAnyAsync<Exception>(() => received.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private static async Task<long> RoundAsync(SealedLog log, string file)
    {
        await using var target = new JsonLinesTarget(file);
        return await new Follower(new FollowedEvents(log.Database.Verifier), target, Path.Combine(log.Folder, "cursor")).RoundAsync(CancellationToken.None);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static async Task<List<string>> ReceiveAsync(TcpListener listener, X509Certificate2 certificate, int count)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(certificate);
        var messages = new List<string>();
        while (messages.Count < count)
        {
            var length = 0;
            for (var digit = stream.ReadByte(); digit != ' '; digit = stream.ReadByte())
            {
                if (digit < 0) throw new EndOfStreamException();
                length = (length * 10) + digit - '0';
            }

            var message = new byte[length];
            await stream.ReadExactlyAsync(message);
            messages.Add(Encoding.UTF8.GetString(message));
        }

        return messages;
    }
}
