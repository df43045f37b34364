using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Post.App.Access;
using Post.App.AgencySide;
using Post.App.Identity;
using Post.App.OfficerSide;
using Post.App.OwnAccount;
using Post.App.Security;
using Post.Kernel.Requests;
using Post.Kernel.Ui;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace Post.App.SignIn;

/// <summary>The doors: plain forms that need no script. The cookie is given only after the sign-in is on record.</summary>
internal static class SignInEndpoints
{
    public const string ReturnUrl = "returnUrl";

    public static void MapSignIn(this IEndpointRouteBuilder endpoints, IHostEnvironment environment, HostSettings settings)
    {
        var demo = environment.IsDemo();
        var door = new SignInView(null, demo, settings.Domain is not null);
        endpoints.MapGet("/sign-in", (string? returnUrl, string? ended) => SignInForm(door with { ReturnUrl = returnUrl, Ended = ended }));
        endpoints.MapPost("/sign-in", (
            [FromForm] string? userName, [FromForm] string? password, [FromForm] string? returnUrl,
            HttpContext http, IDispatcher dispatcher, SessionGuard guard, Tickets tickets) =>
            SignInAsync(door with { ReturnUrl = returnUrl, UserName = userName }, password, http, dispatcher, guard, tickets))
            .RequireRateLimiting(RateLimits.Tries);
        endpoints.MapPost("/sign-in/code", (
            [FromForm] string? ticket, [FromForm] string? proof, [FromForm] string? returnUrl, HttpContext http, IDispatcher dispatcher) =>
            FinishAsync(door with { ReturnUrl = returnUrl }, ticket, proof, http, dispatcher)).RequireRateLimiting(RateLimits.Tries);
        endpoints.MapPost("/sign-in/passkey", (
            [FromForm] string? ticket, [FromForm] string? credential, [FromForm] string? returnUrl,
            HttpContext http, IDispatcher dispatcher, SessionGuard guard) =>
            SignInByPasskeyAsync(door with { ReturnUrl = returnUrl }, new(ticket ?? "", credential ?? ""), http, dispatcher, guard))
            .RequireRateLimiting(RateLimits.Tries);
        endpoints.MapPost("/sign-in/passkey/begin", async (IDispatcher dispatcher, CancellationToken ct) =>
            PasskeyAnswer.Of(await dispatcher.Send(new AskForPasskeyQuery(), ct))).RequireAntiforgery().RequireRateLimiting(RateLimits.Tries);
        endpoints.MapPost("/sign-out", SignOutAsync).RequireAntiforgery();
        endpoints.MapGet("/invitation/{id:guid}", (Guid id) => InvitationForm(id, null));
        endpoints.MapPost("/invitation/{id:guid}", AcceptAsync).RequireRateLimiting(RateLimits.Tries);
        endpoints.MapGet("/portal", Portal).RequireAuthorization();
        if (!demo) return;
        endpoints.MapGet("/sign-in/as", (string? returnUrl) => RoleList(returnUrl, null));
        endpoints.MapPost("/sign-in/as", SignInAsAsync);
    }

    /// <summary>Where a signed-in caller belongs: the wish, if it is an address of ours, else the caller's own side.</summary>
    public static string Landing(string? wish, IEnumerable<string> roles)
    {
        if (roles.Any(RolePermissions.OfAgencies.Contains)) return ReturnPath.IsPortal(wish) ? wish! : AgencyEndpoints.Home;
        if (roles.Any(RolePermissions.OfOfficers.Contains)) return ReturnPath.IsPersonal(wish) ? wish! : OfficerMenu.Home;
        if (!roles.Any(RolePermissions.Staff.Contains)) return "/portal";
        return ReturnPath.Or(wish, "/staff");
    }

    private static RazorComponentResult<SignInPage> SignInForm(SignInView view) =>
        new(new { View = view }) { StatusCode = StatusOf(view.Refusal) };

    private static RazorComponentResult<SignInAsPage> RoleList(string? returnUrl, Refusal? refusal) =>
        new(new { ReturnUrl = returnUrl, Refusal = refusal }) { StatusCode = StatusOf(refusal) };

    private static int StatusOf(Refusal? refusal) =>
        refusal is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;

    private static async Task<IResult> SignInAsync(
        SignInView view, string? password, HttpContext http, IDispatcher dispatcher, SessionGuard guard, Tickets tickets)
    {
        await SignInCookie.EndAsync(http, dispatcher, guard);
        var command = new SignInCommand(view.UserName?.Trim() ?? "", password ?? "");
        var signedIn = await dispatcher.Send(command, http.RequestAborted);
        return signedIn.Refusal switch
        {
            null => await EnterAsync(http, signedIn.Value, view.ReturnUrl),
            SecondFactorNeeded half => CodeForm(
                view, tickets.Give(Tickets.HalfSignedIn, new HalfSignedIn(half.AccountId, half.Stamp).ToString()), null),
            { } refusal => SignInForm(view with { Refusal = refusal }),
        };
    }

    private static async Task<IResult> FinishAsync(SignInView view, string? ticket, string? proof, HttpContext http, IDispatcher dispatcher)
    {
        var signedIn = await dispatcher.Send(new FinishSignInCommand(ticket ?? "", proof ?? ""), http.RequestAborted);
        return signedIn.Refusal switch
        {
            null => await EnterAsync(http, signedIn.Value, view.ReturnUrl),
            SignInAgain again => SignInForm(view with { Refusal = again }),
            { } refusal => CodeForm(view, ticket ?? "", refusal),
        };
    }

    private static async Task<IResult> SignInByPasskeyAsync(
        SignInView view, PasskeySignInCommand command, HttpContext http, IDispatcher dispatcher, SessionGuard guard)
    {
        await SignInCookie.EndAsync(http, dispatcher, guard);
        var signedIn = await dispatcher.Send(command, http.RequestAborted);
        return signedIn.Refusal is { } refusal
            ? SignInForm(view with { Refusal = refusal })
            : await EnterAsync(http, signedIn.Value, view.ReturnUrl);
    }

    private static async Task<IResult> AcceptAsync(
        Guid id, [FromForm] string? code, [FromForm] string? password, [FromForm] string? again, HttpContext http, IDispatcher dispatcher,
        SessionGuard guard)
    {
        await SignInCookie.EndAsync(http, dispatcher, guard);
        var accepted = await dispatcher.Send(new AcceptInvitationCommand(id, code ?? "", password ?? "", again ?? ""), http.RequestAborted);
        return accepted.Refusal is { } refusal ? InvitationForm(id, refusal) : await EnterAsync(http, accepted.Value, null);
    }

    private static RazorComponentResult<InvitationPage> InvitationForm(Guid id, Refusal? refusal) =>
        new(new { Id = id, Refusal = refusal }) { StatusCode = StatusOf(refusal) };

    private static RazorComponentResult<CodePage> CodeForm(SignInView view, string ticket, Refusal? refusal) =>
        new(new { view.ReturnUrl, Ticket = ticket, Refusal = refusal }) { StatusCode = StatusOf(refusal) };

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

    private static RazorComponentResult<PlainPage> Portal(HttpContext http)
    {
        var roles = PostPrincipal.ToCaller(http.User).Roles;
        if (roles.Any(RolePermissions.OfAgencies.Contains))
        {
            return new(new
            {
                Title = "Not open to your role",
                Text = "You act for an agency, and its portal holds all that is open to you.",
                Back = AgencyEndpoints.Home,
                BackText = "To the agency's portal",
                CanSignOut = true,
            });
        }

        if (roles.Any(RolePermissions.OfOfficers.Contains))
        {
            return new(new
            {
                Title = "Not open to your role",
                Text = "Your own portal holds all that is open to you.",
                Back = OfficerMenu.Home,
                BackText = "To my record",
                CanSignOut = true,
            });
        }

        if (roles.Any(RolePermissions.Staff.Contains))
        {
            return new(new
            {
                Title = "Not open to your role",
                Text = "Your role does not open that page. If your work needs it, ask an administrator.",
                Back = "/staff",
            });
        }

        return new(new
        {
            Title = "Your portal is not open yet",
            Text = "You are signed in. Your portal is not open yet; please go on as you do now.",
            CanSignOut = true,
        });
    }
}

/// <summary>What the sign-in form shows.</summary>
public sealed record SignInView(string? ReturnUrl, bool Demo, bool Passkeys)
{
    public string? UserName { get; init; }
    public Refusal? Refusal { get; init; }

    /// <summary>The caller has just signed out, or was sent here because the session ended.</summary>
    public string? Ended { get; init; }
}

/// <summary>What the browser's script needs to ask for a passkey.</summary>
internal static class PasskeyAnswer
{
    public static IResult Of(Result<PasskeyQuestion> asked) => asked.Refusal is { } refusal
        ? Results.Problem(refusal.Text, statusCode: StatusCodes.Status409Conflict)
        : Results.Content($$"""{"ticket":{{JsonSerializer.Serialize(asked.Value.Ticket)}},"options":{{asked.Value.Options}}}""", "application/json");
}
