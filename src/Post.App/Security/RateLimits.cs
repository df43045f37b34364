using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;
using Post.App.SignIn;
using Post.PublicDatabase.Site;

namespace Post.App.Security;

/// <summary>
/// How much one network may ask: of the public site, so that a scraper does not take it from everybody else (threat 6), and of
/// the doors. By network and not by address, because one household or one rented machine has thousands of those.
/// </summary>
internal static class RateLimits
{
    public const string Tries = "sign-in-tries";

    private const int UsualWaitSeconds = 60;

    public static void AddRateLimits(this IServiceCollection services, HostSettings settings) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (rejected, _) => new ValueTask(ShowAsync(rejected.HttpContext, rejected.Lease));
        options.AddPolicy(Tries, http => RateLimitPartition.GetFixedWindowLimiter(
            Network.Of(http.Connection.RemoteIpAddress),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = settings.SignInTries, Window = TimeSpan.FromMinutes(1) }));
        if (settings.PublicRequests > 0) options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, Network>(http => PartitionOf(http, settings));
    });

    // Free are files of the site itself, the checks of its operators, and the machine it runs on: what comes from there is the
    // operator's own, or a proxy's that was not named, and then all the world would share one limit.
    private static RateLimitPartition<Network> PartitionOf(HttpContext http, HostSettings settings)
    {
        var path = http.Request.Path;
        var from = http.Connection.RemoteIpAddress;
        if (from is null || IPAddress.IsLoopback(from)
            || StaffPaths.Holds(path) || path.StartsWithSegments("/_content") || path.StartsWithSegments("/healthz"))
        {
            return RateLimitPartition.GetNoLimiter(Network.Nobody);
        }

        return RateLimitPartition.GetTokenBucketLimiter(Network.Of(from), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = settings.PublicRequests,
            TokensPerPeriod = Math.Max(1, settings.PublicRequests / UsualWaitSeconds),
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        });
    }

    private static Task ShowAsync(HttpContext http, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : UsualWaitSeconds;
        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        if (!StaffPaths.Holds(http.Request.Path)) return PublicSite.ShowProblemAsync(http, StatusCodes.Status429TooManyRequests);
        return new RazorComponentResult<PlainPage>(new
        {
            Title = "Too many tries",
            Text = "From your network came more tries than people make. Wait a minute, then try again.",
            Back = "/sign-in",
            BackText = "To the sign-in",
        })
        { StatusCode = StatusCodes.Status429TooManyRequests }.ExecuteAsync(http);
    }

    /// <summary>The /24 of an IPv4 address, the /48 of an IPv6 one, as a number: it is made for each request.</summary>
    internal readonly record struct Network(ulong Prefix)
    {
        public static readonly Network Nobody;

        public static Network Of(IPAddress? address)
        {
            if (address is null) return Nobody;
            Span<byte> bytes = stackalloc byte[16];
            var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            if (!plain.TryWriteBytes(bytes, out _)) return Nobody;
            var kept = plain.AddressFamily is AddressFamily.InterNetwork ? 3 : 6;
            ulong prefix = (ulong)kept;
            foreach (var b in bytes[..kept]) prefix = (prefix << 8) | b;
            return new Network(prefix);
        }
    }
}
