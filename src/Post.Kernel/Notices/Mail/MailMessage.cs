using System.Globalization;
using System.Text;
using Post.Kernel.Notices.Addresses;

namespace Post.Kernel.Notices.Mail;

/// <summary>One mail, complete; the same delivery always makes the same bytes, and carries the same id in every attempt.</summary>
internal sealed record MailMessage(
    Guid DeliveryId, EmailAddress From, string FromName, EmailAddress To, string Subject, string Text, string Html, DateTimeOffset Date)
{
    /// <summary>Told from the delivery, so that a second attempt is recognised by whoever recognises ids.</summary>
    public string MessageId => $"<notice-{DeliveryId:N}@{From.Domain}>";

    /// <summary>Header and body with CRLF line ends, ASCII throughout, not yet dot-stuffed.</summary>
    public string Content()
    {
        var boundary = $"=_notice_{DeliveryId:N}";
        var mail = new StringBuilder();
        mail.Append(HeaderText.Line("Date", Date.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture)));
        mail.Append(HeaderText.Mailbox("From", FromName, From.Value));
        mail.Append("To:\r\n <").Append(To.Value).Append(">\r\n");
        mail.Append(HeaderText.Line("Subject", Subject));
        mail.Append("Message-ID:\r\n ").Append(MessageId).Append("\r\n");
        mail.Append("MIME-Version: 1.0\r\n");
        mail.Append("Auto-Submitted: auto-generated\r\n");
        mail.Append("Content-Type: multipart/alternative;\r\n boundary=\"").Append(boundary).Append("\"\r\n\r\n");
        Part(mail, boundary, "text/plain", Text);
        Part(mail, boundary, "text/html", Html);
        mail.Append("--").Append(boundary).Append("--\r\n");
        return mail.ToString();
    }

    /// <summary>As it goes over the wire after DATA, without the final dot: a line that begins with a dot gets another.</summary>
    public byte[] Stuffed() => Encoding.ASCII.GetBytes(Stuff(Content()));

    internal static string Stuff(string content)
    {
        var stuffed = content.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        return stuffed.StartsWith('.') ? "." + stuffed : stuffed;
    }

    private static void Part(StringBuilder mail, string boundary, string type, string content)
    {
        mail.Append("--").Append(boundary).Append("\r\n");
        mail.Append("Content-Type: ").Append(type).Append("; charset=utf-8\r\n");
        mail.Append("Content-Transfer-Encoding: quoted-printable\r\n\r\n");
        mail.Append(QuotedPrintable.Encode(content));
    }
}
