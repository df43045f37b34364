
namespace Post.App.Security;

/// <summary>What each answer tells the browser not to do. Public pages have no script at all; the staff side only its own.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Everywhere =
        "default-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; " +
        "base-uri 'self'; form-action 'self'; frame-ancestors 'none'; ";

    // The component library sets style attributes as it lays things out; its script needs nothing inline.
    private const string StaffPolicy = Everywhere + "script-src 'self'; style-src 'self' 'unsafe-inline'";
    private const string PublicPolicy = Everywhere + "script-src 'none'; style-src 'self'";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        var staff = StaffPaths.Holds(http.Request.Path);
        headers.ContentSecurityPolicy = staff ? StaffPolicy : PublicPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = staff ? "same-origin" : "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (staff) http.Response.OnStarting(ForbidStoring, http);
        return next(http);
    }

    // Last of all: whatever a component said about caching, a staff page is never kept (threat 17).
    private static Task ForbidStoring(object state)
    {
        ((HttpContext)state).Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}

/// <summary>Which addresses belong to people who sign in; all others are the public site's.</summary>
internal static class StaffPaths
{
    private static readonly PathString[] s_paths = ["/staff", "/sign-in", "/sign-out", "/portal", "/agency", "/invitation", "/me", "/_blazor"];

    public static bool Holds(PathString path) => s_paths.Any(p => path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase));
}
