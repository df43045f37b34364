using System.Formats.Cbor;
using Microsoft.AspNetCore.Identity;

namespace Post.App.Identity;

/// <summary>
/// Asks for and checks passkeys by the framework's handler. The name of the site comes from the settings, so that no Host
/// header chooses it; a person's finger, face or code is always asked for, which makes a passkey two factors at once.
/// </summary>
internal sealed class Passkeys(IPasskeyHandler<Account> handler, HostSettings settings)
{
    // Both questions a handler asks of a request, host and origin, are answered by the settings.
    private readonly DefaultHttpContext _nobodys = new();

    public bool Offered => settings.Domain is not null;

    public async Task<(string Options, string State)> AskAsync(Account? account)
    {
        var asked = await handler.MakeRequestOptionsAsync(account, _nobodys);
        return (asked.RequestOptionsJson, asked.AssertionState ?? "");
    }

    public async Task<(string Options, string State)> OfferAsync(Account account)
    {
        var entity = new PasskeyUserEntity { Id = account.Id.ToString(), Name = account.UserName!, DisplayName = account.DisplayName };
        var offered = await handler.MakeCreationOptionsAsync(entity, _nobodys);
        return (offered.CreationOptionsJson, offered.AttestationState ?? "");
    }

    public Task<PasskeyAssertionResult<Account>> CheckAsync(string credential, string state) => handler.PerformAssertionAsync(
        new PasskeyAssertionContext { HttpContext = _nobodys, CredentialJson = credential, AssertionState = state });

    public Task<PasskeyAttestationResult> TakeAsync(string credential, string state) => handler.PerformAttestationAsync(
        new PasskeyAttestationContext { HttpContext = _nobodys, CredentialJson = credential, AttestationState = state });

    public static void Configure(IdentityPasskeyOptions options, HostSettings settings)
    {
        options.ServerDomain = settings.Domain;
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.AttestationConveyancePreference = settings.Authenticators.Count == 0 ? "none" : "direct";
        options.ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin && IsOurs(asked.Origin, settings));
        options.VerifyAttestationStatement = shown => ValueTask.FromResult(
            settings.Authenticators.Count == 0 || settings.Authenticators.Contains(KindOf(shown.AttestationObject)));
    }

    internal static bool IsOurs(string? origin, HostSettings settings) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && string.Equals(uri.Host, settings.Domain, StringComparison.OrdinalIgnoreCase)
        && (uri.Scheme == Uri.UriSchemeHttps || (!settings.Https && uri.Scheme == Uri.UriSchemeHttp));

    /// <summary>The kind of authenticator a new passkey lies in (AAGUID); it is what the authenticator says of itself.</summary>
    internal static Guid KindOf(ReadOnlyMemory<byte> attestation)
    {
        const int KindAt = 37;
        var reader = new CborReader(attestation);
        reader.ReadStartMap();
        while (reader.PeekState() is not CborReaderState.EndMap)
        {
            if (reader.ReadTextString() != "authData")
            {
                reader.SkipValue();
                continue;
            }

            var data = reader.ReadByteString();
            return data.Length < KindAt + 16 ? Guid.Empty : new Guid(data.AsSpan(KindAt, 16), bigEndian: true);
        }

        return Guid.Empty;
    }
}
