using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Site;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Features.ShowAgency;

[PublicRead("/agencies/{key}")]
internal sealed record ShowAgencyQuery(string Key) : IQuery<AgencyView>;

/// <summary>An agency's page.</summary>
public sealed record AgencyView(PublishedAgency Agency, DateOnly? DataThrough, DateOnly Today);

internal sealed class ShowAgencyHandler(IPublishedSnapshots snapshots, TimeProvider clock) : IRequestHandler<ShowAgencyQuery, Result<AgencyView>>
{
    public async Task<Result<AgencyView>> Handle(ShowAgencyQuery query, CancellationToken ct)
    {
        var snapshot = await snapshots.CurrentAsync(ct);
        if (snapshot.FindAgency(query.Key) is not { } agency) return new NotListed();
        return new AgencyView(agency, snapshot.State.DataThrough, clock.Today());
    }
}

internal static class ShowAgencyEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/agencies/{key}", PublicSite.Reading, ShowAsync).ExcludeFromDescription();

    private static async Task ShowAsync(HttpContext context, string key)
    {
        if (await PublicDesk.AskAsync(context, new ShowAgencyQuery(key)) is { } view)
        {
            await PublicAnswers.PageAsync<ShowAgencyPage>(context, view);
        }
    }
}
