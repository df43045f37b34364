using MediatR;
using Microsoft.AspNetCore.Http;
using Post.Kernel.Requests;
using Post.PublicDatabase.Search;
using Post.PublicDatabase.Site;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Features.OfficersApi;

[PublicRead("/api/v1/officers")]
internal sealed record ListOfficersQuery(OfficerQuestion Question, int Limit) : IQuery<OfficerPage>;

internal sealed record OfficerPage(PublishedSnapshot Snapshot, SearchResult Found);

internal sealed class ListOfficersHandler(IPublishedSnapshots snapshots) : IRequestHandler<ListOfficersQuery, Result<OfficerPage>>
{
    public async Task<Result<OfficerPage>> Handle(ListOfficersQuery query, CancellationToken ct)
    {
        if (query.Question.TextWasCut) return new NotUnderstood(Words.Format("api.text-too-long", SearchText.MaxLength));
        var snapshot = await snapshots.CurrentAsync(ct);
        var found = snapshot.Officers.Search(query.Question.ToRequest(snapshot, query.Limit));
        if (found.Notes.HasFlag(SearchNotes.AfterIgnored)) return new NotUnderstood(Words.Get("api.after-unknown"));
        return new OfficerPage(snapshot, found);
    }
}

internal static class ListOfficersEndpoint
{
    public static async Task SendAsync(HttpContext context)
    {
        if (ApiLimit.Read(context.Request.Query) is not { } limit)
        {
            await PublicDesk.ProblemAsync(context, StatusCodes.Status400BadRequest, Words.Format("api.limit", Page.MaxLimit));
            return;
        }

        var question = OfficerQuestion.Read(context.Request.Query);
        if (await PublicDesk.AskApiAsync(context, new ListOfficersQuery(question, limit)) is not { } page) return;
        var tag = Tags.OfSource(page.Snapshot.Digest, context.Request);
        if (PublicAnswers.IsHeld(context, tag)) return;
        using var json = new OfficerListJson();
        await PublicAnswers.BytesAsync(context, json.Write(page.Snapshot, page.Found), PublicAnswers.Json, tag);
    }
}
