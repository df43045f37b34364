using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Post.PublicDatabase.Features.AboutTheData;
using Post.PublicDatabase.Features.AgenciesApi;
using Post.PublicDatabase.Features.ExportAgencies;
using Post.PublicDatabase.Features.ExportOfficer;
using Post.PublicDatabase.Features.ExportOfficers;
using Post.PublicDatabase.Features.ListAgencies;
using Post.PublicDatabase.Features.OfficersApi;
using Post.PublicDatabase.Features.SearchOfficers;
using Post.PublicDatabase.Features.ShowAgency;
using Post.PublicDatabase.Features.ShowLogSeal;
using Post.PublicDatabase.Features.ShowOfficer;
using Post.PublicDatabase.Features.ShowStart;

namespace Post.PublicDatabase.Site;

/// <summary>The public site: static pages, downloads and API, none of which needs an account, a script or a circuit.</summary>
public static class PublicSite
{
    internal static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddServices(IServiceCollection services)
    {
        Advisories.ThrowIfEmpty();
        services.AddRazorComponents();
        services.AddProblemDetails();
        return services.AddOpenApi("v1", api =>
        {
            api.ShouldInclude = operation => operation.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) is true;
            api.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = Words.Get("api.title"),
                    Description = Words.Get("api.description"),
                    Version = "1",
                };
                document.Servers = [];
                return Task.CompletedTask;
            });
        });
    }

    public static void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        ShowStartEndpoint.Map(endpoints);
        SearchOfficersEndpoint.Map(endpoints);
        ShowOfficerEndpoint.Map(endpoints);
        ListAgenciesEndpoint.Map(endpoints);
        ShowAgencyEndpoint.Map(endpoints);
        AboutTheDataEndpoint.Map(endpoints);
        ShowLogSealEndpoint.Map(endpoints);
        ExportOfficersEndpoint.Map(endpoints);
        ExportAgenciesEndpoint.Map(endpoints);
        ExportOfficerEndpoint.Map(endpoints);
        OfficersApiEndpoints.Map(endpoints);
        AgenciesApiEndpoints.Map(endpoints);
        endpoints.MapOpenApi("/openapi/{documentName}.json").ExcludeFromDescription();
        endpoints.MapFallback("/api/{**rest}", NoSuchApiAsync).ExcludeFromDescription();
        endpoints.MapFallback(context => ShowProblemAsync(context, StatusCodes.Status404NotFound)).ExcludeFromDescription();
    }

    /// <summary>The page, or on API addresses the problem details, for an answer that has no page of its own.</summary>
    public static Task ShowProblemAsync(HttpContext context, int status)
    {
        var view = RefusedView.Of(status, Words.Get($"problem.{status}.text"));
        return context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            ? PublicDesk.ProblemAsync(context, status, view.Text)
            : PublicAnswers.PageAsync<RefusedPage>(context, view, status);
    }

    private static Task NoSuchApiAsync(HttpContext context) => ShowProblemAsync(context, StatusCodes.Status404NotFound);
}
