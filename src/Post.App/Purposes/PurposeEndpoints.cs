using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Post.App.Identity;
using Post.App.SignIn;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Ui;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace Post.App.Purposes;

/// <summary>The forms of the purpose bar and page: the choice is on record first, then in the cookie.</summary>
internal static class PurposeEndpoints
{
    public const string Choose = "/staff/purpose/choose";

    public static void MapPurposes(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Choose, ChooseAsync);

    private static async Task<IResult> ChooseAsync(
        [FromForm] string? purpose, [FromForm] string? pick, [FromForm] string? matter, [FromForm] string? words, [FromForm] string? returnUrl,
        HttpContext http, IDispatcher dispatcher, HostSettings settings)
    {
        // A button beside a refusal names one purpose and knows of no matter; the bar's list may still show another.
        var command = pick is null ? new ChoosePurposeCommand(purpose ?? "", matter, words) : new ChoosePurposeCommand(pick, null);
        var chosen = await dispatcher.Send(command, http.RequestAborted);
        if (chosen.Refusal is { } refusal) return Results.Redirect(Refused(refusal, command, returnUrl));
        await SignInCookie.ReissueAsync(http, PostPrincipal.WithPurpose(http.User, chosen.Value));
        LastChoice.Keep(http, settings, PostPrincipal.ToCaller(http.User), chosen.Value);
        return Results.Redirect(Back(returnUrl));
    }

    /// <summary>The page says why again, from its own words: nothing of the form but codes goes into an address.</summary>
    private static string Refused(Refusal refusal, ChoosePurposeCommand command, string? returnUrl)
    {
        var query = new QueryString().Add("refused", refusal.Code);
        if (command.Code.Length is > 0 and <= CodeMaxLength) query = query.Add("purpose", command.Code);
        if (command.Matter?.Length is > 0 and <= ChoosePurposeValidator.MatterMaxLength) query = query.Add("matter", command.Matter);
        if (refusal is WordsNeeded needed) query = query.Add("min", needed.MinLength.ToString(CultureInfo.InvariantCulture));
        if (Back(returnUrl) is { } back && back != "/staff") query = query.Add(ReturnPath.Name, back);
        return AccessPages.Purpose + query;
    }

    private const int CodeMaxLength = 60;

    // From the purpose page itself it goes on to where that page was asked to lead back to.
    private static string Back(string? returnUrl) => ReturnPath.Or(
        returnUrl?.StartsWith(AccessPages.Purpose, StringComparison.Ordinal) is true ? ReturnPath.AskedOf(returnUrl) : returnUrl, "/staff");
}
