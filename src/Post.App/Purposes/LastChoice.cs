using System.Text.Json;
using Post.Kernel.Access;

namespace Post.App.Purposes;

/// <summary>
/// What somebody worked on last, remembered by their own browser so that the form is filled in next time. It opens nothing:
/// what comes back is offered only if it is open to the account today.
/// </summary>
internal sealed record LastChoice(Guid Account, string Purpose, string? Matter)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(30);

    public static void Keep(HttpContext http, HostSettings settings, Caller caller, ChosenPurpose chosen)
    {
        if (caller.Id is not { } account) return;
        var options = new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = settings.Https,
            Path = "/",
            MaxAge = s_kept,
            IsEssential = true,
        };
        http.Response.Cookies.Append(NameOf(settings), JsonSerializer.Serialize(new LastChoice(account, chosen.Code, chosen.Matter)), options);
    }

    public static LastChoice? Of(HttpContext? http, HostSettings settings, Caller caller)
    {
        if (http is null || !http.Request.Cookies.TryGetValue(NameOf(settings), out var kept)) return null;
        try
        {
            return JsonSerializer.Deserialize<LastChoice>(kept) is { } last && last.Account == caller.Id ? last : null;
        }
        catch (JsonException)
        {
            // A browser may send anything; then nothing is remembered.
            return null;
        }
    }

    private static string NameOf(HostSettings settings) => settings.Https ? "__Host-post-last" : "post-last";
}
