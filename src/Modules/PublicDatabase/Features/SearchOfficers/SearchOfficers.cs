using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.PublicDatabase.Search;
using Post.PublicDatabase.Site;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Features.SearchOfficers;

[PublicRead("/officers")]
internal sealed record SearchOfficersQuery(OfficerQuestion Question) : IQuery<SearchOfficersResult>;

internal sealed record SearchOfficersResult(PublishedSnapshot Snapshot, SearchResult Found, DateOnly Today);

internal sealed class SearchOfficersHandler(IPublishedSnapshots snapshots, TimeProvider clock)
    : IRequestHandler<SearchOfficersQuery, Result<SearchOfficersResult>>
{
    public async Task<Result<SearchOfficersResult>> Handle(SearchOfficersQuery query, CancellationToken ct)
    {
        var snapshot = await snapshots.CurrentAsync(ct);
        var found = snapshot.Officers.Search(query.Question.ToRequest(snapshot, OfficerQuestion.PageSize));
        return new SearchOfficersResult(snapshot, found, clock.Today());
    }
}

internal static class SearchOfficersEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/officers", PublicSite.Reading, ShowAsync).ExcludeFromDescription();

    private static async Task ShowAsync(HttpContext context)
    {
        var question = OfficerQuestion.Read(context.Request.Query);
        if (await PublicDesk.AskAsync(context, new SearchOfficersQuery(question)) is not { } result) return;
        var tag = Tags.OfSource(result.Snapshot.DigestOn(result.Today), context.Request);
        await PublicAnswers.PageAsync<SearchOfficersPage>(context, SearchOfficersView.Of(question, result), tag: tag);
    }
}
