using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Post.App.Identity;

/// <summary>What a browser carries between the two halves of a proof; it opens here alone, for some minutes, and leads to one session.</summary>
internal sealed record Ticket(Guid Id, DateTimeOffset At, string Content);

internal sealed class Tickets(IDataProtectionProvider keys, TimeProvider clock)
{
    /// <summary>Between password and code of the same sign-in.</summary>
    public const string HalfSignedIn = "half-signed-in";

    public const string PasskeyToSignIn = "passkey-to-sign-in";
    public const string PasskeyToStepUp = "passkey-to-step-up";
    public const string PasskeyToAdd = "passkey-to-add";

    private static readonly TimeSpan s_good = TimeSpan.FromMinutes(5);

    public string Give(string kind, string content)
    {
        var ticket = new Ticket(Guid.CreateVersion7(clock.GetUtcNow()), clock.GetUtcNow(), content);
        return For(kind).Protect(JsonSerializer.Serialize(ticket));
    }

    /// <summary>Null when it is not ours, of another kind, or too old.</summary>
    public Ticket? Read(string kind, string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            var ticket = JsonSerializer.Deserialize<Ticket>(For(kind).Unprotect(text))!;
            return clock.GetUtcNow() - ticket.At < s_good ? ticket : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector For(string kind) => keys.CreateProtector("Post.App.Identity.Tickets", kind);
}
