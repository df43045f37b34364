using MediatR;
using Microsoft.AspNetCore.Http;
using Post.Kernel.Requests;
using Post.PublicDatabase.Site;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Features.OfficersApi;

[PublicRead("/api/v1/officers/{key}")]
internal sealed record ReadOfficerQuery(string Key) : IQuery<PublishedEntry>;

internal sealed class ReadOfficerHandler(IPublishedSnapshots snapshots) : IRequestHandler<ReadOfficerQuery, Result<PublishedEntry>>
{
    public async Task<Result<PublishedEntry>> Handle(ReadOfficerQuery query, CancellationToken ct)
    {
        var snapshot = await snapshots.CurrentAsync(ct);
        return snapshot.FindOfficer(query.Key) is { } entry ? entry : ListedElsewhere.Of(snapshot, query.Key);
    }
}

internal static class ReadOfficerEndpoint
{
    public static async Task SendAsync(HttpContext context, string key)
    {
        if (await PublicDesk.AskApiAsync(context, new ReadOfficerQuery(key)) is not { } entry) return;
        await PublicAnswers.BytesAsync(context, OfficerJson.Of(entry), PublicAnswers.Json, Tags.OfSource(entry.Sha256));
    }
}
