using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Post.Audit;
using Post.Kernel.Access;

namespace Post.App.Identity;

/// <summary>Somebody who has just signed in: the caller, and the stamp that ends the session when the account changes.</summary>
internal sealed record SignedIn(Caller Caller, string Stamp);

/// <summary>The cookie's content: a caller as claims, and back.</summary>
internal static class PostPrincipal
{
    public const string Role = "role";

    private const string Subject = "sub";
    private const string Name = "name";
    private const string Kind = "kind";
    private const string Organisation = "org";
    private const string Method = "amr";
    private const string SessionId = "sid";
    private const string Stamp = "stamp";
    private const string IpPrefix = "ip";
    private const string Client = "client";
    private const string Purpose = "purpose";
    private const string Matter = "matter";
    private const string Reason = "reason";
    private const string ChosenAt = "chosen_at";

    public static bool IsSignedIn(ClaimsPrincipal user) => user.HasClaim(c => c.Type == SessionId);

    public static Guid SessionOf(ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(SessionId)!);

    public static string StampOf(ClaimsPrincipal user) => user.FindFirstValue(Stamp) ?? "";

    public static ClaimsPrincipal From(SignedIn signedIn)
    {
        var caller = signedIn.Caller;
        var claims = new List<Claim>
        {
            new(Subject, caller.Id!.Value.ToString()),
            new(Name, caller.Name),
            new(Kind, caller.Kind.ToString()),
            new(SessionId, caller.SessionId!.Value.ToString()),
            new(Stamp, signedIn.Stamp),
        };
        claims.AddRange(caller.Roles.Select(r => new Claim(Role, r)));
        AddWhereKnown(claims, (Organisation, caller.Organisation), (Method, caller.Authentication));
        AddWhereKnown(claims, (IpPrefix, caller.IpPrefix), (Client, caller.Client));
        return Of(claims);
    }

    /// <summary>The same sign-in, working on another purpose.</summary>
    public static ClaimsPrincipal WithPurpose(ClaimsPrincipal user, ChosenPurpose chosen)
    {
        var claims = user.Claims.Where(c => c.Type is not (Purpose or Matter or Reason or ChosenAt)).ToList();
        claims.Add(new Claim(Purpose, chosen.Code));
        claims.Add(new Claim(ChosenAt, chosen.ChosenAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
        AddWhereKnown(claims, (Matter, chosen.Matter), (Reason, chosen.Reason));
        return Of(claims);
    }

    public static Caller ToCaller(ClaimsPrincipal user) => new(
        Guid.Parse(user.FindFirstValue(Subject)!),
        Enum.Parse<ActorKind>(user.FindFirstValue(Kind)!),
        user.FindFirstValue(Name)!,
        [.. user.FindAll(Role).Select(c => c.Value)])
    {
        Organisation = user.FindFirstValue(Organisation),
        Authentication = user.FindFirstValue(Method),
        SessionId = SessionOf(user),
        IpPrefix = user.FindFirstValue(IpPrefix),
        Client = user.FindFirstValue(Client),
        Purpose = PurposeOf(user),
    };

    private static ChosenPurpose? PurposeOf(ClaimsPrincipal user) => user.FindFirstValue(Purpose) is not { } code
        ? null
        : new ChosenPurpose(code, user.FindFirstValue(Matter), user.FindFirstValue(Reason), DateTimeOffset.FromUnixTimeMilliseconds(
            long.Parse(user.FindFirstValue(ChosenAt)!, CultureInfo.InvariantCulture)));

    private static void AddWhereKnown(List<Claim> claims, params ReadOnlySpan<(string Type, string? Value)> known)
    {
        foreach (var (type, value) in known)
        {
            if (value is not null) claims.Add(new Claim(type, value));
        }
    }

    private static ClaimsPrincipal Of(IEnumerable<Claim> claims) =>
        new(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme, Name, Role));
}
