using Post.App.Identity;
using Post.Kernel.Access;

namespace Post.App.Entry;

/// <summary>The entry point of endpoints and static pages: the caller is the request's signed-in user, or the public.</summary>
internal sealed class RequestEntry(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http, EntryPoint entry)
    {
        entry.Speak(() => ValueTask.FromResult(CallerOf(http)));
        return next(http);
    }

    private static Caller CallerOf(HttpContext http)
    {
        var caller = PostPrincipal.IsSignedIn(http.User) ? PostPrincipal.ToCaller(http.User) : Caller.Anonymous;
        return caller with
        {
            IpPrefix = ClientTraits.IpPrefix(http.Connection.RemoteIpAddress),
            Client = ClientTraits.Program(http.Request.Headers.UserAgent),
        };
    }
}
