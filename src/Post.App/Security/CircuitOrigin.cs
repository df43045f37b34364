
namespace Post.App.Security;

/// <summary>Refuses a circuit asked for by another site's page: browsers let any site open a socket here (threat 24).</summary>
internal sealed class CircuitOrigin(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (!request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal)) return next(http);
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0 || IsOurs(origin, request)) return next(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // By host alone: behind a proxy that ends TLS the scheme seen here is not the browser's.
    private static bool IsOurs(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && string.Equals(uri.Authority, HostOf(request, uri), StringComparison.OrdinalIgnoreCase);

    private static string HostOf(HttpRequest request, Uri origin) =>
        origin.IsDefaultPort ? request.Host.Host : request.Host.Value ?? "";
}
