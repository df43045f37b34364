using Post.App.Identity;
using Post.Audit;
using Post.Kernel.Access;

namespace Post.App.Entry;

/// <summary>The entry point of endpoints and static pages: the caller is the request's signed-in user, or the public.</summary>
internal sealed class RequestEntry(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http, EntryPoint entry, SessionGuard sessions)
    {
        entry.Speak(() => CurrentAsync(http, sessions));
        return next(http);
    }

    /// <summary>The user of the request as the log keeps it, whether or not the session holds.</summary>
    public static Caller CallerOf(HttpContext http, System.Security.Claims.ClaimsPrincipal user)
    {
        var caller = PostPrincipal.IsSignedIn(user) ? PostPrincipal.ToCaller(user) : Caller.Anonymous;
        return caller with
        {
            IpPrefix = ClientTraits.IpPrefix(http.Connection.RemoteIpAddress),
            Client = ClientTraits.Program(http.Request.Headers.UserAgent),
        };
    }

    private static async ValueTask<Caller> CurrentAsync(HttpContext http, SessionGuard sessions)
    {
        var caller = CallerOf(http, http.User);
        if (caller.Id is null) return caller;
        return await sessions.FindAsync(http.User) is { } session
            ? OnOwnSide(http, caller with { SteppedUpAt = session.SteppedUpAt })
            : caller with { Roles = [], Purpose = null };
    }

    // Whoever acts for an agency, or looks at their own record, has one purpose there, which need not be chosen: the gate opens that
    // agency's officers under it, or that person alone, and nobody else.
    private static Caller OnOwnSide(HttpContext http, Caller caller)
    {
        var purpose = caller switch
        {
            { Purpose: not null } => null,
            { Kind: ActorKind.Agency, Organisation: not null } => OwnAgency,
            { Kind: ActorKind.Officer } => OwnRecord,
            _ => null,
        };
        return purpose is null
            ? caller
            : caller with { Purpose = new ChosenPurpose(purpose, null, null, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()) };
    }

    private const string OwnAgency = "own-agency";
    private const string OwnRecord = "own-record";
}
