using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Post.Kernel.Requests;
using Post.PublicDatabase.Site;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Features.ShowStart;

[PublicRead("/")]
internal sealed record ShowStartQuery : IQuery<StartView>;

/// <summary>What the first page tells: how many can be looked up, and how fresh that is.</summary>
public sealed record StartView(int Officers, int Agencies, DateOnly? DataThrough);

internal sealed class ShowStartHandler(IPublishedSnapshots snapshots) : IRequestHandler<ShowStartQuery, Result<StartView>>
{
    public async Task<Result<StartView>> Handle(ShowStartQuery query, CancellationToken ct)
    {
        var snapshot = await snapshots.CurrentAsync(ct);
        return new StartView(snapshot.Officers.Officers.Count, snapshot.Agencies.Count, snapshot.State.DataThrough);
    }
}

internal static class ShowStartEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/", PublicSite.Reading, ShowAsync).ExcludeFromDescription();

    private static async Task ShowAsync(HttpContext context)
    {
        if (await PublicDesk.AskAsync(context, new ShowStartQuery()) is { } view)
        {
            await PublicAnswers.PageAsync<ShowStartPage>(context, view);
        }
    }
}
