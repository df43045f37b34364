using System.Text;

namespace Post.Kernel.Notices.Mail;

/// <summary>How a complete mail leaves.</summary>
internal interface IMailTransport
{
    /// <param name="mail">What to send.</param>
    /// <param name="mayEnd">Asked when all but the last dot is on the wire; on false the message is left without its end.</param>
    /// <param name="ct">Ends the attempt, until the dot was sent.</param>
    Task<MailOutcome> SendAsync(MailMessage mail, Func<Task<bool>> mayEnd, CancellationToken ct);
}

/// <summary>Hands a mail to the server of the settings, and knows at every moment whether the server can have taken it.</summary>
internal sealed class SmtpTransport(MailSettings settings) : IMailTransport
{
    private static readonly byte[] s_dot = Encoding.ASCII.GetBytes(".\r\n");
    private static readonly byte[] s_quit = Encoding.ASCII.GetBytes("QUIT\r\n");

    public async Task<MailOutcome> SendAsync(MailMessage mail, Func<Task<bool>> mayEnd, CancellationToken ct)
    {
        SmtpConversation? server = null;
        try
        {
            server = await SmtpConversation.ConnectAsync(settings, ct);
            var outcome = await OpenAsync(server, ct) ?? await NameAsync(server, mail, ct) ?? await DataAsync(server, mail, mayEnd, ct);
            return outcome with { Server = server.Server, Tls = server.Tls };
        }
        catch (SmtpBrokenException broken)
        {
            // Everything that may break after the dot is caught there; here the message was never complete.
            return new MailOutcome(MailResult.Deferred, broken.Message) { Server = server?.Server ?? $"{settings.Host}:{settings.Port}", Tls = server?.Tls };
        }
        finally
        {
            if (server is not null) await server.DisposeAsync();
        }
    }

    // Null when the server is ready for a message.
    private async Task<MailOutcome?> OpenAsync(SmtpConversation server, CancellationToken ct)
    {
        if (settings.Security is MailSecurity.Tls) await server.SecureAsync(ct);
        var greeting = await server.AnswerAsync(settings.Timeout, ct);
        if (greeting.Code != 220) return Deferred("the greeting", greeting);
        var hello = await server.SayAsync($"EHLO {settings.HelloName}", ct);
        if (hello.Code != 250) return Deferred("EHLO", hello);
        if (settings.Security is MailSecurity.StartTls)
        {
            if (!Offers(hello, "STARTTLS")) return new MailOutcome(MailResult.Deferred, "The server does not offer STARTTLS, and mail does not go in the clear.");
            var ready = await server.SayAsync("STARTTLS", ct);
            if (ready.Code != 220) return Deferred("STARTTLS", ready);
            await server.SecureAsync(ct);
            // What was offered in the clear does not count.
            hello = await server.SayAsync($"EHLO {settings.HelloName}", ct);
            if (hello.Code != 250) return Deferred("EHLO", hello);
        }

        return settings.UserName is null ? null : await SignInAsync(server, hello, ct);
    }

    private async Task<MailOutcome?> SignInAsync(SmtpConversation server, SmtpAnswer hello, CancellationToken ct)
    {
        var ways = hello.Lines.Select(l => l[Math.Min(4, l.Length)..].ToUpperInvariant()).FirstOrDefault(l => l.StartsWith("AUTH ", StringComparison.Ordinal)) ?? "";
        SmtpAnswer answer;
        if (ways.Split(' ').Contains("PLAIN"))
        {
            answer = await server.SayAsync($"AUTH PLAIN {Base64($"\0{settings.UserName}\0{settings.Password}")}", ct);
        }
        else if (ways.Split(' ').Contains("LOGIN"))
        {
            answer = await server.SayAsync("AUTH LOGIN", ct);
            if (answer.Code == 334) answer = await server.SayAsync(Base64(settings.UserName!), ct);
            if (answer.Code == 334) answer = await server.SayAsync(Base64(settings.Password ?? ""), ct);
        }
        else
        {
            return new MailOutcome(MailResult.Deferred, "The server offers neither AUTH PLAIN nor AUTH LOGIN, and a user name is set.");
        }

        return answer.Code == 235 ? null : Deferred("the sign-in", answer);
    }

    private static async Task<MailOutcome?> NameAsync(SmtpConversation server, MailMessage mail, CancellationToken ct)
    {
        var from = await server.SayAsync($"MAIL FROM:<{mail.From}>", ct);
        // A sender that the server does not take is our own fault and not the addressee's: it is put off and shown.
        if (!from.IsPositive) return Deferred("MAIL FROM", from);
        var to = await server.SayAsync($"RCPT TO:<{mail.To}>", ct);
        if (to.IsPermanent) return new MailOutcome(MailResult.AddressRefused, to.ToString()) { Code = to.Code };
        return to.IsPositive ? null : Deferred("RCPT TO", to);
    }

    private async Task<MailOutcome> DataAsync(SmtpConversation server, MailMessage mail, Func<Task<bool>> mayEnd, CancellationToken ct)
    {
        var go = await server.SayAsync("DATA", ct);
        if (go.IsPermanent) return Refused(go);
        if (go.Code != 354) return Deferred("DATA", go);
        await server.WriteAsync(mail.Stuffed(), ct);
        if (!await mayEnd()) return new MailOutcome(MailResult.TakenOver, "The attempt was taken over before the message was complete.");
        return await EndAsync(server);
    }

    // From here on nothing is cancelled: half an answer is a question that a person would have to settle.
    private async Task<MailOutcome> EndAsync(SmtpConversation server)
    {
        try
        {
            await server.WriteAsync(s_dot, CancellationToken.None);
            var answer = await server.AnswerAsync(settings.FinalTimeout, CancellationToken.None);
            if (answer.Code == 250)
            {
                await LeaveAsync(server);
                return new MailOutcome(MailResult.Accepted, answer.ToString()) { Code = answer.Code };
            }

            if (answer.IsPermanent) return Refused(answer);
            if (answer.Code is >= 400 and < 500) return Deferred("the message", answer);
            return new MailOutcome(MailResult.Uncertain, $"The server answered the message with {answer}.") { Code = answer.Code };
        }
        catch (SmtpBrokenException broken)
        {
            return new MailOutcome(MailResult.Uncertain, $"The message was complete, and then: {broken.Message}");
        }
    }

    private static async Task LeaveAsync(SmtpConversation server)
    {
        try
        {
            await server.WriteAsync(s_quit, CancellationToken.None);
        }
        catch (SmtpBrokenException)
        {
            // It has taken the message, which is to be written down now; nobody waits for its goodbye.
        }
    }

    private static bool Offers(SmtpAnswer hello, string extension) =>
        hello.Lines.Any(l => l.Length > 4 && l[4..].Split(' ')[0].Equals(extension, StringComparison.OrdinalIgnoreCase));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static MailOutcome Deferred(string step, SmtpAnswer answer) =>
        new(MailResult.Deferred, $"The server answered {step} with {answer}.") { Code = answer.Code };

    private static MailOutcome Refused(SmtpAnswer answer) => new(MailResult.MessageRefused, answer.ToString()) { Code = answer.Code };
}

/// <summary>No server is set: the notice stands in the mailbox, and the proof says that nothing left the house.</summary>
internal sealed class MailboxTransport : IMailTransport
{
    public async Task<MailOutcome> SendAsync(MailMessage mail, Func<Task<bool>> mayEnd, CancellationToken ct) => await mayEnd()
        ? new MailOutcome(MailResult.Kept, "Kept in the mailbox: no mail server is set.")
        : new MailOutcome(MailResult.TakenOver, "The attempt was taken over.");
}
