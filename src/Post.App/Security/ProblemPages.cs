using Microsoft.AspNetCore.Http.HttpResults;
using Post.App.SignIn;
using Post.PublicDatabase.Site;

namespace Post.App.Security;

/// <summary>What a visitor sees of a fault: that it is ours, and nothing of its cause.</summary>
internal static class ProblemPages
{
    public static void UseProblemPages(this WebApplication app) =>
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = ShowAsync,
            SuppressDiagnosticsCallback = _ => false,
            // A page that broke has used up its scope: another page cannot be made in it.
            CreateScopeForErrors = true,
        });

    private static Task ShowAsync(HttpContext http)
    {
        if (!StaffPaths.Holds(http.Request.Path)) return PublicSite.ShowProblemAsync(http, StatusCodes.Status500InternalServerError);
        return new RazorComponentResult<PlainPage>(new
        {
            Title = "Something went wrong",
            Text = "This page could not be made, and nothing was changed. Try again; if it stays, give the operator reference "
                + http.TraceIdentifier + ".",
        })
        { StatusCode = StatusCodes.Status500InternalServerError }.ExecuteAsync(http);
    }
}
