using Microsoft.AspNetCore.Mvc;
using Post.App.Identity;
using Post.App.SignIn;
using Post.Kernel.Requests;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace Post.App.AgencySide;

/// <summary>The portal's forms that change the sign-in itself: the choice is on record first, then in the cookie.</summary>
internal static class AgencyEndpoints
{
    public const string Home = "/agency";
    public const string Choose = "/agency/choose";

    public static void MapAgencySide(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Choose + "/agency", ChooseAsync).RequireAuthorization(SignInServices.AgencyPolicy);

    private static async Task<IResult> ChooseAsync([FromForm] Guid? agency, HttpContext http, IDispatcher dispatcher)
    {
        var chosen = await dispatcher.Send(new ChooseAgencyCommand(agency ?? Guid.Empty), http.RequestAborted);
        if (chosen.Refused) return Results.Redirect($"{Choose}?refused=1");
        await SignInCookie.ReissueAsync(http, PostPrincipal.ActingFor(http.User, chosen.Value));
        return Results.Redirect(Home);
    }
}
