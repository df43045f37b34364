using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Post.PublicDatabase.Site;

namespace Post.PublicDatabase.Features.OfficersApi;

/// <summary>The officers of API v1, described for the people who call it.</summary>
internal static class OfficersApiEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/v1/officers", (Delegate)ListOfficersEndpoint.SendAsync)
            .Described("listOfficers", "api.officers", ApiParameter.Text, ApiParameter.Agency, ApiParameter.Status,
                ApiParameter.County, ApiParameter.Limit, ApiParameter.After)
            .Produces<OfficerListAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        endpoints.MapGet("/api/v1/officers/{key}", ReadOfficerEndpoint.SendAsync)
            .Described("readOfficer", "api.officer", ApiParameter.Key)
            .Produces<OfficerAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }
}
