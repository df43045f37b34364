using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Post.Kernel.Notices.Addresses;

/// <summary>
/// An electronic mail address as this product takes and writes it: ASCII before the @, a host name after it. Nothing that
/// could end a line or a command of the mail protocol fits its form.
/// </summary>
public sealed partial record EmailAddress
{
    private const int MaxLength = 254;

    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    public string Domain => Value[(Value.LastIndexOf('@') + 1)..];

    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        var trimmed = (text ?? "").Trim();
        var at = trimmed.LastIndexOf('@');
        if (at <= 0 || Ascii(trimmed[(at + 1)..]) is not { } domain) return false;
        var value = $"{trimmed[..at]}@{domain}";
        if (value.Length > MaxLength || !Form().IsMatch(value)) return false;
        address = new EmailAddress(value);
        return true;
    }

    public override string ToString() => Value;

    /// <summary>Enough of it for whoever has it to know which it is, and too little for anybody else.</summary>
    public static string Mask(string address)
    {
        var at = address.LastIndexOf('@');
        return at <= 0 || at == address.Length - 1 ? "•••" : $"{address[0]}•••@{address[at + 1]}•••";
    }

    // A name of another script is a name of ASCII letters to every mail server.
    private static string? Ascii(string domain)
    {
        try
        {
            return new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        @"\A(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]\z")]
    private static partial Regex Form();
}
