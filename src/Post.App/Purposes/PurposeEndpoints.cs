using Microsoft.AspNetCore.Mvc;
using Post.App.Identity;
using Post.App.SignIn;
using Post.Kernel.Requests;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace Post.App.Purposes;

/// <summary>The purpose bar's form: the choice is on record first, then in the cookie.</summary>
internal static class PurposeEndpoints
{
    public const string Choose = "/staff/purpose/choose";

    public static void MapPurposes(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Choose, ChooseAsync);

    private static async Task<IResult> ChooseAsync(
        [FromForm] string? purpose, [FromForm] string? pick, [FromForm] string? matter, [FromForm] string? returnUrl,
        HttpContext http, IDispatcher dispatcher)
    {
        // A button beside a refusal names one purpose and knows of no matter; the bar's list may still show another.
        var command = pick is null ? new ChoosePurposeCommand(purpose ?? "", matter) : new ChoosePurposeCommand(pick, null);
        var chosen = await dispatcher.Send(command, http.RequestAborted);
        if (chosen.Refused) return Results.Redirect("/staff/purpose?refused=true");
        await SignInCookie.ReissueAsync(http, PostPrincipal.WithPurpose(http.User, chosen.Value));
        return Results.Redirect(StaffAddress.IsOne(returnUrl) && !returnUrl!.StartsWith("/staff/purpose", StringComparison.Ordinal) ? returnUrl! : "/staff");
    }
}
