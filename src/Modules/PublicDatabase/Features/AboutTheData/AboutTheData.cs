using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Post.Commission.Contracts;
using Post.Kernel.Requests;
using Post.PublicDatabase.Site;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Features.AboutTheData;

[PublicRead("/about-the-data")]
internal sealed record AboutTheDataQuery : IQuery<AboutView>;

/// <summary>What the page about the data needs of the data, and where the clauses it cites are read officially.</summary>
public sealed record AboutView(DateOnly? DataThrough, long Version, OfficialPages Pages);

internal sealed class AboutTheDataHandler(IPublishedSnapshots snapshots, IRegulationPages pages) : IRequestHandler<AboutTheDataQuery, Result<AboutView>>
{
    public async Task<Result<AboutView>> Handle(AboutTheDataQuery query, CancellationToken ct)
    {
        var snapshot = await snapshots.CurrentAsync(ct);
        return new AboutView(snapshot.State.DataThrough, snapshot.State.Version, await pages.CurrentAsync(ct));
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
