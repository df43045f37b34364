using System.Globalization;
using System.Text;
using Post.Verifier.Format;

namespace Post.Verifier.Follow;

/// <summary>An event as a message of RFC 5424: its facts as structured data, Audit.NET's shape as the text.</summary>
internal static class SyslogMessage
{
    /// <summary>Facility 13 (log audit), severity 5 (notice).</summary>
    private const int Priority = (13 * 8) + 5;

    /// <summary>32473 is the number set aside for examples and documents (RFC 5612); a site puts its own here.</summary>
    public const string DefaultStructuredId = "post@32473";

    public static byte[] Write(FollowedEvent e, string structuredId)
    {
        var at = HeaderJson.InstantText(AuditNetJson.NumberAt(e.Header, HeaderField.IndexOf("at_app")));
        var head = string.Create(CultureInfo.InvariantCulture, $"<{Priority}>1 {at} {Name(Text(e, "producer"), 255)} post-log - {Name(Text(e, "action"), 32)} ");
        var data = string.Create(CultureInfo.InvariantCulture,
            $"[{structuredId} idx=\"{e.Index}\" id=\"{e.Id:D}\" action=\"{Value(Text(e, "action"))}\" class=\"{Value(Text(e, "data_class"))}\" outcome=\"{Value(Text(e, "outcome"))}\"] ");
        return [.. Encoding.UTF8.GetBytes(head + data), .. AuditNetJson.Write(e.Index, e.Header, e.Leaf)];
    }

    /// <summary>Framed by octet count, as RFC 5425 asks of TLS.</summary>
    public static byte[] Framed(byte[] message) => [.. Encoding.ASCII.GetBytes(message.Length.ToString(CultureInfo.InvariantCulture) + " "), .. message];

    private static string Text(FollowedEvent e, string field) => AuditNetJson.TextAt(e.Header, HeaderField.IndexOf(field));

    // A header field is printable ASCII without blanks; whatever else a name holds becomes an underscore.
    private static string Name(string text, int longest)
    {
        var name = string.Concat(text.Take(longest).Select(c => c is > ' ' and < (char)127 ? c : '_'));
        return name.Length == 0 ? "-" : name;
    }

    // RFC 5424, 6.3.3: quote, backslash and bracket are escaped; control characters must not reach a terminal.
    private static string Value(string text)
    {
        var value = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '"' or '\\' or ']') value.Append('\\').Append(c);
            else if (char.IsControl(c)) value.Append(CultureInfo.InvariantCulture, $"#{(int)c:x4}");
            else value.Append(c);
        }

        return value.ToString();
    }
}
