using System.Collections.Concurrent;
using Post.App.Entry;
using Post.Kernel.Requests;

namespace Post.App.Security;

/// <summary>Refuses a circuit asked for by another site's page: browsers let any site open a socket here (threat 24).</summary>
internal sealed class CircuitOrigin(RequestDelegate next)
{
    private const int KeptAtMost = 1_000;
    private static readonly TimeSpan s_once = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _told = new();

    public async Task InvokeAsync(HttpContext http, IDispatcher dispatcher, TimeProvider clock)
    {
        var request = http.Request;
        var origin = request.Headers.Origin.ToString();
        if (!request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal) || origin.Length == 0 || IsOurs(origin, request))
        {
            await next(http);
            return;
        }

        if (IsNew(ClientTraits.IpPrefix(http.Connection.RemoteIpAddress) ?? "", clock.GetUtcNow())) await dispatcher.Send(new RefuseOriginCommand(origin));
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
    }

    // Once a minute for each network: a page that tries again and again must not fill the log.
    private bool IsNew(string network, DateTimeOffset now)
    {
        if (_told.Count >= KeptAtMost) _told.Clear();
        if (_told.TryGetValue(network, out var at) && now - at < s_once) return false;
        _told[network] = now;
        return true;
    }

    // By host alone: behind a proxy that ends TLS the scheme seen here is not the browser's.
    private static bool IsOurs(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && string.Equals(uri.Authority, HostOf(request, uri), StringComparison.OrdinalIgnoreCase);

    private static string HostOf(HttpRequest request, Uri origin) =>
        origin.IsDefaultPort ? request.Host.Host : request.Host.Value ?? "";
}
