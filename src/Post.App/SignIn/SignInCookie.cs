using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Post.App.Identity;
using Post.Kernel.Requests;

namespace Post.App.SignIn;

/// <summary>Gives and takes the cookie that carries a session.</summary>
internal static class SignInCookie
{
    public static Task GiveAsync(HttpContext http, ClaimsPrincipal user) =>
        http.SignInAsync(IdentityConstants.ApplicationScheme, user, new AuthenticationProperties { IsPersistent = false });

    /// <summary>The same session with other claims; it ends when it would have ended.</summary>
    public static async Task ReissueAsync(HttpContext http, ClaimsPrincipal user)
    {
        var present = await http.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        await http.SignInAsync(IdentityConstants.ApplicationScheme, user, present.Properties);
    }

    /// <summary>Ends the session of the request, if it has one; the rest of the request is nobody's.</summary>
    public static async Task EndAsync(HttpContext http, IDispatcher dispatcher, SessionGuard guard)
    {
        if (!PostPrincipal.IsSignedIn(http.User)) return;
        // One that has ended meanwhile needs no ending; its cookie goes all the same.
        if (await guard.FindAsync(http.User) is not null) await SignOutAsync(http, dispatcher);
        guard.Forget(PostPrincipal.SessionOf(http.User));
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        http.User = new ClaimsPrincipal(new ClaimsIdentity());
    }

    private static async Task SignOutAsync(HttpContext http, IDispatcher dispatcher)
    {
        var ended = await dispatcher.Send(new SignOutCommand(), http.RequestAborted);
        // Not on record means not ended: the cookie would live on elsewhere while this browser believes it gone.
        if (ended.Refusal is { } refusal) throw new InvalidOperationException(refusal.Text);
    }
}
