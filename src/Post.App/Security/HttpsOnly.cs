using Microsoft.AspNetCore.Http.HttpResults;
using Post.App.SignIn;

namespace Post.App.Security;

/// <summary>Where cookies exist for https alone, the doors say so plainly when they are tried without it.</summary>
internal sealed class HttpsOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.IsHttps || !StaffPaths.Holds(http.Request.Path)) return next(http);
        return new RazorComponentResult<PlainPage>(new
        {
            Title = "Open this page by https",
            Text = "Signing in works by https only. An operator who ends TLS in front of this program must let it know, by the "
                + "header X-Forwarded-Proto and the setting ASPNETCORE_FORWARDEDHEADERS_ENABLED=true.",
        })
        { StatusCode = StatusCodes.Status403Forbidden }.ExecuteAsync(http);
    }
}
