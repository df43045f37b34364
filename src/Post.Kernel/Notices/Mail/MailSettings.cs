using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Post.Kernel.Notices.Addresses;

namespace Post.Kernel.Notices.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Plain first, then TLS by STARTTLS before anything is said; a server that does not offer it is refused.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>None; for a relay on this machine alone.</summary>
    None,
}

/// <summary>Where mail leaves, from the section <c>Post:Mail</c>. Without a host no mail leaves and notices stand in the mailbox.</summary>
public sealed record MailSettings
{
    public const string Section = "Post:Mail";

    public string? Host { get; init; }
    public int Port { get; init; } = 587;
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;
    public string? UserName { get; init; }
    public string? Password { get; init; }

    /// <summary>Of a domain that can never be real, until a server and so an address is set.</summary>
    public EmailAddress From { get; init; } = EmailAddress.TryParse("notices@post.invalid", out var none) ? none : throw new FormatException();

    public string FromName { get; init; } = "POST Commission";

    /// <summary>The root under which the server's certificate must stand, where that is not one of the machine's.</summary>
    public X509Certificate2? TrustedRoot { get; init; }

    public string HelloName { get; init; } = "localhost";

    /// <summary>How long one answer of the server may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The answer to the whole message may take longer: RFC 5321, 4.5.3.2.6 asks for ten minutes of patience.</summary>
    public TimeSpan FinalTimeout { get; init; } = TimeSpan.FromMinutes(5);

    public bool HasServer => Host is not null;

    /// <exception cref="InvalidOperationException">The settings contradict each other; its message says how to mend them.</exception>
    public static MailSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (section["Host"] is not { Length: > 0 } host) return new MailSettings();
        var security = Enum.TryParse<MailSecurity>(section["Security"] ?? nameof(MailSecurity.StartTls), ignoreCase: true, out var chosen)
            ? chosen
            : throw Wrong("Security", "one of StartTls, Tls and None");
        if (security is MailSecurity.None && host is not ("localhost" or "127.0.0.1" or "::1"))
        {
            throw Wrong("Security", "StartTls or Tls, unless the relay is on this machine");
        }

        return new MailSettings
        {
            Host = host,
            Port = Number(section, "Port", security is MailSecurity.Tls ? 465 : 587),
            Security = security,
            UserName = section["UserName"],
            Password = section["Password"],
            From = EmailAddress.TryParse(section["From"], out var from) ? from : throw Wrong("From", "the address that mail comes from"),
            TrustedRoot = section["TrustedRoot"] is { Length: > 0 } file ? X509CertificateLoader.LoadCertificateFromFile(file) : null,
            FromName = section["FromName"] ?? "POST Commission",
            HelloName = section["HelloName"] ?? from.Domain,
            Timeout = TimeSpan.FromSeconds(Number(section, "TimeoutSeconds", 60)),
            FinalTimeout = TimeSpan.FromSeconds(Number(section, "FinalTimeoutSeconds", 300)),
        };
    }

    private static int Number(IConfigurationSection section, string key, int otherwise) =>
        section[key] is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw Wrong(key, "a whole number above zero");

    private static InvalidOperationException Wrong(string key, string wanted) => new($"{Section}:{key} must be {wanted}.");
}
