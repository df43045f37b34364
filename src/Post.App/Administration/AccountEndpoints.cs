using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Post.App.Identity;
using Post.App.SignIn;
using Post.Kernel.Requests;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace Post.App.Administration;

/// <summary>The forms of an account's page; each act counts at once on this node and within half a minute on others.</summary>
internal static class AccountEndpoints
{
    public const string Page = "/staff/accounts";

    public static void MapAccounts(this IEndpointRouteBuilder staff)
    {
        var account = staff.MapGroup(Page + "/{id:guid}");
        account.MapPost("/roles", (Guid id, IFormCollection form, IDispatcher dispatcher, SessionGuard guard) =>
            ActAsync(id, new ChangeRolesCommand(id, [.. form["role"].OfType<string>()]) { Reason = form["reason"] }, dispatcher, guard));
        account.MapPost("/disable", (Guid id, [FromForm] string? reason, IDispatcher dispatcher, SessionGuard guard) =>
            ActAsync(id, new DisableAccountCommand(id, reason), dispatcher, guard));
        account.MapPost("/enable", (Guid id, [FromForm] string? reason, IDispatcher dispatcher, SessionGuard guard) =>
            ActAsync(id, new EnableAccountCommand(id, reason), dispatcher, guard));
        account.MapPost("/factors", (Guid id, [FromForm] string? reason, IDispatcher dispatcher, SessionGuard guard) =>
            ActAsync(id, new RemoveFactorsCommand(id, reason), dispatcher, guard));
        account.MapPost("/sponsor", (Guid id, [FromForm] string? sponsor, [FromForm] string? endsOn, [FromForm] string? reason, IDispatcher dispatcher, SessionGuard guard) =>
            ActAsync(id, new SponsorAccountCommand(id, Guid.TryParse(sponsor, out var by) ? by : null, Day(endsOn), reason), dispatcher, guard));
        account.MapPost("/sessions", (Guid id, [FromForm] Guid? session, IDispatcher dispatcher, SessionGuard guard) =>
            ActAsync(id, new EndAccountSessionsCommand(id, session), dispatcher, guard));
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static async Task<IResult> ActAsync(Guid id, ICommand<Done> act, IDispatcher dispatcher, SessionGuard guard)
    {
        var done = await dispatcher.Send(act);
        guard.ForgetAccount(id);
        return done.Refusal is FreshProofNeeded
            ? Results.Redirect(StepUpEndpoints.From($"{Page}/{id}"))
            : Results.Redirect($"{Page}/{id}?told={done.Refusal?.Code ?? "done"}");
    }
}
