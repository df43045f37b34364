using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Post.App.Identity;
using Post.App.OwnAccount;
using Post.App.Security;
using Post.Kernel.Requests;
using Post.Kernel.Ui;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace Post.App.SignIn;

/// <summary>Where a person proves again who it is, before something grave; then on to where the wish came from.</summary>
internal static class StepUpEndpoints
{
    public const string Page = "/sign-in/step-up";

    public static void MapStepUp(this IEndpointRouteBuilder staff, IHostEnvironment environment)
    {
        staff.MapGet(Page, (string? returnUrl, IDispatcher dispatcher, CancellationToken ct) => ShowAsync(returnUrl, null, dispatcher, ct));
        staff.MapPost(Page, async (
            [FromForm] string? proof, [FromForm] string? returnUrl, HttpContext http, IDispatcher dispatcher, SessionGuard guard) =>
            await GoOnAsync(await dispatcher.Send(new StepUpCommand(proof ?? ""), http.RequestAborted), returnUrl, http, dispatcher, guard))
            .RequireRateLimiting(RateLimits.Tries);
        staff.MapPost(Page + "/passkey", async (
            [FromForm] string? ticket, [FromForm] string? credential, [FromForm] string? returnUrl,
            HttpContext http, IDispatcher dispatcher, SessionGuard guard) =>
            await GoOnAsync(
                await dispatcher.Send(new StepUpByPasskeyCommand(ticket ?? "", credential ?? ""), http.RequestAborted),
                returnUrl, http, dispatcher, guard));
        staff.MapPost(Page + "/passkey/begin", async (IDispatcher dispatcher, CancellationToken ct) =>
            PasskeyAnswer.Of(await dispatcher.Send(new AskForOwnPasskeyQuery(), ct))).RequireAntiforgery();
        if (!environment.IsDemo()) return;
        staff.MapPost(Page + "/demo", async ([FromForm] string? returnUrl, HttpContext http, IDispatcher dispatcher, SessionGuard guard) =>
            await GoOnAsync(await dispatcher.Send(new StepUpInDemoCommand(), http.RequestAborted), returnUrl, http, dispatcher, guard));
    }

    /// <summary>The way to this page and back.</summary>
    public static string From(string here) => $"{Page}?returnUrl={Uri.EscapeDataString(here)}";

    private static async Task<IResult> GoOnAsync(
        Result<Done> done, string? returnUrl, HttpContext http, IDispatcher dispatcher, SessionGuard guard)
    {
        if (done.Refusal is { } refusal) return await ShowAsync(returnUrl, refusal, dispatcher, http.RequestAborted);
        guard.Forget(PostPrincipal.SessionOf(http.User));
        return Results.Redirect(ReturnPath.Or(returnUrl, "/staff"));
    }

    private static async Task<IResult> ShowAsync(string? returnUrl, Refusal? refusal, IDispatcher dispatcher, CancellationToken ct)
    {
        var shown = await dispatcher.Send(new ShowOwnAccountQuery(), ct);
        var page = new RazorComponentResult<StepUpPage>(new
        {
            ReturnUrl = ReturnPath.IsStaff(returnUrl) ? returnUrl : null,
            Refusal = refusal ?? shown.Refusal,
            Own = shown.Refused ? null : shown.Value,
        });
        page.StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        return page;
    }
}
