using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Configuration;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Notices.Mail;
using Post.Testing;

namespace Post.Kernel.Tests.Notices;

/// <summary>Mail goes protected, or it does not go.</summary>
public sealed class MailProtectionTests : IAsyncLifetime
{
    private readonly MailServer _server = new();
    private readonly X509Certificate2 _certificate = MailServer.NewCertificate("localhost");

    private MailSettings Settings => new()
    {
        Host = "localhost",
        Port = _server.Port,
        Security = MailSecurity.StartTls,
        From = Address("notices@post.example"),
        Timeout = TimeSpan.FromSeconds(5),
        FinalTimeout = TimeSpan.FromSeconds(5),
        TrustedRoot = _certificate,
    };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
    }

    [Fact]
    public async Task CertificateInOrder_GoesUnderTls()
    {
        Offer();

        var outcome = await SendAsync(Settings);

        Assert.Equal(MailResult.Accepted, outcome.Result);
        Assert.StartsWith("Tls1", outcome.Tls, StringComparison.Ordinal);
        Assert.Single(_server.Taken);
        // Said in the clear first, and again where it counts.
        Assert.Equal(2, _server.Said.Count(s => s.StartsWith("EHLO", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task StartTlsNotOffered_NothingIsSaid()
    {
        var outcome = await SendAsync(Settings);

        Assert.Equal(MailResult.Deferred, outcome.Result);
        Assert.Contains("STARTTLS", outcome.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Said, s => s.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CertificateOfAnother_NothingIsSaid()
    {
        Offer();

        var untrusted = await SendAsync(Settings with { TrustedRoot = null });
        using var other = MailServer.NewCertificate("mail.other.example");
        _server.Certificate = other;
        var misnamed = await SendAsync(Settings with { TrustedRoot = other });

        Assert.Equal(MailResult.Deferred, untrusted.Result);
        Assert.Equal(MailResult.Deferred, misnamed.Result);
        Assert.DoesNotContain(_server.Said, s => s.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WordsSlippedInBeforeTls_AreNotBelieved()
    {
        Offer();
        _server.AfterStartTls = "\r\n250-mail.test\r\n250 AUTH PLAIN";

        var outcome = await SendAsync(Settings);

        Assert.Equal(MailResult.Deferred, outcome.Result);
        Assert.Empty(_server.Taken);
    }

    [Theory]
    [InlineData("PLAIN LOGIN", "AUTH PLAIN AHBvc3QAc2VjcmV0")]
    [InlineData("LOGIN", "AUTH LOGIN")]
    public async Task UserNameSet_SignsInUnderTls(string offered, string said)
    {
        Offer();
        _server.OffersAuth = offered;

        var outcome = await SendAsync(Settings with { UserName = "post", Password = "secret" });

        Assert.Equal(MailResult.Accepted, outcome.Result);
        Assert.Contains(said, _server.Said);
        if (offered == "LOGIN") Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes("secret")), _server.Said);
    }

    [Theory]
    [InlineData("PLAIN", "AUTH", "535 no")]
    [InlineData(null, "NOOP", "250 never asked")]
    public async Task SignInNotPossible_IsPutOff(string? offered, string verb, string answer)
    {
        Offer();
        _server.OffersAuth = offered;
        _server.Answers[verb] = answer;

        var outcome = await SendAsync(Settings with { UserName = "post", Password = "secret" });

        Assert.Equal(MailResult.Deferred, outcome.Result);
        Assert.DoesNotContain(_server.Said, s => s.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Security", "None", "Security")]
    [InlineData("Security", "Sometimes", "Security")]
    [InlineData("From", "nobody", "From")]
    [InlineData("Port", "-1", "Port")]
    public void SettingsThatWouldNotDo_AreRefusedByName(string key, string value, string named)
    {
        var settings = new Dictionary<string, string?> { ["Post:Mail:Host"] = "mail.example", ["Post:Mail:From"] = "notices@post.example", [$"Post:Mail:{key}"] = value };

        var refused = Assert.Throws<InvalidOperationException>(() => MailSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));

        Assert.Contains($"Post:Mail:{named}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chief@harbor.example", "chief@harbor.example")]
    [InlineData(" o'neil+notices@Police.Example ", "o'neil+notices@police.example")]
    [InlineData("a@bücher.example", "a@xn--bcher-kva.example")]
    [InlineData("a@b.example\r\nRCPT TO:<c@d.example>", null)]
    [InlineData("a b@c.example", null)]
    [InlineData("a@b", null)]
    [InlineData("a..b@c.example", null)]
    [InlineData("<a@b.example>", null)]
    [InlineData("jörg@b.example", null)]
    [InlineData("a@b.example>", null)]
    [InlineData("", null)]
    public void Address_IsOneOrNone(string text, string? value) =>
        Assert.Equal(value, EmailAddress.TryParse(text, out var address) ? address.Value : null);

    private void Offer()
    {
        _server.OffersStartTls = true;
        _server.Certificate = _certificate;
    }

    private static EmailAddress Address(string text) => EmailAddress.TryParse(text, out var address) ? address : throw new FormatException(text);

    private static Task<MailOutcome> SendAsync(MailSettings settings) => new SmtpTransport(settings).SendAsync(
        new MailMessage(Guid.NewGuid(), settings.From, "POST Commission", Address("chief@harbor.example"), "Subject", "Text", "<p>Text</p>", DateTimeOffset.UnixEpoch),
        () => Task.FromResult(true), CancellationToken.None);
}
