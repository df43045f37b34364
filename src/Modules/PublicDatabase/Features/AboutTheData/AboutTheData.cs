using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Post.Kernel.Requests;
using Post.PublicDatabase.Site;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Features.AboutTheData;

[PublicRead("/about-the-data")]
internal sealed record AboutTheDataQuery : IQuery<AboutView>;

/// <summary>What the page about the data needs of the data.</summary>
public sealed record AboutView(DateOnly? DataThrough, long Version);

internal sealed class AboutTheDataHandler(IPublishedSnapshots snapshots) : IRequestHandler<AboutTheDataQuery, Result<AboutView>>
{
    public async Task<Result<AboutView>> Handle(AboutTheDataQuery query, CancellationToken ct)
    {
        var snapshot = await snapshots.CurrentAsync(ct);
        return new AboutView(snapshot.State.DataThrough, snapshot.State.Version);
    }
}

internal static class AboutTheDataEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/about-the-data", PublicSite.Reading, ShowAsync).ExcludeFromDescription();

    private static async Task ShowAsync(HttpContext context)
    {
        if (await PublicDesk.AskAsync(context, new AboutTheDataQuery()) is { } view)
        {
            await PublicAnswers.PageAsync<AboutTheDataPage>(context, view);
        }
    }
}
