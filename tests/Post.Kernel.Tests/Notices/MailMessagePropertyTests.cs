using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Notices.Mail;

namespace Post.Kernel.Tests.Notices;

/// <summary>Whatever is put into a mail comes out of it at the other end, and nothing else does.</summary>
public sealed partial class MailMessagePropertyTests
{
    private static readonly string[] s_awkward =
        [".", "..", ".\r\n", "\r\n.\r\n", "\n.\n", "From ", "=", "=?utf-8?B?", "é", "Ñ", "😀", "\t", " ", "\r\nBcc: <x@y.example>\r\n", "Subject: ", new string('a', 200), "\"", "\\", "-- ", "<b>&amp;"];

    private static readonly Gen<string> s_text = Gen.ArrayOf(Gen.OneOf(
        Gen.Elements(s_awkward), ArbMap.Default.GeneratorFor<char>().Where(c => !char.IsSurrogate(c)).Select(c => c.ToString()))).Select(string.Concat);

    [Fact]
    public void AnyText_ComesOutOfTheWireAsItWentIn() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(400),
        Prop.ForAll(s_text.ToArbitrary(), text =>
        {
            var mail = Message("Subject", text);
            var received = Unstuffed(Encoding.ASCII.GetString(mail.Stuffed()));
            Assert.Equal(mail.Content(), received);
            Assert.Equal(text.ReplaceLineEndings("\n") + "\n", PlainPartOf(received));
        }));

    [Fact]
    public void AnyText_HasNoLoneDotNoLongLineAndNoBareLineEndOnTheWire() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(400),
        Prop.ForAll(s_text.ToArbitrary(), text =>
        {
            var wire = Encoding.ASCII.GetString(Message(text, text).Stuffed());
            Assert.EndsWith("\r\n", wire, StringComparison.Ordinal);
            foreach (var line in wire[..^2].Split("\r\n"))
            {
                Assert.NotEqual(".", line);
                Assert.True(line.Length <= 78, line);
                Assert.DoesNotContain('\r', line);
                Assert.DoesNotContain('\n', line);
                Assert.DoesNotContain(line, c => c is not '\t' and (< ' ' or > '~'));
            }
        }));

    [Fact]
    public void AnySubjectOrName_IsOneHeaderAndComesOutWhole() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(400),
        Prop.ForAll(s_text.ToArbitrary(), s_text.ToArbitrary(), (subject, name) =>
        {
            var head = Message(subject, "body", name).Content().Split("\r\n\r\n")[0];
            var headers = Folding().Replace(head, " ").Split("\r\n");

            Assert.Equal(["Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Auto-Submitted", "Content-Type"], headers.Select(h => h.Split(':')[0]));
            Assert.Equal(subject, Decoded(headers.Single(h => h.StartsWith("Subject: ", StringComparison.Ordinal))["Subject: ".Length..]));
            var from = headers.Single(h => h.StartsWith("From: ", StringComparison.Ordinal))["From: ".Length..];
            Assert.EndsWith(" <notices@post.example>", from, StringComparison.Ordinal);
            var phrase = from[..^" <notices@post.example>".Length];
            Assert.Equal(name, phrase.StartsWith('"') ? Unquoted(phrase) : Decoded(phrase));
        }));

    [Fact]
    public void SameDelivery_MakesTheSameBytes() => Assert.Equal(Message("a", "b").Stuffed(), Message("a", "b").Stuffed());

    private static MailMessage Message(string subject, string text, string name = "POST Commission") => new(
        new Guid("01970000-0000-7000-8000-000000000001"), Address("notices@post.example"), name, Address("chief@harbor.example"), subject, text, "<p>html</p>",
        new DateTimeOffset(2026, 6, 10, 16, 0, 0, TimeSpan.Zero));

    private static EmailAddress Address(string text) => EmailAddress.TryParse(text, out var address) ? address : throw new FormatException(text);

    // As RFC 5321, 4.5.2 tells the receiver.
    private static string Unstuffed(string wire) => string.Join("\r\n", wire.Split("\r\n").Select(l => l.StartsWith('.') ? l[1..] : l));

    private static string PlainPartOf(string mail)
    {
        var part = mail.Split("--=_notice_01970000000070008000000000000001")[1];
        var encoded = part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        var bytes = new List<byte>();
        var joined = encoded.Replace("=\r\n", "", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal);
        for (var i = 0; i < joined.Length; i++)
        {
            if (joined[i] != '=')
            {
                bytes.Add((byte)joined[i]);
                continue;
            }

            bytes.Add(byte.Parse(joined.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            i += 2;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static string Unquoted(string phrase) => Escape().Replace(phrase[1..^1], "$1");

    private static string Decoded(string value)
    {
        if (!value.StartsWith("=?utf-8?B?", StringComparison.Ordinal)) return value;
        // Blanks between encoded words are not part of the text (RFC 2047, 6.2); each word is whole characters by itself.
        return string.Concat(value.Split(' ').Select(w => new UTF8Encoding(false, true).GetString(Convert.FromBase64String(w["=?utf-8?B?".Length..^2]))));
    }

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();

    [GeneratedRegex("\r\n[ \t]+")]
    private static partial Regex Folding();
}
