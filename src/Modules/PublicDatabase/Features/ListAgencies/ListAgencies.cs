using System.Text.Encodings.Web;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Site;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Features.ListAgencies;

[PublicRead("/agencies")]
internal sealed record ListAgenciesQuery(OfficerQuestion Question) : IQuery<AgencyList>;

/// <summary>A page of agencies by name.</summary>
public sealed record AgencyList(
    string Asked, string Heading, IReadOnlyList<PublishedAgency> Agencies, string? Next, DateOnly? DataThrough, DateOnly Today);

internal sealed class ListAgenciesHandler(IPublishedSnapshots snapshots, TimeProvider clock) : IRequestHandler<ListAgenciesQuery, Result<AgencyList>>
{
    private const int PageSize = 50;

    public async Task<Result<AgencyList>> Handle(ListAgenciesQuery query, CancellationToken ct)
    {
        var snapshot = await snapshots.CurrentAsync(ct);
        var asked = query.Question.Text;
        var agencies = AgencyDirectory.Of(snapshot);
        // An unreadable place is an old or mistyped link: the first page is still an answer.
        var page = agencies.Find(asked, query.Question.After, PageSize) ?? agencies.Find(asked, "", PageSize)!;
        return new AgencyList(asked, HeadingOf(asked, page.Total), page.Agencies, NextOf(asked, page), snapshot.State.DataThrough, clock.Today());
    }

    private static string HeadingOf(string asked, int total)
    {
        if (asked.Length == 0) return Words.Get("agencies.heading.all");
        return total == 0 ? Words.Format("agencies.heading.empty", asked) : Words.Count("agencies.heading", total, asked);
    }

    private static string? NextOf(string asked, AgencyPage page) =>
        page.Next is null ? null : $"/agencies?{(asked.Length == 0 ? "" : $"q={UrlEncoder.Default.Encode(asked)}&")}after={page.Next}";
}

internal static class ListAgenciesEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/agencies", PublicSite.Reading, ShowAsync).ExcludeFromDescription();

    private static async Task ShowAsync(HttpContext context)
    {
        if (await PublicDesk.AskAsync(context, new ListAgenciesQuery(OfficerQuestion.Read(context.Request.Query))) is { } view)
        {
            await PublicAnswers.PageAsync<ListAgenciesPage>(context, view);
        }
    }
}
