using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Post.App.OwnAccount;
using Post.App.Security;
using Post.Kernel.Notices.Addresses.ConfirmAddress;
using Post.Kernel.Requests;

namespace Post.App.SignIn;

/// <summary>The link by which whoever reads a mailbox verifies its address: a plain page with one button, for nobody who is known.</summary>
internal static class AddressLinkEndpoints
{
    public static void MapAddressLinks(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/address/{token}", async (string token, HttpContext http, IDispatcher dispatcher) =>
        {
            var shown = await dispatcher.Send(new ShowAddressLinkQuery(token), http.RequestAborted);
            return Page(http, token, shown.Refused ? null : shown.Value, shown.Refusal, confirmed: false);
        });
        endpoints.MapPost("/address/{token}", async (string token, HttpContext http, IDispatcher dispatcher) =>
        {
            var done = await dispatcher.Send(new ConfirmAddressCommand(token), http.RequestAborted);
            return Page(http, token, null, done.Refusal, confirmed: !done.Refused);
        }).RequireAntiforgery().RequireRateLimiting(RateLimits.Tries);
    }

    // The address is a key while it opens something: neither the next site nor a cache is to have it.
    private static RazorComponentResult<AddressLinkPage> Page(HttpContext http, string token, AddressLink? link, Refusal? refusal, bool confirmed)
    {
        http.Response.Headers[HeaderNames.CacheControl] = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return new(new { Token = token, Link = link, Refusal = refusal, Confirmed = confirmed })
        {
            StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
    }
}
