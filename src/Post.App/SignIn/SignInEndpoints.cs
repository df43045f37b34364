using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Post.App.Access;
using Post.App.Identity;
using Post.Kernel.Requests;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace Post.App.SignIn;

/// <summary>The doors: plain forms that need no script. The cookie is given only after the sign-in is on record.</summary>
internal static class SignInEndpoints
{
    public const string ReturnUrl = "returnUrl";

    public static void MapSignIn(this IEndpointRouteBuilder endpoints, IHostEnvironment environment)
    {
        var demo = environment.IsDemo();
        endpoints.MapGet("/sign-in", (string? returnUrl, string? ended) => SignInForm(new(returnUrl, demo) { Ended = ended is not null }));
        endpoints.MapPost("/sign-in", (
            [FromForm] string? userName, [FromForm] string? password, [FromForm] string? returnUrl,
            HttpContext http, IDispatcher dispatcher, SessionGuard guard) =>
            SignInAsync(new(returnUrl, demo) { UserName = userName }, password, http, dispatcher, guard))
            .RequireRateLimiting(SignInServices.TriesPolicy);
        endpoints.MapPost("/sign-out", SignOutAsync).WithMetadata(new RequireAntiforgeryTokenAttribute());
        endpoints.MapGet("/portal", Portal).RequireAuthorization();
        if (!demo) return;
        endpoints.MapGet("/sign-in/as", (string? returnUrl) => RoleList(returnUrl, null));
        endpoints.MapPost("/sign-in/as", SignInAsAsync);
    }

    /// <summary>Where a signed-in caller belongs: the wish, if it is an address of ours, else the caller's own side.</summary>
    public static string Landing(string? wish, IEnumerable<string> roles)
    {
        if (!roles.Any(RolePermissions.Staff.Contains)) return "/portal";
        return StaffAddress.IsOne(wish) ? wish! : "/staff";
    }

    private static RazorComponentResult<SignInPage> SignInForm(SignInView view) =>
        new(new { View = view }) { StatusCode = StatusOf(view.Refusal) };

    private static RazorComponentResult<SignInAsPage> RoleList(string? returnUrl, Refusal? refusal) =>
        new(new { ReturnUrl = returnUrl, Refusal = refusal }) { StatusCode = StatusOf(refusal) };

    private static int StatusOf(Refusal? refusal) =>
        refusal is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;

    private static async Task<IResult> SignInAsync(
        SignInView view, string? password, HttpContext http, IDispatcher dispatcher, SessionGuard guard)
    {
        await SignInCookie.EndAsync(http, dispatcher, guard);
        var command = new SignInCommand(view.UserName?.Trim() ?? "", password ?? "");
        var signedIn = await dispatcher.Send(command, http.RequestAborted);
        return signedIn.Refusal is { } refusal
            ? SignInForm(view with { Refusal = refusal })
            : await EnterAsync(http, signedIn.Value, view.ReturnUrl);
    }

    private static async Task<IResult> SignInAsAsync(
        [FromForm] string? role, [FromForm] string? returnUrl, HttpContext http, IDispatcher dispatcher, SessionGuard guard)
    {
        await SignInCookie.EndAsync(http, dispatcher, guard);
        var signedIn = await dispatcher.Send(new SignInAsCommand(role ?? ""), http.RequestAborted);
        return signedIn.Refusal is { } refusal ? RoleList(returnUrl, refusal) : await EnterAsync(http, signedIn.Value, returnUrl);
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, IDispatcher dispatcher, SessionGuard guard)
    {
        await SignInCookie.EndAsync(http, dispatcher, guard);
        return Results.Redirect("/sign-in?ended=1");
    }

    private static async Task<IResult> EnterAsync(HttpContext http, SignedIn signedIn, string? returnUrl)
    {
        await SignInCookie.GiveAsync(http, PostPrincipal.From(signedIn));
        return Results.Redirect(Landing(returnUrl, signedIn.Caller.Roles));
    }

    private static RazorComponentResult<PlainPage> Portal(HttpContext http) =>
        PostPrincipal.ToCaller(http.User).Roles.Any(RolePermissions.Staff.Contains)
            ? new(new
            {
                Title = "Not open to your role",
                Text = "Your role does not open that page. If your work needs it, ask an administrator.",
                Back = "/staff",
            })
            : new(new
            {
                Title = "Your portal is not open yet",
                Text = "You are signed in. The portals of agencies and officers are not open yet; please go on as you do now.",
                CanSignOut = true,
            });
}

/// <summary>What the sign-in form shows.</summary>
public sealed record SignInView(string? ReturnUrl, bool Demo)
{
    public string? UserName { get; init; }
    public Refusal? Refusal { get; init; }

    /// <summary>The caller has just signed out.</summary>
    public bool Ended { get; init; }
}

/// <summary>Addresses to which a form may send its user back: ours on the staff side, never another site's.</summary>
internal static class StaffAddress
{
    public static bool IsOne(string? url) =>
        url is "/staff"
        || url?.StartsWith("/staff/", StringComparison.Ordinal) is true
        || url?.StartsWith("/staff?", StringComparison.Ordinal) is true;
}
