using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Post.App.Access;
using Post.App.Entry;
using Post.App.Identity;
using Post.App.Security;

namespace Post.App.SignIn;

/// <summary>The cookie, the keys that protect it, and who may come to the staff side at all.</summary>
internal static class SignInServices
{
    public const string StaffPolicy = "Staff";
    public const string TriesPolicy = "sign-in-tries";

    private const int TriesPerMinute = 60;

    public static void AddSignIn(this IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton<SessionGuard>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie => Configure(cookie, settings));
        services.AddAuthorizationBuilder()
            .AddPolicy(StaffPolicy, policy => policy.RequireRole(RolePermissions.Staff));
        services.AddAntiforgery(options => Name(options.Cookie, "post-form", settings));
        services.AddRateLimiter(LimitTries);
        var keys = services.AddDataProtection().SetApplicationName("post");
        keys.PersistKeysToFileSystem(KeyFolder(settings.KeyFolder));
        if (settings.KeyCertificate is { } file) keys.ProtectKeysWithCertificate(CertificateFrom(file, settings.KeyCertificatePassword));
    }

    private static X509Certificate2 CertificateFrom(string file, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file, password);
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"Post:KeyCertificate names {file}, which cannot be read as a PKCS #12 file with the password given.", failure);
        }
    }

    private static void Configure(CookieAuthenticationOptions options, HostSettings settings)
    {
        Name(options.Cookie, "post", settings);
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/portal";
        options.ReturnUrlParameter = SignInEndpoints.ReturnUrl;
        options.ExpireTimeSpan = settings.SessionLength;
        // Idleness is measured by the session itself: work inside a circuit renews no cookie.
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    // On the public site everybody is nobody: who reads there is not known even of those who could be.
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var guard = context.HttpContext.RequestServices.GetRequiredService<SessionGuard>();
        var holds = StaffPaths.Holds(context.HttpContext.Request.Path)
            && context.Principal is { } user
            && PostPrincipal.IsSignedIn(user)
            && await guard.IsCurrentAsync(user);
        if (!holds) context.RejectPrincipal();
    }

    private static void Name(CookieBuilder cookie, string name, HostSettings settings)
    {
        cookie.Name = settings.Https ? $"__Host-{name}" : name;
        cookie.SecurePolicy = settings.Https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.Path = "/";
        cookie.IsEssential = true;
    }

    private static void LimitTries(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(TriesPolicy, http => RateLimitPartition.GetFixedWindowLimiter(
            ClientTraits.IpPrefix(http.Connection.RemoteIpAddress) ?? "unknown",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = TriesPerMinute, Window = TimeSpan.FromMinutes(1) }));
    }

    private static DirectoryInfo KeyFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
