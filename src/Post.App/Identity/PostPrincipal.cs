using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Access;

namespace Post.App.Identity;

/// <summary>Somebody who has just signed in: the caller, and the stamp that ends the session when the account changes.</summary>
internal sealed record SignedIn(Caller Caller, string Stamp)
{
    /// <summary>The sign-in before this one (UTC); null: this is the first.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Refused tries since then.</summary>
    public int FailedBefore { get; init; }

    /// <summary>The agency for which the caller acts; null: none, or several of which none is chosen yet.</summary>
    public ActsFor? ActsFor { get; init; }

    /// <summary>Whether the caller acts for several agencies.</summary>
    public bool HasSeveral { get; init; }
}

/// <summary>The cookie's content: a caller as claims, and back.</summary>
internal static class PostPrincipal
{
    public const string Role = "role";

    private const string Subject = "sub";
    private const string Name = "name";
    private const string Kind = "kind";
    private const string Organisation = "org";
    private const string Agency = "org_name";
    private const string SeveralAgencies = "org_several";
    private const string Method = "amr";
    private const string SessionId = "sid";
    private const string Stamp = "stamp";
    private const string IpPrefix = "ip";
    private const string Client = "client";
    private const string Purpose = "purpose";
    private const string Matter = "matter";
    private const string Reason = "reason";
    private const string ChosenAt = "chosen_at";
    private const string Before = "before";
    private const string FailedBefore = "failed_before";

    public static bool IsSignedIn(ClaimsPrincipal user) => user.HasClaim(c => c.Type == SessionId);

    public static Guid SessionOf(ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(SessionId)!);

    public static Guid AccountOf(ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(Subject)!);

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
        AddWhereKnown(claims, (Agency, signedIn.ActsFor?.Agency), (SeveralAgencies, signedIn.HasSeveral ? "1" : null));
        AddWhereKnown(claims, (IpPrefix, caller.IpPrefix), (Client, caller.Client));
        AddWhereKnown(claims, (Before, signedIn.Before is { } before ? Milliseconds(before) : null));
        if (signedIn.FailedBefore > 0) claims.Add(new Claim(FailedBefore, signedIn.FailedBefore.ToString(CultureInfo.InvariantCulture)));
        return Of(claims);
    }

    /// <summary>The program that the sign-in came from: the cookie is good in no other.</summary>
    public static string? ClientOf(ClaimsPrincipal user) => user.FindFirstValue(Client);

    /// <summary>The sign-in before this one (UTC), and how many tries were refused since; shown, so that a stranger's are noticed.</summary>
    public static (DateTimeOffset? Before, int Failed) LastSignInOf(ClaimsPrincipal user) =>
        (user.FindFirstValue(Before) is { } at ? InstantOf(at) : null,
            int.Parse(user.FindFirstValue(FailedBefore) ?? "0", CultureInfo.InvariantCulture));

    /// <summary>The name of the agency for which the caller acts, and whether there are others to choose from.</summary>
    public static (string? Agency, bool Several) AgencyOf(ClaimsPrincipal user) =>
        (user.FindFirstValue(Agency), user.HasClaim(c => c.Type == SeveralAgencies));

    /// <summary>The same sign-in, acting for another of the caller's agencies in the capacity held there.</summary>
    public static ClaimsPrincipal ActingFor(ClaimsPrincipal user, ActsFor acts)
    {
        var roles = ActingRoles.At([.. user.FindAll(Role).Select(c => c.Value)], acts);
        var claims = user.Claims.Where(c => c.Type is not (Organisation or Agency or Role)).ToList();
        claims.AddRange(roles.Select(r => new Claim(Role, r)));
        AddWhereKnown(claims, (Organisation, acts.AgencyId.ToString()), (Agency, acts.Agency));
        return Of(claims);
    }

    /// <summary>The same sign-in, working on another purpose.</summary>
    public static ClaimsPrincipal WithPurpose(ClaimsPrincipal user, ChosenPurpose chosen)
    {
        var claims = user.Claims.Where(c => c.Type is not (Purpose or Matter or Reason or ChosenAt)).ToList();
        claims.Add(new Claim(Purpose, chosen.Code));
        claims.Add(new Claim(ChosenAt, Milliseconds(chosen.ChosenAt)));
        AddWhereKnown(claims, (Matter, chosen.Matter), (Reason, chosen.Reason));
        return Of(claims);
    }

    public static Caller ToCaller(ClaimsPrincipal user) => new(
        AccountOf(user),
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
        : new ChosenPurpose(code, user.FindFirstValue(Matter), user.FindFirstValue(Reason), InstantOf(user.FindFirstValue(ChosenAt)!));

    private static string Milliseconds(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset InstantOf(string milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(milliseconds, CultureInfo.InvariantCulture));

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
