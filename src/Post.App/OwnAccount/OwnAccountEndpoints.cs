using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Post.App.Identity;
using Post.App.SignIn;
using Post.Kernel.Requests;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace Post.App.OwnAccount;

/// <summary>The forms of the page about one's own account; none but those of passkeys needs a script.</summary>
internal static class OwnAccountEndpoints
{
    public const string Page = "/staff/account";

    public static void MapOwnAccount(this IEndpointRouteBuilder staff)
    {
        staff.MapPost(Page + "/app/begin", async ([FromForm] string? password, IDispatcher dispatcher, CancellationToken ct) =>
        {
            var begun = await dispatcher.Send(new BeginAuthenticatorCommand(password), ct);
            return begun.Refusal is { } refusal ? Back(refusal) : Secret(begun.Value, null);
        });
        staff.MapPost(Page + "/app/confirm", ConfirmAsync);
        staff.MapPost(Page + "/app/remove", async (IDispatcher dispatcher, CancellationToken ct) =>
            Back((await dispatcher.Send(new RemoveAuthenticatorCommand(), ct)).Refusal, "app-removed")).RequireAntiforgery();
        staff.MapPost(Page + "/recovery-codes", async (IDispatcher dispatcher, CancellationToken ct) =>
        {
            var renewed = await dispatcher.Send(new RenewRecoveryCodesCommand(), ct);
            return renewed.Refusal is { } refusal ? Back(refusal) : Codes(renewed.Value);
        }).RequireAntiforgery();
        staff.MapPost(Page + "/passkeys/begin", async ([FromForm] string? password, IDispatcher dispatcher, CancellationToken ct) =>
            PasskeyAnswer.Of(await dispatcher.Send(new BeginPasskeyCommand(password), ct)));
        staff.MapPost(Page + "/passkeys/add", async (
            [FromForm] string? ticket, [FromForm] string? credential, [FromForm] string? name, HttpContext http, IDispatcher dispatcher, SessionGuard guard) =>
        {
            var added = await dispatcher.Send(new AddPasskeyCommand(ticket ?? "", credential ?? "", name ?? ""), http.RequestAborted);
            guard.Forget(PostPrincipal.SessionOf(http.User));
            return Back(added.Refusal, "passkey-added");
        });
        staff.MapPost(Page + "/passkeys/remove", async ([FromForm] string? id, IDispatcher dispatcher, CancellationToken ct) =>
            Back((await dispatcher.Send(new RemovePasskeyCommand(id ?? ""), ct)).Refusal, "passkey-removed"));
        staff.MapPost(Page + "/sessions/end", async ([FromForm] Guid? session, HttpContext http, IDispatcher dispatcher, SessionGuard guard) =>
        {
            var ended = await dispatcher.Send(new EndOwnSessionsCommand(session), http.RequestAborted);
            guard.ForgetAccount(PostPrincipal.AccountOf(http.User));
            return Back(ended.Refusal, "sessions-ended");
        });
    }

    private static async Task<IResult> ConfirmAsync(
        [FromForm] string? code, [FromForm] string? secret, [FromForm] string? userName, HttpContext http, IDispatcher dispatcher, SessionGuard guard)
    {
        var confirmed = await dispatcher.Send(new ConfirmAuthenticatorCommand(code ?? ""), http.RequestAborted);
        if (confirmed.Refusal is { } refusal) return Secret(new AuthenticatorSecret(secret ?? "", userName ?? ""), refusal);
        guard.Forget(PostPrincipal.SessionOf(http.User));
        return Codes(confirmed.Value);
    }

    private static IResult Back(Refusal? refusal, string told = "") => refusal is FreshProofNeeded
        ? Results.Redirect(StepUpEndpoints.From(Page))
        : Results.Redirect($"{Page}?told={refusal?.Code ?? told}");

    private static RazorComponentResult<ConfirmAppPage> Secret(AuthenticatorSecret secret, Refusal? refusal) =>
        new(new { Secret = secret, Refusal = refusal });

    private static RazorComponentResult<RecoveryCodesPage> Codes(RecoveryCodesShown codes) => new(new { Shown = codes });
}

internal static class FormRules
{
    /// <summary>For a form without fields: the framework looks at the token only where it reads one.</summary>
    public static RouteHandlerBuilder RequireAntiforgery(this RouteHandlerBuilder builder) => builder
        .WithMetadata(new RequireAntiforgeryTokenAttribute())
        .AddEndpointFilter((context, next) => context.HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true }
            ? next(context)
            : ValueTask.FromResult<object?>(Results.BadRequest()));
}
