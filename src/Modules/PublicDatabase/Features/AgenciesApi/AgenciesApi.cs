using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Post.Kernel.Requests;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Search;
using Post.PublicDatabase.Site;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Features.AgenciesApi;

[PublicRead("/api/v1/agencies")]
internal sealed record ListAgenciesApiQuery(OfficerQuestion Question, int Limit) : IQuery<AgencyListAnswer>;

[PublicRead("/api/v1/agencies/{key}")]
internal sealed record ReadAgencyQuery(string Key) : IQuery<AgencyAnswer>;

/// <summary>A page of law enforcement agencies, by name.</summary>
/// <param name="Items">The agencies of this page.</param>
/// <param name="Next">Value of <c>after</c> for the next page; null on the last.</param>
/// <param name="DataThrough">The day up to which the data reaches.</param>
/// <param name="Advisories">What to know before relying on the data (555 CMR 8.06(3)(b)).</param>
public sealed record AgencyListAnswer(
    IReadOnlyList<PublishedAgency> Items, string? Next, DateOnly? DataThrough, IReadOnlyList<string> Advisories);

/// <summary>A law enforcement agency with the advisories.</summary>
public sealed record AgencyAnswer(
    string Key,
    string Name,
    string? County,
    IReadOnlyList<string> OtherSpellings,
    int Officers,
    DateOnly? DataThrough,
    IReadOnlyList<string> Advisories)
{
    /// <summary>What became of the agency: Merged, Divided or Continued, the first day without it, and who took over.</summary>
    public PublishedEnding? Ended { get; init; }

    /// <summary>Agencies from which it took over, the latest first.</summary>
    public IReadOnlyList<PublishedTakeover> TookOverFrom { get; init; } = [];
}

internal sealed class ListAgenciesApiHandler(IPublishedSnapshots snapshots)
    : IRequestHandler<ListAgenciesApiQuery, Result<AgencyListAnswer>>
{
    public async Task<Result<AgencyListAnswer>> Handle(ListAgenciesApiQuery query, CancellationToken ct)
    {
        if (query.Question.TextWasCut) return new NotUnderstood(Words.Format("api.text-too-long", SearchText.MaxLength));
        var snapshot = await snapshots.CurrentAsync(ct);
        if (AgencyDirectory.Of(snapshot).Find(query.Question.Text, query.Question.After, query.Limit) is not { } page)
        {
            return new NotUnderstood(Words.Get("api.after-unknown"));
        }

        return new AgencyListAnswer(page.Agencies, page.Next, snapshot.State.DataThrough, Advisories.Texts);
    }
}

internal sealed class ReadAgencyHandler(IPublishedSnapshots snapshots) : IRequestHandler<ReadAgencyQuery, Result<AgencyAnswer>>
{
    public async Task<Result<AgencyAnswer>> Handle(ReadAgencyQuery query, CancellationToken ct)
    {
        var snapshot = await snapshots.CurrentAsync(ct);
        if (snapshot.FindAgency(query.Key) is not { } a) return new NotListed();
        return new AgencyAnswer(a.Key, a.Name, a.County, a.OtherSpellings, a.Officers, snapshot.State.DataThrough, Advisories.Texts)
        {
            Ended = a.Ended,
            TookOverFrom = a.TookOverFrom,
        };
    }
}

internal static class AgenciesApiEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/v1/agencies", (Delegate)ListAsync)
            .Described("listAgencies", "api.agencies", ApiParameter.Text, ApiParameter.Limit, ApiParameter.After)
            .Produces<AgencyListAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        endpoints.MapGet("/api/v1/agencies/{key}", ReadAsync)
            .Described("readAgency", "api.agency", ApiParameter.Key)
            .Produces<AgencyAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task ListAsync(HttpContext context)
    {
        if (ApiLimit.Read(context.Request.Query) is not { } limit)
        {
            await PublicDesk.ProblemAsync(context, StatusCodes.Status400BadRequest, Words.Format("api.limit", Page.MaxLimit));
            return;
        }

        var question = OfficerQuestion.Read(context.Request.Query);
        if (await PublicDesk.AskApiAsync(context, new ListAgenciesApiQuery(question, limit)) is { } list) await SendAsync(context, list);
    }

    private static async Task ReadAsync(HttpContext context, string key)
    {
        if (await PublicDesk.AskApiAsync(context, new ReadAgencyQuery(key)) is { } agency) await SendAsync(context, agency);
    }

    private static Task SendAsync<T>(HttpContext context, T answer) => PublicAnswers.BytesAsync(
        context, JsonSerializer.SerializeToUtf8Bytes(answer, ApiJson.Options), PublicAnswers.Json);
}
