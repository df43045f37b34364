using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Post.App.Access;
using Post.App.AgencySide;
using Post.App.Entry;
using Post.App.Identity;
using Post.App.OfficerSide;
using Post.App.Security;

namespace Post.App.SignIn;

/// <summary>The cookie, the keys that protect it, and who may come to the staff side at all.</summary>
internal static class SignInServices
{
    public const string StaffPolicy = "Staff";
    public const string AgencyPolicy = "Agency";

    /// <summary>For pages of every side: each is open to the roles of its own.</summary>
    public const string PagePolicy = "Page";

    public static void AddSignIn(this IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton<SessionGuard>().AddSingleton<LapsedSessions>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>().AddScoped<Passkeys>();
        services.Configure<IdentityPasskeyOptions>(options => Passkeys.Configure(options, settings));
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie => Configure(cookie, settings));
        services.AddAuthorizationBuilder()
            .AddPolicy(StaffPolicy, policy => policy.RequireRole(RolePermissions.Staff))
            .AddPolicy(AgencyPolicy, policy => policy.RequireRole(RolePermissions.OfAgencies))
            .AddPolicy(PagePolicy, policy => policy.RequireAuthenticatedUser().RequireAssertion(IsOnOwnSide));
        services.AddAntiforgery(options => Name(options.Cookie, "post-form", settings));
        var keys = services.AddDataProtection().SetApplicationName("post");
        keys.PersistKeysToFileSystem(KeyFolder(settings.KeyFolder));
        if (settings.KeyCertificate is { } file) keys.ProtectKeysWithCertificate(CertificateFrom(file, settings.KeyCertificatePassword));
    }

    // Where the page stands decides, and not where the person came from: staff have no business in a portal either.
    private static bool IsOnOwnSide(AuthorizationHandlerContext context) => context.Resource is HttpContext http
        && RolesOf(http.Request.Path).Any(context.User.IsInRole);

    private static IReadOnlyList<string> RolesOf(PathString path) =>
        path.StartsWithSegments(AgencyEndpoints.Home, StringComparison.OrdinalIgnoreCase) ? RolePermissions.OfAgencies
        : path.StartsWithSegments(OfficerMenu.Home, StringComparison.OrdinalIgnoreCase) ? RolePermissions.OfOfficers
        : RolePermissions.Staff;

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
        var http = context.HttpContext;
        var holds = StaffPaths.Holds(http.Request.Path)
            && context.Principal is { } user
            && PostPrincipal.IsSignedIn(user)
            && await HoldsAsync(http, user);
        if (!holds) context.RejectPrincipal();
    }

    private static async Task<bool> HoldsAsync(HttpContext http, ClaimsPrincipal user)
    {
        var services = http.RequestServices;
        var caller = RequestEntry.CallerOf(http, user);
        var signedInFrom = PostPrincipal.ClientOf(user);
        if (await services.GetRequiredService<SessionGuard>().FindAsync(user) is null)
        {
            await services.GetRequiredService<LapsedSessions>().RecordAsync(user, caller);
            return false;
        }

        if (ClientTraits.IsSameProgram(signedInFrom, caller.Client)) return true;
        await services.GetRequiredService<LapsedSessions>().EndCopiedAsync(caller, signedInFrom);
        return false;
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

    private static DirectoryInfo KeyFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
